"""Settings: `config.toml` and RESTAURA_… variables. The fields' descriptions are the manual."""

import getpass
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from runbooks.definition.faults import DefinitionError, Fault, nearest
from runbooks.language import _

MOST_BYTES: Final = 64 * 1024


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operador"


class Settings(BaseModel):
    """What an installation can set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Literal["es", "en"] | None = Field(
        default=None, description="Language of the screens; without it LANG decides."
    )
    operator: str = Field(
        default_factory=_login,
        min_length=1,
        max_length=200,
        description="Who is at the keyboard; stands in the record beside each event.",
    )
    portal_name: str = Field(
        default="TAR México (@TARMEXICO.COM)",
        max_length=200,
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

    A missing file means the defaults. Raises `DefinitionError` that names file and field.
    """
    found = _read(path)
    for name in Settings.model_fields:
        value = environment.get(f"RESTAURA_{name.upper()}")
        if value:
            found[name] = value
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        raise DefinitionError(_fault(path, d["loc"], d["type"], d["msg"]) for d in error.errors()) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        what = _("the file cannot be read: {reason}").format(reason=error.strerror)
        raise DefinitionError([Fault(str(path), 0, 0, "", what)]) from None
    try:
        if len(data) > MOST_BYTES:
            raise ValueError(_("the file is over {size} KiB").format(size=MOST_BYTES // 1024))
        return tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise DefinitionError([Fault(str(path), 0, 0, "", str(error))]) from None


def _fault(path: Path, loc: tuple[int | str, ...], kind: str, message: str) -> Fault:
    field = ".".join(str(part) for part in loc)
    if kind == "extra_forbidden":
        unknown = _('"{field}" is not known here.').format(field=field)
        return Fault(str(path), 0, 0, field, unknown + nearest(field, Settings.model_fields))
    return Fault(str(path), 0, 0, field, message)
