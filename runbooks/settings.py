"""Settings: `config.toml` and RESTAURA_… variables. The fields' descriptions are the manual."""

import getpass
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from runbooks.definition.faults import DefinitionError, Fault, unknown
from runbooks.definition.names import RUNBOOK_ID
from runbooks.folders import whole_folder
from runbooks.language import N_, _, spoken
from runbooks.toml_source import read_toml

MOST_NAME: Final = 200
MOST_NAMED: Final = 5
"""Values up to which all are named where another one was given; of more only the nearest is."""

Theme = Literal[
    "restaura",
    "restaura-claro",
    "ansi",
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
]
"""The three own themes, then Textual's; a test holds them to those that the screens know."""

Source = Literal["file", "variable", "shipped"]
"""Where a setting comes from."""


def _login() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return name.encode(errors="replace").decode()[:MOST_NAME] or "operador"


class Settings(BaseModel):
    """What an installation can set."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    language: Literal["es", "en"] | None = Field(
        default=None, description=N_("Language of the screens; without it LANG decides.")
    )
    operator: str = Field(
        default_factory=_login,
        min_length=1,
        max_length=MOST_NAME,
        description=N_("Who is at the keyboard; stands in the record beside each event."),
    )
    portal_name: str = Field(
        default="TAR México (@TARMEXICO.COM)",
        min_length=1,
        max_length=MOST_NAME,
        description=N_("The Bitrix24 portal, as the request to Support names it."),
    )
    portal_timezone: str = Field(
        default="America/Mexico_City",
        description=N_("The portal's time zone (IANA name): a copy's day is a day there."),
    )
    support_lead_hours: int = Field(
        default=24, ge=0, le=168, description=N_("Hours that Support needs before a copy is deleted.")
    )
    copy_hour: int | None = Field(
        default=None, ge=0, le=23, description=N_("Hour of the daily copies, if Support told it.")
    )
    document_language: Literal["es", "en"] = Field(
        default="es", description=N_("Language in which request and notices are drafted.")
    )

    theme: Theme = Field(
        default="restaura",
        description=N_(
            "Colours of the screens: restaura is dark, restaura-claro light, ansi keeps the terminal's own."
        ),
    )
    glyphs: Literal["unicode", "ascii"] | None = Field(
        default=None, description=N_("Signs and borders of the screens; without it the terminal decides.")
    )
    runbook: str = Field(
        default="mpia-dti-140",
        pattern=RUNBOOK_ID,
        description=N_("The procedure that a new incident follows where none is named."),
    )
    keys: dict[str, str] = Field(
        default_factory=dict,
        description=N_("Keys of the screens that are not as shipped: what is done, and its key."),
    )
    training_months: int = Field(
        default=6, ge=1, le=60, description=N_("Months after which a passed exam is due again.")
    )
    data_folder: str | None = Field(
        default=None,
        max_length=1000,
        description=N_("Folder of records, documents and exports; what lies elsewhere is not moved."),
    )

    @field_validator("support_lead_hours", "copy_hour", "training_months", mode="before")
    @classmethod
    def _no_switch(cls, value: Any) -> Any:
        if isinstance(value, bool):
            raise ValueError(_("a whole number is expected here"))
        return value

    @field_validator("data_folder")
    @classmethod
    def _whole(cls, value: str | None) -> str | None:
        if value is not None and whole_folder(value) is None:
            raise ValueError(_("the whole path of a folder is expected here, such as ~/restaura"))
        return value

    @field_validator("portal_timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(_("this is not a time zone of the IANA list")) from None
        return value


VARIABLES: Final[Mapping[str, str]] = {
    name: f"RESTAURA_{name.upper()}" for name in Settings.model_fields if name != "keys"
} | {"language": "RESTAURA_LANG"}
"""The variable that goes before the file, by field; a table of keys fits into none."""


def load_settings(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of `path`, variables of `environment` in front of them.

    A missing file means the defaults. Raises `DefinitionError` that names the file and its field,
    or the variable.
    """
    return settings_of(path, read_toml(path), environment)


def settings_of(path: Path, found: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """The settings that `path` has once it says `found`. Raises as `load_settings`."""
    given = _given(environment)
    try:
        return Settings.model_validate({**found, **given})
    except ValidationError as error:
        raise DefinitionError(_fault(str(path), given, one) for one in error.errors()) from None


def sources(path: Path, environment: Mapping[str, str]) -> dict[str, Source]:
    """Where each setting comes from. Raises `DefinitionError` for what is no TOML."""
    found, given = read_toml(path), _given(environment)
    return {
        name: "variable" if name in given else "file" if name in found else "shipped"
        for name in Settings.model_fields
    }


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    given = {name: environment[v] for name, v in VARIABLES.items() if environment.get(v)}
    if "language" in given:  # as `choose` reads it: a language not spoken here is passed over
        language = spoken(given.pop("language"))
        given |= {"language": language} if language else {}
    return given


def _fault(path: str, given: Mapping[str, str], detail: ErrorDetails) -> Fault:
    field = ".".join(map(str, detail["loc"]))
    if detail["type"] == "extra_forbidden":
        return Fault(path, 0, 0, field, unknown(field, Settings.model_fields))
    say = SENTENCES.get(detail["type"])
    context = detail.get("ctx", {})
    what = say(detail["input"], context) if say else detail["msg"]
    if field in given:
        return Fault(VARIABLES[field], 0, 0, "", what)
    return Fault(path, 0, 0, field, what)


def _none_of(value: Any, context: Mapping[str, Any]) -> str:
    known = str(context["expected"]).replace("'", "")
    names = re.findall(r"'([^']+)'", str(context["expected"]))
    if len(names) > MOST_NAMED:
        return unknown(str(value)[:60], names)
    return _('"{value}" is none of {expected}.').format(value=str(value)[:60], expected=known)


SENTENCES: Final[Mapping[str, Callable[[Any, Mapping[str, Any]], str]]] = {
    "literal_error": _none_of,
    "string_too_long": lambda _value, context: _("the text is over {most} characters").format(
        most=context["max_length"]
    ),
    "string_too_short": lambda _value, _context: _("this cannot be left empty"),
    "string_pattern_mismatch": lambda value, _context: _(
        '"{value}" is no name of a runbook: lower case, digits and -'
    ).format(value=str(value)[:60]),
    "dict_type": lambda _value, _context: _("a table is expected here, such as [keys]"),
    "string_type": lambda _value, _context: _("a text is expected here"),
    "string_unicode": lambda _value, _context: _("the text has characters that cannot be stored"),
    "int_type": lambda _value, _context: _("a whole number is expected here"),
    "int_parsing": lambda _value, _context: _("a whole number is expected here"),
    "int_parsing_size": lambda _value, _context: _("a whole number is expected here"),
    "int_from_float": lambda _value, _context: _("a whole number is expected here"),
    "greater_than_equal": lambda _value, context: _("this is below {least}").format(least=context["ge"]),
    "less_than_equal": lambda _value, context: _("this is above {most}").format(most=context["le"]),
    "value_error": lambda _value, context: str(context["error"]),
}
"""What pydantic says in English only, by its kind."""
