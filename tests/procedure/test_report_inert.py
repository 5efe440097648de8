"""Nothing that a person wrote becomes markup in the report (reliability.md, S10).

The oracle is a parser of Markdown: whatever was written, the report has the structure that it has
for a harmless word, and shows what was written.
"""

import re
import unicodedata

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reported import answers, recorded, reported

from runbooks.language.visible import visible
from runbooks.report.writers.inert import block, plain

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "html": "<img src=x onerror=alert(1)> <!-- <b>",
    "entity": "&lt;b&gt; &amp; &#60;",
    "image": "![x](http://evil.example/x.png)",
    "link": "[pulse aquí](javascript:alert(1)) [a]: http://evil.example",
    "autolink": "<http://evil.example> https://evil.example www.evil.example ana@evil.example",
    "heading": "# Título\n## Otro\nTítulo\n===\nOtro\n---",
    "table": "| a | b |\n|---|---|\n| c | d |",
    "pipe": "a | b || c \\| d \\",
    "list": "- a\n* b\n1. c\n+ d",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~",
    "code": "`a` ``b`` ```c```",
    "fence": "```\n# fuera\n```\n~~~~\n# fuera\n~~~~",
    "long fence": "`````````\n# fuera\n`````````",
    "quote": "> a\n> b",
    "rule": "***\n---\n___",
    "formula": "$a$ $$b$$",
    "ansi": "\x1b[2J\x1b]52;c;QQ==\x07 \x9b31m",
    "bidi": "‮txt.exe‬ ⁦x⁩ \u2028 a\u200bb",
    "backslash": "\\",
    "half a fence": "``",
}


def written(text: str) -> str:
    """The report of a session in which a person wrote `text` wherever a person can write."""
    written: dict[str, object] = {
        "reported_by": text,
        "what_happened": text,
        "account_owner": text,
        "ticket": {"text": text},
        "notice": {"text": text},
        "all_clear": {"text": text},
        "deliveries": [{"channel": "phone", "audience": text, "at": "now", "result": text}],
        "verification": {"crm": {"state": "ok", "seen": text}, "drive": {"state": "missing", "seen": text}},
        "recycle_bin": None,
        "files_safe": None,
        "result": "partial",
    }
    actions = [(name, written.get(name, value)) for name, value in answers("restored")]
    actions = [
        ("override", {"item": name, "reason": text}) if value is None else (name, value)
        for name, value in actions
    ]
    extra = [
        ("note", text),
        ("defer", {"item": "files_safe", "until": "confirm_restoration", "reason": text}),
    ]
    at = [name for name, _value in actions].index("deliveries")
    back = [("go_back", {"to": "notify_users", "reason": text}), ("hand_over", {"to": text})]
    closing = [action for action in actions if action[0] in ("close",)]
    rest = [action for action in actions[at:] if action not in closing]
    rest = [action for action in rest if action[0] != "override"]
    files_safe = [("override", {"item": "files_safe", "reason": text})]
    end = [rest.index(("complete", "confirm_restoration"))]
    steps = [*actions[:at], extra[0], *rest[:1], extra[1], *rest[1 : end[0]], *files_safe]
    return reported(recorded([*steps, *back, ("cancel", text), *closing], by=text))


def structure(report: str) -> list[tuple[str, str, int]]:
    """The tokens of a report, without their words."""

    def told(token: Token) -> list[tuple[str, str, int]]:
        inner = [(child.type, child.tag, child.level) for child in token.children or ()]
        return [(token.type, token.tag, token.level), *(one for one in inner if one[0] != "text")]

    parser = MarkdownIt("gfm-like")
    return [one for token in parser.parse(report) for one in told(token)]


HARMLESS = structure(written("palabra"))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_S10_what_a_person_wrote_changes_nothing_but_the_words(attack: str) -> None:
    assert structure(written(attack)) == HARMLESS


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_S10_what_a_person_wrote_is_shown_as_it_is(attack: str) -> None:
    token = MarkdownIt("commonmark").parse(f"- dijo: {plain(attack)}")[3]
    said = "".join(child.content for child in token.children or ())
    lines = [line.strip() for line in visible(attack, multiline=True).split("\n")]
    assert said == "dijo: " + " / ".join(line for line in lines if line)
    fence = MarkdownIt("commonmark").parse("\n".join(block(attack)))[0]
    assert fence.content == visible(attack, multiline=True) + "\n"


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_S1_no_control_or_format_character_reaches_a_report(attack: str) -> None:
    steering = {c for c in written(attack) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert steering == {"\n"}


def test_S10_addresses_are_links_for_no_reader_of_github_markdown() -> None:
    outside = re.sub(r"^(`{3,})text\n.*?^\1$", "", written(ATTACKS["autolink"]), flags=re.M | re.S)
    assert "evil.example" in outside
    assert re.findall(r"https?://|www\.|(?<!\\)@", outside) == []
