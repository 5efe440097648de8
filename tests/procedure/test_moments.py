"""Days and moments as a person or an answer file writes them, and as records keep them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from runbooks.engine.moments import NotUnderstood, as_text, resolve_date, resolve_datetime
from runbooks.language import using

MEXICO = ZoneInfo("America/Mexico_City")

# At the portal it is still the 22nd, although the operator is in Madrid.
NOW = datetime.fromisoformat("2026-11-23T05:30:15.987654+01:00")


def moment(text: str) -> str:
    """The stored form of what `text` means."""
    return as_text(resolve_datetime(text, now=NOW, zone=MEXICO))


# What may be written, by the canonical form that means the same.
MOMENTS = {
    "now": ("ahora", "Now"),
    "now-30h": ("ahora-30h",),
    "now-6d": ("hace 6 días", "HACE 6 DIAS", "hace 6d"),
    "now-1d": ("hace 1 día", "hace un día", "a day ago"),
    "now-3h": ("hace 3 horas", "3 hours ago", "3h ago", "3 hrs ago"),
    "now-1h": ("hace una hora", "1 hour ago"),
    "now-30m": ("hace 30 min", "hace media hora", "30min ago", "half an hour ago"),
    "now-20m": ("hace 20 minutos", "20 minutes ago"),
    "now-14d": ("hace 2 semanas", "2 weeks ago"),
    "now-185m": ("hace 3 h 05 min", "3 h 05 min ago"),
    "now-51h": ("hace 2 días y 3 horas", "2 days and 3 hours ago"),
    "now-61m": ("an hour and a minute ago", "hace una hora y un minuto"),
    "now+2h": ("en 2 horas", "In 2 hours", "en 2 h"),
    "now+2d": ("en 2d",),
    "today 09:00": (
        "9am",
        "9 am",
        "9:00 am",
        "9 a. m.",
        "9:00",
        "a las 9:00",
        "at 9am",
        "9:00 h",
        "hoy 9:00",
    ),
    "today 21:30": ("9:30 PM", "9:30 p.m.", "21:30 hrs."),
    "today 00:00": ("12 am", "12:00 a.m."),
    "today 12:00": ("12 pm", "12:00"),
    "today-1d 09:00": ("ayer 9 h", "ayer 9h", "ayer, 9:00", "yesterday at 9 am"),
    "today-1d 21:00": ("ayer a las 9 pm", "ayer 21:00", "yesterday 21:00"),
    "today-2d 09:00": ("antier 9:00", "anteayer 9:00", "2 days ago at 9am"),
    "today-3d 09:00": ("hace 3 días 9:00",),
    "today+1d 08:00": ("mañana 08:00", "Manana 8 am", "tomorrow 08:00"),
    "today+2d 08:00": ("pasado mañana 08:00",),
    "2026-01-09 14:30": ("9/1/2026 14:30", "09/01 14:30", "9 de enero 14:30"),  # the day before the month
    "2012-11-10 14:30": ("10/11/12 14:30",),
    "2026-11-19 14:30": ("2026-11-19  14:30", "19/11/2026 14:30", "19-11-2026 14:30", "19/11/26 2:30 pm"),
    "2026-11-19 09:00": ("19/11 9:00", "19 de noviembre 9:00", "19 nov 9:00", "19 november 9:00"),
    "2026-11-19 09:05": ("November 19 9:05 am", "jue 19/11 09:05", "jue 19/11/2026 09:05"),
    "2026-11-19 10:00": ("jueves 19 de noviembre de 2026 10:00", "Thursday, 19 November 2026 10:00"),
    "2025-11-19 09:00": ("el 19 de Noviembre de 2025, 9 am", "nov 19, 2025 9 am"),
    "2026-11-19 13:30": ("jue 19/11/2026 14:30 (UTC-05:00)",),
}
DAYS = {
    "today": ("hoy", "domingo", "22/11", "dom 22/11"),  # it is Sunday
    "today-1d": ("ayer", "yesterday", "hace 1 día"),
    "today-2d": ("anteayer", "antier"),
    "today-3d": ("hoy-3d", "hace 3 días", "3 days ago"),
    "today-7d": ("hace una semana",),
    "today+1d": ("mañana", "tomorrow"),
    "today+2d": ("en 2 días",),
    "2026-11-17": ("martes", "mar", "Tue"),
    "2026-11-18": ("mié", "miercoles"),
    "2026-11-19": (
        "jueves",
        "on Thursday",
        "19/11",
        "19/11/26",
        "19/11/2026",
        "19-11-2026",
        "jue 19/11/2026",
    ),
    "2026-11-19 ": ("19 de noviembre", "19 nov", "november 19", "jueves 19 de noviembre"),
    "2025-11-23": ("23/11", "23 de noviembre"),
    "2025-12-31": ("31/12",),
    "2024-02-29": ("29/2",),
    "2025-11-19": ("19 de noviembre del 2025",),
    "2026-03-19": ("19 mar",),
}


@pytest.mark.parametrize(
    ("same", "text"), [(same, text) for same, texts in MOMENTS.items() for text in texts]
)
def test_a_moment_may_be_written_as_people_write_it(text: str, same: str) -> None:
    assert moment(text) == moment(same)


@pytest.mark.parametrize(("same", "text"), [(same, text) for same, texts in DAYS.items() for text in texts])
def test_a_day_may_be_written_as_people_write_it(text: str, same: str) -> None:
    found = resolve_date(text, now=NOW, zone=MEXICO)
    assert found == resolve_date(same, now=NOW, zone=MEXICO)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2026-11-22T22:30:15-06:00"),
        ("now-30h", "2026-11-21T16:30:15-06:00"),
        ("now+2d", "2026-11-24T22:30:15-06:00"),
        ("now-90m", "2026-11-22T21:00:15-06:00"),
        ("now-0d", "2026-11-22T22:30:15-06:00"),
        ("  NOW-30H\n", "2026-11-21T16:30:15-06:00"),
        ("14:30", "2026-11-22T14:30:00-06:00"),
        ("9:05", "2026-11-22T09:05:00-06:00"),
        ("23:59:58", "2026-11-22T23:59:58-06:00"),
        ("today 00:00", "2026-11-22T00:00:00-06:00"),
        ("today-1d 09:15", "2026-11-21T09:15:00-06:00"),
        ("today+40d 09:15", "2027-01-01T09:15:00-06:00"),
        ("2026-11-19 14:30", "2026-11-19T14:30:00-06:00"),
        ("2028-02-29 9:05", "2028-02-29T09:05:00-06:00"),
        ("2026-11-19T14:30", "2026-11-19T14:30:00-06:00"),
        ("2026-11-19T14:30-06:00", "2026-11-19T14:30:00-06:00"),
        ("2026-11-19T14:30:59.999999+01:00", "2026-11-19T07:30:59-06:00"),
        ("2026-11-19 14:30Z", "2026-11-19T08:30:00-06:00"),
        ("2026-11-19T14:30+0530", "2026-11-19T03:00:00-06:00"),
        ("2026-11-19T14:30-08", "2026-11-19T16:30:00-06:00"),
        ("2000-01-01 00:00", "2000-01-01T00:00:00-06:00"),
        ("2999-12-31 23:59", "2999-12-31T23:59:00-06:00"),
    ],
)
def test_a_moment_is_read_in_each_of_its_forms(text: str, expected: str) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", date(2026, 11, 22)),
        ("today-3d", date(2026, 11, 19)),
        ("today+9d", date(2026, 12, 1)),
        (" Today-22d ", date(2026, 10, 31)),
        ("2026-11-19", date(2026, 11, 19)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_in_each_of_its_forms_and_today_is_the_portals(text: str, expected: date) -> None:
    assert resolve_date(text, now=NOW, zone=MEXICO) == expected


# Sunday the 22nd, 22:30 in Mexico City.
WEEKDAYS = [
    ("jueves 9am", "2026-11-19T09:00:00-06:00"),
    ("jueves, 09:00", "2026-11-19T09:00:00-06:00"),
    ("el jueves a las 9:00", "2026-11-19T09:00:00-06:00"),
    ("thursday 9:00", "2026-11-19T09:00:00-06:00"),
    ("sábado 23:00", "2026-11-21T23:00:00-06:00"),
    ("domingo 22:30", "2026-11-22T22:30:00-06:00"),  # today, since it has passed
    ("domingo 22:31", "2026-11-15T22:31:00-06:00"),  # it has not, so a week before
    ("Sun 11 pm", "2026-11-15T23:00:00-06:00"),
    ("lunes 00:00", "2026-11-16T00:00:00-06:00"),
]


@pytest.mark.parametrize(("text", "expected"), WEEKDAYS)
def test_a_weekday_is_the_latest_one_whose_hour_has_passed(text: str, expected: str) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("text", "example"),
    [
        *((day, f"{day} 09:00") for day in ("jueves", "Ayer", "hoy", "mañana", "19/11", "2026-11-19")),
        *((day, f"{day} 09:00") for day in ("19 de noviembre", "november 19", "jue 19/11/2026", "today-3d")),
        *((part, "ayer 09:00") for part in ("anoche", "esta mañana", "ayer en la mañana", "esta tarde")),
        *((part, "ayer 09:00") for part in ("last night", "this morning", "yesterday afternoon", "tonight")),
    ],
)
def test_a_day_without_its_hour_is_no_moment_and_the_hour_is_asked_for(text: str, example: str) -> None:
    with using("es"), pytest.raises(NotUnderstood) as refused:
        moment(text)
    assert str(refused.value) == f"«{text}» no dice la hora: escriba, por ejemplo, {example}"
    assert moment(example)
    with using("en"), pytest.raises(NotUnderstood, match="does not say the hour: write, for example, "):
        moment(text)


@pytest.mark.parametrize(
    "text", ["vie 19/11/2026 09:00", "viernes 19/11 9:00", "Friday, 19 nov", "jue 26/11 9:00"]
)
@pytest.mark.usefixtures("english")
def test_a_date_on_another_weekday_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match="that date is on another weekday"):
        moment(text)


NOT_A_MOMENT = (
    """
