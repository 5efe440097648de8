"""The settings in words: what each is called, what it is set to, where that comes from, when it counts."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from runbooks.definition.faults import Fault
from runbooks.folders import Folders
from runbooks.language import N_, _
from runbooks.settings import VARIABLES, Settings, Source
from tui.lines import BLANK, Line, line

LABELS: Final[Mapping[str, str]] = {
    "language": N_("Language of the screens"),
    "operator": N_("Operator"),
    "portal_name": N_("Name of the portal"),
    "portal_timezone": N_("Time zone of the portal"),
    "support_lead_hours": N_("Hours for Support"),
    "copy_hour": N_("Hour of the copies"),
    "document_language": N_("Language of documents"),
    "theme": N_("Colours"),
    "glyphs": N_("Signs"),
    "runbook": N_("Usual procedure"),
    "keys": N_("Keys"),
    "training_months": N_("Months until training is due"),
    "data_folder": N_("Folder of the records"),
}
NOT_SET: Final[Mapping[str, str]] = {
    "language": N_("as LANG says"),
    "copy_hour": N_("not known"),
    "data_folder": N_("as the system has it"),
    "glyphs": N_("as the terminal needs"),
}
WORDS: Final[Mapping[str, str]] = {
    "es": N_("Spanish"),
    "en": N_("English"),
    "unicode": N_("all signs"),
    "ascii": N_("plain signs (ASCII)"),
}
AT_ONCE: Final = frozenset({"theme", "keys"})
AT_NEXT_START: Final = frozenset({"language", "glyphs", "data_folder"})


def in_words(name: str, value: Any) -> str:
    """A value of the setting `name`, as a person says it."""
    if name == "keys":
        return _("changed: {count}").format(count=len(value)) if value else _("as shipped")
    if value is None:
        return _(NOT_SET[name])
    return _(WORDS[value]) if value in WORDS else str(value)


def source_in_words(source: Source) -> str:
    """Where a value comes from, in the list."""
    return {"file": "config.toml", "variable": _("variable"), "shipped": _("as shipped")}[source]


def effect(name: str) -> str:
    """When a change of the setting `name` counts."""
    if name in AT_ONCE:
        return _("It counts at once.")
    if name in AT_NEXT_START:
        return _("It counts from the next start on.")
    return _("It counts from the next incident on; one that is open keeps what it began with.")


def explained(name: str) -> str:
    """What the setting `name` is."""
    return _(Settings.model_fields[name].description or "")


def fixed_by(name: str) -> str:
    """That a variable goes before the file."""
    told = _("The variable {variable} sets it, and goes before config.toml: change it there.")
    return told.format(variable=VARIABLES[name])


def about(name: str, source: Source) -> list[Line]:
    """What is said about the setting that is moved to."""
    when = fixed_by(name) if source == "variable" else effect(name)
    return [line(explained(name)), line(when, "$quiet")]


def folders_told(places: Folders) -> list[Line]:
    """Where everything is; that is not set here."""
    rows = {
        _("Incidents"): places.sessions,
        _("Documents as sent"): places.documents,
        _("Exports"): places.exports,
        _("What was typed and not sent"): places.drafts,
        _("Settings"): places.config_file,
    }
    width = max(map(len, rows)) + 2
    told = [line(str(path), lead=label.ljust(width), lead_style="$quiet") for label, path in rows.items()]
    where = _("The variable RESTAURA_HOME, where it is set, holds them all in one folder.")
    return [line(_("FOLDERS"), "$quiet"), *told, line(where, "$quiet")]


def faults_told(faults: Sequence[Fault]) -> list[Line]:
    """What is wrong with the file, and that it stays as it is."""
    head = line(_("The settings cannot be used, and the file stays as it is:"), "bold $error")
    rows = [line(str(fault), "$error") for fault in faults]
    return [head, *rows, BLANK, line(_("Correct it with an editor, then come here again."))]
