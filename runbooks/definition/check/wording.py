"""Expressions and texts: what they name is there, and both languages say the same."""

from collections.abc import Iterable, Iterator

from runbooks.definition.check.subject import Subject, marked, texts
from runbooks.definition.dependencies import READER
from runbooks.definition.faults import ExpressionError, Fault, one_of, unknown_here
from runbooks.definition.items import ChoiceItem, ChoicesItem
from runbooks.definition.model import Runbook
from runbooks.definition.names import ANSWER, FUNCTIONS, MOMENTS, PINNED, ROOTS
from runbooks.definition.parts import Expression, FactName
from runbooks.definition.reading import Compared, Reading, Reference
from runbooks.definition.yaml_source import Place
from runbooks.language import LANGUAGES, _

NAMED = ("options", "channels", "areas")
"""Where the words for an id stand; `label(…)` says them, so they say nothing else in turn."""


def wording_faults(subject: Subject) -> Iterator[Fault]:
    """Everything wrong with what expressions and texts read."""
    for place, expression in marked(subject.checked, Expression):
        yield from _read(subject, place, expression, text=False)[0]
    for place, text in texts(subject.checked):
        yield from _text(subject, place, {"es": text.es, "en": text.en})
    for place, fact in marked(subject.checked, FactName):
        if fact not in subject.runbook.facts:
            what = _('no fact is called "{name}".').format(name=fact)
            yield subject.fault(place, what, one_of(fact, subject.runbook.facts))


def _read(subject: Subject, place: Place, written: str, *, text: bool) -> tuple[list[Fault], Reading | None]:
    try:
        reading = READER.read(written, text=text)
    except ExpressionError as error:
        return [subject.fault(place, str(error), error.cure, line=error.line)], None
    faults: list[Fault] = []
    for name in sorted(reading.references, key=lambda r: (r.line, r.root, r.name or "")):
        faults += (subject.fault(place, *why, line=name.line) for why in _unknown(subject, place, name))
    for word in sorted(reading.compared, key=lambda c: (c.line, c.item, c.word)):
        faults += (subject.fault(place, *why, line=word.line) for why in _no_option(subject, word))
    return faults, reading


def _text(subject: Subject, place: Place, said: dict[str, str]) -> Iterator[Fault]:
    reads: dict[str, frozenset[Reference]] = {}
    plain = len(place) > 2 and place[-3] in NAMED and place[-1] == "label"
    for language in LANGUAGES:
        here = (*place, language)
        faults, reading = _read(subject, here, said[language], text=True)
        yield from faults
        if not said[language].strip():
            cure = _("Write something, or leave the field out.")
            yield subject.fault(here, _("this cannot be left empty"), cure)
        elif plain and "{" in said[language]:
            cure = _("Write them without braces.")
            yield subject.fault(here, _("these words stand as they are; nothing is filled in here"), cure)
        if reading is not None:
            reads[language] = reading.references
    if len(reads) == len(LANGUAGES):
        for language in LANGUAGES:
            [other] = (one for one in LANGUAGES if one != language)
            if reads[other] - reads[language]:
                names = _listed(reads[other] - reads[language])
                what, told = _("the text in the other language reads {names}; this one does not"), language
                if subject.rank((*place, other)) < subject.rank((*place, language)):
                    # The other was put in front of what is read here: its file is the one to mend.
                    what, told = _("this reads {names}; the text in the other language does not"), other
                yield subject.fault((*place, told), what.format(names=names), _("Let both say the same."))


def _listed(references: Iterable[Reference]) -> str:
    return ", ".join(sorted(f"{r.root}.{r.name}" if r.name else r.root for r in references))


def _unknown(subject: Subject, place: Place, read: Reference) -> Iterator[tuple[str, str]]:
    runbook = subject.runbook
    own = {
        "answers": runbook.items.keys(),
        "reasons": runbook.items.keys(),
        "settled": runbook.items.keys(),
        "label()": runbook.items.keys(),
        "computed": runbook.computed.keys(),
        "facts": {name for name, fact in runbook.facts.items() if fact.value is not None},
    }
    known = {**own, **PINNED, **subject.more}
    if read.root in known and read.name is not None:
        if read.root == "facts" and read.name in runbook.facts.keys() - own["facts"]:
            what = _('the fact "{name}" has no value to read').format(name=read.name)
            yield what, _('Give it a "value", or do not read it.')
        elif read.name not in known[read.root]:
            yield unknown_here(read.name), one_of(read.name, known[read.root])
    elif read.root in known:
        what = _('"{root}" alone is no value').format(root=read.root)
        yield what, _("Write {whole}.").format(whole=f"{read.root}.NAME")
    elif read.root == ANSWER:
        if not {"rules", "accept"} & set(place):
            what = _("only the rules of an item see its new value as `answer`")
            yield what, _("Write {whole}.").format(whole="answers.ID")
    elif read.root in FUNCTIONS:
        takes = ", ".join(FUNCTIONS[read.root])
        what = _("{name} takes ({takes}).").format(name=read.root, takes=takes)
        yield what, _("Write {whole}.").format(whole=f"{read.root}({takes})")
    elif read.root not in MOMENTS | subject.plain:
        whole = [f"{root}.{read.root}" for root in ("answers", "computed", "facts") if read.root in own[root]]
        if not whole and read.name is None and read.root in _options(runbook):
            whole = [f"'{read.root}'"]
        written = _("Write {whole}.").format(whole=whole[0]) if whole else ""
        yield unknown_here(read.root), written or one_of(read.root, ROOTS | known.keys())


def _options(runbook: Runbook) -> set[str]:
    choices = (item for item in runbook.items.values() if isinstance(item, ChoiceItem | ChoicesItem))
    return {option.id for item in choices for option in item.options}


def _no_option(subject: Subject, compared: Compared) -> Iterator[tuple[str, str]]:
    item = subject.runbook.items.get(compared.item)
    if isinstance(item, ChoiceItem | ChoicesItem):
        options = [option.id for option in item.options]
        if compared.word not in options:
            what = _('"{item}" has no option "{word}".').format(item=item.id, word=compared.word)
            yield what, one_of(compared.word, options)
