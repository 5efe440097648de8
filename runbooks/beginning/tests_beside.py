"""The first tests of a new runbook: one to each outcome that an answer leads to."""

from collections.abc import Iterator

from runbooks.beginning.answers import NewRunbook
from runbooks.beginning.writing import comment, quoted
from runbooks.language import _


def test_files(new: NewRunbook) -> dict[str, str]:
    """The name of each file and its text; together they take every branch."""
    answers = {"done": ("needed", "true"), "not_done": ("urgent", "false"), "not_needed": ("no", "true")}
    return {
        f"{outcome}.yaml": "\n".join(_lines(new, outcome, need, last)) + "\n"
        for outcome, (need, last) in answers.items()
    }


def _lines(new: NewRunbook, outcome: str, need: str, last: str) -> Iterator[str]:
    yield from comment(
        _("A test of the runbook: what is answered, in its order, and the outcome that it must reach."),
        _("restaura runbook test FILE runs every test, and says which branches none of them takes."),
    )
    yield f"runbook: {new.id}"
    yield f"operator: {quoted(new.doer.es)}"
    yield f"outcome: {outcome}"
    yield "answers:"
    yield "  - requested_by: Ana"
    yield f"  - need: {quoted(need)}"
    for number, step in enumerate(new.step_ids):
        is_last = number == len(new.steps) - 1
        if need != "no":
            *others, final = new.item_ids(number)
            yield from (f"  - {id}: true" for id in others)
            yield f"  - {final}: {last if is_last else 'true'}"
        if is_last:
            yield "  - report: {accept: true}"
        yield f"  - complete: {step}"
        if need == "no":
            break
    yield "  - close: true"
