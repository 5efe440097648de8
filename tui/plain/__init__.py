"""The plain way: the same session by prompts, line by line, for any terminal and a screen reader."""

from tui.plain.run import run_plain

__all__ = ["run_plain"]
