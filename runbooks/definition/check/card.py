"""What the card for paper says can be said without a session: it reads nothing but the facts."""

from collections.abc import Iterator

from runbooks.definition.check.subject import Subject, texts
from runbooks.definition.dependencies import READER
from runbooks.definition.faults import Fault
from runbooks.definition.parts import Text
from runbooks.definition.yaml_source import Place
from runbooks.language import LANGUAGES, _


def card_faults(subject: Subject) -> Iterator[Fault]:
    """Every text for paper that reads what only a session knows."""
    for place, text in texts(subject.checked):
        if isinstance(text, Text) and _is_for_paper(place):
            for language in LANGUAGES:
                read = READER.read(text.in_language(language), text=True).references
                names = sorted(f"{one.root}.{one.name}" if one.name else one.root for one in read)
                unknown = [name for name in names if not name.startswith("facts.")]
                if unknown:
                    what = _("on paper only facts are known, not {names}").format(names=", ".join(unknown))
                    cure = _("Say it in words that hold for every incident, or leave a blank for it.")
                    yield subject.fault((*place, language), what, cure)


def _is_for_paper(place: Place) -> bool:
    # steps, number, items, number, by_hand: no name that a runbook gives can stand there.
    return place[-1] == "card" or (place[:1] == ("steps",) and place[4:5] == ("by_hand",))
