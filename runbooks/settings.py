"""Settings: `config.toml` and RESTAURA_… variables. The fields' descriptions are the manual."""

import getpass
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from runbooks.definition.faults import DefinitionError, Fault, nearest
from runbooks.language import _
from runbooks.toml_source import read_toml

MOST_NAME: Final = 200


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
        default=None, description="Language of the screens; without it LANG decides."
    )
    operator: str = Field(
        default_factory=_login,
        min_length=1,
        max_length=MOST_NAME,
        description="Who is at the keyboard; stands in the record beside each event.",
    )
    portal_name: str = Field(
        default="TAR México (@TARMEXICO.COM)",
        min_length=1,
        max_length=MOST_NAME,
        description="The Bitrix24 portal, as the request to Support names it.",
    )
    portal_timezone: str = Field(
        default="America/Mexico_City",
        description="The portal's time zone (IANA name): a copy's day is a day there.",
    )
    support_lead_hours: int = Field(
        default=24, ge=0, le=168, description="Hours that Support needs before a copy is deleted."
    )
    copy_hour: int | None = Field(
        default=None, ge=0, le=23, description="Hour of the daily copies, if Support told it."
    )
    document_language: Literal["es", "en"] = Field(
        default="es", description="Language in which request and notices are drafted."
    )

    @field_validator("support_lead_hours", "copy_hour", mode="before")
    @classmethod
    def _no_switch(cls, value: Any) -> Any:
        if isinstance(value, bool):
            raise ValueError(_("a whole number is expected here"))
        return value

    @field_validator("portal_timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(_("this is not a time zone of the IANA list")) from None
        return value


def load_settings(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of `path`, variables of `environment` in front of them.

    A missing file means the defaults. Raises `DefinitionError` that names the file and its field,
    or the variable.
    """
    found = read_toml(path)
    variables = {name: f"RESTAURA_{name.upper()}" for name in Settings.model_fields}
    given = {name: environment[v] for name, v in variables.items() if environment.get(v)}
    sources = {name: variables[name] for name in given}
    try:
        return Settings.model_validate(found | given)
    except ValidationError as error:
        raise DefinitionError(_fault(str(path), sources, one) for one in error.errors()) from None


def _fault(path: str, variables: Mapping[str, str], detail: ErrorDetails) -> Fault:
    field = str(detail["loc"][0]) if detail["loc"] else ""
    if detail["type"] == "extra_forbidden":
        unknown = _('"{field}" is not known here.').format(field=field)
        return Fault(path, 0, 0, field, unknown + nearest(field, Settings.model_fields))
    say = SENTENCES.get(detail["type"])
    context = detail.get("ctx", {})
    what = say(detail["input"], context) if say else detail["msg"]
    if field in variables:
        return Fault(variables[field], 0, 0, "", what)
    return Fault(path, 0, 0, field, what)


def _none_of(value: Any, context: Mapping[str, Any]) -> str:
    known = str(context["expected"]).replace("'", "")
    return _('"{value}" is none of {expected}.').format(value=str(value)[:60], expected=known)


SENTENCES: Final[Mapping[str, Callable[[Any, Mapping[str, Any]], str]]] = {
    "literal_error": _none_of,
    "string_too_long": lambda _value, context: _("the text is over {most} characters").format(
        most=context["max_length"]
    ),
    "string_too_short": lambda _value, _context: _("this cannot be left empty"),
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
