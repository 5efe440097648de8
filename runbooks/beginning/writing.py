"""The file of a new runbook: what it holds, and beside each part a comment on what may stand there."""

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from runbooks.beginning.answers import NewRunbook, Pair, both
from runbooks.language import LANGUAGES, N_, _

WIDTH: Final = 100


def runbook_text(new: NewRunbook) -> str:
    """The whole file, commented in the current language."""
    parts = (_head, _facts, _notes, _outcomes, _steps, _templates)
    return "\n".join("\n".join(part(new)) + "\n" for part in parts)


def comment(*sentences: str, indent: int = 0) -> Iterator[str]:
    """Lines of comment, each sentence beginning one."""
    lead = " " * indent + "# "
    for sentence in sentences:
        yield from wrap(sentence, WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False)


def text(pair: Pair) -> str:
    """Both languages of a text on one line of YAML."""
    return f"{{es: {quoted(pair.es)}, en: {quoted(pair.en)}}}"


def quoted(said: str) -> str:
    """A text between quotation marks, as YAML and JSON both read it."""
    return json.dumps(said, ensure_ascii=False)


def _head(new: NewRunbook) -> Iterator[str]:
    yield from comment(
        _("A runbook of restaura. What stands behind a # explains the line below it; nothing reads it."),
        _("After each change: restaura runbook check FILE. What may stand where: restaura runbook schema."),
        _("The format is taught in docs/runbook-format.md."),
    )
    yield "format: restaura.runbook/1"
    yield from comment(
        _("What the program calls it; records keep it, so it never changes. Its folder has the same name.")
    )
    yield f"id: {new.id}"
    yield from comment(_("Code and revision of the written procedure; screens and report show them."))
    yield f"code: {quoted(new.code)}"
    yield 'revision: "1"'
    yield from comment(_("Whatever a person reads is given in Spanish (es) and in English (en)."))
    yield f"title: {text(new.title)}"
    yield f"purpose: {text(_purpose(new))}"
    yield from comment(_("The outcome of a session that is cancelled."))
    yield "cancelled: cancelled"
    yield from comment(
        _("Also possible here: computed, summary, figures, clock, attempt, timeline, about, signatures.")
    )


def _purpose(new: NewRunbook) -> Pair:
    said = both(N_("What has to be done for “{title}”, in its order."))
    return Pair(said.es.format(title=new.title.es), said.en.format(title=new.title.en))


def _facts(new: NewRunbook) -> Iterator[str]:
    yield from comment(
        _("What the procedure stands on, each with its source: the `clause` of the document, or `vendor`."),
        _("With a `value`, an expression reads it as facts.NAME."),
    )
    yield "facts:"
    yield "  who:"
    yield '    clause: "§1"'
    said = both(N_("It is done by: {doer}."))
    yield f"    text: {text(Pair(said.es.format(doer=new.doer.es), said.en.format(doer=new.doer.en)))}"


def _notes(_new: NewRunbook) -> Iterator[str]:
    yield from comment(_("What must not be forgotten: shown on every later screen while `in_force` holds."))
    yield "notes:"
    yield "  - id: urgent"
    yield "    in_force: answers.need == 'urgent'"
    yield f"    text: {text(both(N_('It is urgent.')))}"


def _outcomes(new: NewRunbook) -> Iterator[str]:
    yield from comment(
        _("How a session can end. With `restores: true`, not while an item that was put off is open.")
    )
    yield "outcomes:"
    yield f"  done: {{restores: true, label: {text(new.outcome)}}}"
    yield f"  not_done: {{label: {text(both(N_('It was not done.')))}}}"
    yield f"  not_needed: {{label: {text(both(N_('It was not needed.')))}}}"
    yield f"  cancelled: {{label: {text(both(N_('The session was cancelled.')))}}}"


def _steps(new: NewRunbook) -> Iterator[str]:
    yield from comment(
        _("The steps, in order, of 9 items at most. Each is ended by an act of its own."),
        _("An item is one action: a label of 60 characters, one sentence. Its kind says how it is answered:"),
        "confirm, text, choice, choices, date, datetime, computed, document, deliveries, verification.",
        _("It may say: caution, expect, otherwise, why, clause, when, rules, optional, critical."),
    )
    yield "steps:"
    last = len(new.steps) - 1
    for number, step in enumerate(new.steps):
        yield f"  - id: {new.step_ids[number]}"
        yield f"    title: {text(step.title)}"
        if number == 0:
            yield from comment(_("The clause of the written procedure that asks for this step."), indent=4)
        yield f'    clause: "§{number + 1}"'
        yield "    items:"
        if number == 0:
            yield from _first_items()
        for id, label in zip(new.item_ids(number), step.items, strict=True):
            yield from _confirm(id, label, is_taught=number == 0 and label is step.items[0])
            if number == 0:
                yield from _only_if_needed()
        if number == last:
            yield from _document()
        yield from _branches(new, number)


