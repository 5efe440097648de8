"""A new runbook, asked for by prompts: Enter takes what stands in brackets."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from pathlib import Path

from runbooks.beginning.answers import MOST_ITEMS, MOST_STEPS, NewRunbook, NewStep, Pair, same
from runbooks.beginning.folder import refuse_what_is_there, why_not
from runbooks.language import _, current
from runbooks.language.visible import visible
from runbooks.record.errors import StoreError
from tui.plain.talk import read_line

Put = Callable[[str], NewRunbook]
"""The runbook with one more answer."""


def ask_new(folder: Callable[[NewRunbook], Path], taken: Collection[str]) -> NewRunbook:
    """Ask the few questions; an answer that the check refuses is asked again.

    `folder` is where it would be written, `taken` the ids of others. Raises `EOFError`.
    """
    _say(_("A new runbook. Enter takes what stands in brackets; Ctrl-C leaves, and nothing is written."))
    new = _code(folder, taken)
    new = _one(_("Title in Spanish"), new.title.es, new, lambda said: replace(new, title=same(said)))
    title = new.title
    new = _one(_("Title in English"), title.en, new, lambda said: replace(new, title=Pair(title.es, said)))
    new = _one(_("Who does it"), _said(new.doer), new, lambda said: replace(new, doer=same(said)))
    new = _steps(new)
    for number in range(len(new.steps)):
        new = _items(new, number)
    ended = _("The outcome when all was done, as a sentence")
    return _one(ended, _said(new.outcome), new, lambda said: replace(new, outcome=same(said)))


def _code(folder: Callable[[NewRunbook], Path], taken: Collection[str]) -> NewRunbook:
    proposed = NewRunbook.proposed()
    while True:
        asked = _("Code of the procedure")
        new = _one(asked, proposed.code, proposed, lambda said: replace(proposed, code=said))
        if new.id in taken:
            _refuse(_("another runbook is called {id}").format(id=new.id))
            continue
        try:
            refuse_what_is_there(folder(new))
        except StoreError as error:
            _refuse(str(error))
            continue
        return new


def _steps(new: NewRunbook) -> NewRunbook:
    proposed = " · ".join(_said(step.title) for step in new.steps)
    _say(_("The steps, one a line; an empty line ends them") + f" [{proposed}]")
    return _several(new, MOST_STEPS, lambda said: replace(new, steps=tuple(map(_step, said))))


def _step(title: str) -> NewStep:
    return NewStep.called(same(title))


def _items(new: NewRunbook, number: int) -> NewRunbook:
    step = new.steps[number]
    asked = _("What is confirmed in “{step}”, one a line; an empty line ends").format(step=_said(step.title))
    _say(f"{asked} [{_said(step.items[0])}]")

    def put(said: tuple[str, ...]) -> NewRunbook:
        made = replace(step, items=tuple(map(same, said)))
        return replace(new, steps=(*new.steps[:number], made, *new.steps[number + 1 :]))

    return _several(new, MOST_ITEMS, put)


def _several(new: NewRunbook, most: int, put: Callable[[tuple[str, ...]], NewRunbook]) -> NewRunbook:
    """Lines up to an empty one; as it was proposed where the first is."""
    said: tuple[str, ...] = ()
    while len(said) < most:
        typed = _typed(f"  {len(said) + 1} > ", partial(_and_one, put, said))
        if not typed:
            break
        said = (*said, typed)
    return put(said) if said else new


def _and_one(put: Callable[[tuple[str, ...]], NewRunbook], said: tuple[str, ...], line: str) -> NewRunbook:
    return put((*said, line))


def _one(asked: str, proposed: str, new: NewRunbook, put: Put) -> NewRunbook:
    """One line; as it was proposed where it is empty."""
    typed = _typed(f"{asked} [{proposed}] > ", put)
    return put(typed) if typed else new


def _typed(prompt: str, put: Put) -> str:
    """A line with which the runbook passes the check, or an empty one."""
    while typed := read_line(prompt).strip():
        refused = why_not(put(typed))
        if refused is None:
            break
        _refuse(refused)
    return typed


def _said(text: Pair) -> str:
    return text.in_language(current())


def _refuse(why: str) -> None:
    _say(_("Not done: {reason}").format(reason=why))


def _say(line: str) -> None:
    print(visible(line), flush=True)
