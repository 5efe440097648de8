"""The words for days, hours and amounts of them, in both languages: small letters, no accents."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final, TypeVar

Meaning = TypeVar("Meaning")

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(weeks=1)


def _each(named: Iterable[tuple[Meaning, str]]) -> Mapping[str, Meaning]:
    """Each name with what it means."""
    return {name: meaning for meaning, names in named for name in names.split()}


UNITS: Final = _each(
    (
        (WEEK, "semanas semana weeks week"),
        (DAY, "dias dia days day d"),
        (timedelta(hours=1), "horas hora hours hour hrs hr h"),
        (timedelta(minutes=1), "minutos minuto minutes minute mins min m"),
    )
)

AMOUNTS: Final = {"media": 0.5, "half an": 0.5, "una": 1, "un": 1, "an": 1, "a": 1}
"""Amounts that are no figures: `hace media hora`, `an hour ago`."""

DAYS: Final = {
    "anteayer": -2,
    "antier": -2,
    "ayer": -1,
    "yesterday": -1,
    "hoy": 0,
    "today": 0,
    "manana": 1,
    "tomorrow": 1,
    "pasado manana": 2,
}
"""How many days from today."""

WEEKDAYS: Final = _each(
    enumerate(
        (
            "lunes lun monday mon",
            "martes mar tuesday tue",
            "miercoles mie wednesday wed",
            "jueves jue thursday thu",
            "viernes vie friday fri",
            "sabado sab saturday sat",
            "domingo dom sunday sun",
        )
    )
)
"""As `date.weekday` counts them."""

MONTHS: Final = _each(
    enumerate(
        (
            "enero ene january jan",
            "febrero feb february",
            "marzo mar march",
            "abril abr april apr",
            "mayo may",
            "junio jun june",
            "julio jul july",
            "agosto ago august aug",
            "septiembre setiembre sept sep september",
            "octubre oct october",
            "noviembre nov november",
            "diciembre dic december dec",
        ),
        start=1,
    )
)

VAGUE: Final = re.compile(
    r"\b(?:anoche|noche|tarde|madrugada|(?:esta|la) manana|mediodia|medianoche"
    r"|morning|noon|afternoon|evening|night|tonight|midnight)\b"
)
"""A part of a day, which never says the hour."""