now-|now-3|now-3w|now-1.5h|now - 3h|now-30h 10:00|--5d
hace|hace 6|hace 6 meses|hace -6 h|hace 2 h ago|hace ahora|hace 2 h 30|en 4|en -4 h|in 4 h ago|6 días
24:00|14:60|14:30:60|1430|9:5|9|jueves 9|a las 9|13 pm|0 am|14:30 pm|9 xm
9 h|9h|9 horas
today14:30|tomorrow09:00|today-1 09:00|mañana-1d 09:00|jueves-1d 09:00|jueves pasado 9:00|mar 3 9:00|mar 3
9:00 9:00|9:00 mañana|anoche 23:00|ayer a las 9 de la noche
2026-11-19x14:30|2026-11-19T14|20261119T1430|2026-W47-4T14:30
2026-02-29 10:00|2026-13-01 10:00|31/11 9:00|31/11/2026 9:00|29/02/2026 9:00|11/19/2026 9:00|0/1 9:00
30 de febrero 9:00|19 foo 9:00|19.11.2026 14:30|19/11-2026 14:30|26-11-19 14:30|19-11-26 14:30|19/11/126 9:00
2026-11-19T14:30-25:00|2026-11-19T14:30-06:00:30|14:30Z|today 14:30-06:00|19/11 14:30-06:00|jueves 14:30Z
2026-11-19 14:30 (UTC-06:00|١٤:٣٠|٩:30|now-٣h|hace ٣ h|２０２６-11-19 14:30
""".strip()
    .replace("\n", "|")
    .split("|")
)
NOT_A_MOMENT += ["", "2026-11-19 14:30\n2026-11-20 14:30", "2026-11-19 14:30\x00"]
NOT_A_DAY = (
    """
now|today-|today-3|today-3h|today - 3d|hace 3 horas|hace 25 h|jueves 9:00|mar 3|esta mañana
2026-11-31|2027-02-29|26-11-19|20261119|2026-W47-4|2026-11-19 14:30|19.11.2026|30/02|19 foo|13/13
２０２６-11-19|today-٣d|None
""".strip()
    .replace("\n", "|")
    .split("|")
)
NOT_A_DAY += ["", "99999 weeks ago"]
FAR = ["-99999d", "+999999d", "-9999999999999999999999999999d", "+" + "9" * 5000 + "d"]
FAR_DAYS = ["0001-01-01", "1999-12-31", "3000-01-01", "9999-12-31", "0000-00-00"]


@pytest.mark.parametrize(
    "text",
    [
        *NOT_A_MOMENT,
        *("now" + far for far in FAR),
        *(
            f"{day}{clock}"
            for day in FAR_DAYS
            for clock in (" 00:00", "T23:59Z", "T00:00+14:00", "T23:59-12:00")
        ),
        "9" * 5000,
        "2026-11-19" * 1000 + " 14:30",
    ],
)
@pytest.mark.usefixtures("english")
def test_what_is_no_moment_is_refused_with_a_word_on_what_would_be(text: str) -> None:
    with pytest.raises(
        ValueError, match="is not a moment: write, for example, 19/11/2026 14:30, y"
    ) as refused:
        moment(text)
    assert len(str(refused.value)) < 140


@pytest.mark.parametrize("text", [*NOT_A_DAY, *("today" + far for far in FAR), *FAR_DAYS, "9" * 5000])
@pytest.mark.usefixtures("english")
def test_what_is_no_day_is_refused_with_a_word_on_what_would_be(text: str) -> None:
    with pytest.raises(
        ValueError, match="is not a day: write, for example, 19/11/2026, yesterday or"
    ) as refused:
        resolve_date(text, now=NOW, zone=MEXICO)
    assert len(str(refused.value)) < 140


def test_a_refusal_is_in_the_readers_language_and_shows_what_was_written() -> None:
    wrong = "«nunca» no es un momento: escriba, por ejemplo, 19/11/2026 14:30, ayer 09:15 o hace 2 h"
    with using("es"), pytest.raises(NotUnderstood, match=wrong):
        moment("nunca")
    wrong = "«nunca» no es un día: escriba, por ejemplo, 19/11/2026, ayer o hace 3 días"
    with using("es"), pytest.raises(NotUnderstood, match=wrong):
        resolve_date("nunca", now=NOW, zone=MEXICO)