def _first_items() -> Iterator[str]:
    yield from comment(_("A text: what is typed. With `multiline: true` several lines."), indent=6)
    yield "      - id: requested_by"
    yield "        kind: text"
    yield f"        label: {text(both(N_('Write who asked for it')))}"
    yield from comment(_("A fact that is shown beside the item."), indent=8)
    yield "        advisories:"
    yield "          - fact: who"
    yield from comment(_("A choice: one of the options. Expressions read it as answers.need."), indent=6)
    yield "      - id: need"
    yield "        kind: choice"
    yield f"        label: {text(both(N_('Choose whether it is needed')))}"
    yield f"        otherwise: {text(both(N_('Ask whoever asked for it.')))}"
    yield "        options:"
    options = {"needed": N_("It is needed"), "urgent": N_("It is urgent"), "no": N_("It is not needed")}
    for id, label in options.items():
        yield f"          - {{id: {id}, label: {text(both(label))}}}"


def _confirm(id: str, label: Pair, *, is_taught: bool) -> Iterator[str]:
    if is_taught:
        yield from comment(
            _("A confirmation: yes or no. It says what one should see, and what to do if it is not so."),
            _("It does not apply where its `when` does not hold; `cause` says why."),
            indent=6,
        )
    yield f"      - id: {id}"
    yield "        kind: confirm"
    yield f"        label: {text(label)}"
    yield f"        expect: {text(both(N_('You saw it yourself.')))}"
    yield f"        otherwise: {text(both(N_('Answer no, and write a note that says why.')))}"


def _only_if_needed() -> Iterator[str]:
    yield "        when: answers.need != 'no'"
    yield f"        cause: {text(both(N_('It is not needed.')))}"


def _document() -> Iterator[str]:
    told = _("A document: drafted from the template of that name, read, and accepted as it will be sent.")
    yield from comment(told, indent=6)
    yield "      - id: report"
    yield "        kind: document"
    yield "        template: report"
    yield f"        label: {text(both(N_('Review and accept the report')))}"
    yield f"        expect: {text(both(N_('It says who asked, and whether it was needed.')))}"


def _branches(new: NewRunbook, number: int) -> Iterator[str]:
    branches: list[tuple[str, str]] = []
    if number == 0:
        branches.append(("answers.need == 'no'", "not_needed"))
    if number == len(new.steps) - 1:
        branches.append((f"answers.{new.item_ids(number)[-1]} == false", "not_done"))
        branches.append(('"true"', "done"))
    if not branches:
        return
    if number == 0:
        yield from _branches_taught()
    yield "    branches:"
    for when, outcome in branches:
        yield f"      - when: {when}"
        yield f"        outcome: {outcome}"


def _branches_taught() -> Iterator[str]:
    yield from comment(
        _("Where the step leads when it is completed: the first branch that holds, else the next step."),
        _("It leads to an `outcome` or to a later `step`. The last step has one that always holds."),
        indent=4,
    )


def _templates(new: NewRunbook) -> Iterator[str]:
    yield from comment(
        _("The documents' texts. {{ answers.ITEM }} fills in an answer, label(…) its words."),
        _("Filters write a value in words: {{ now | moment }}, also day, long_day, duration, listed."),
        _("What is not answered yet shows as [[…]], and is filled in before the text is accepted."),
    )
    yield "templates:"
    yield "  report:"
    for language in LANGUAGES:
        said = _report().in_language(language).replace("TITLE", new.title.in_language(language))
        yield f"    {language}: |"
        yield from (f"      {line}".rstrip() for line in said.splitlines())


def _report() -> Pair:
    lines = (
        N_("Report: TITLE"),
        N_("Asked for by: {{ answers.requested_by }}"),
        N_("Whether it was needed: {{ label('need', answers.need) }}"),
        N_("Written on {{ now | moment }} by {{ session.operator }}"),
    )
    said = [both(line) for line in lines]
    return Pair("\n\n".join(one.es for one in said), "\n\n".join(one.en for one in said))
