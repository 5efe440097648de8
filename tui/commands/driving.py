"""A session taken on without a screen: by prompts or from an answer file."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from runbooks.answers import AnswerFile, Refused, missed_outcome, read_answers, run_answers
from runbooks.definition.files import MOST_BYTES
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.causes import cause
from runbooks.record.encoding import Record
from runbooks.session import Session
from runbooks.standing import standing
from runbooks.told import counts_in_words, outcome_label, status_word
from tui.commands.output import as_json, complain, say
from tui.ending import DONE, NOT_FOUND, NOT_SO, Ended
from tui.opening import begun_on_paper, found_by


def answer_file(options: Namespace) -> AnswerFile | None:
    """The answer file that was named, None where none was. Raises `Ended`, `DefinitionError`."""
    if options.answers is None:
        return None
    try:
        with Path(options.answers).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        told = _("{path} cannot be read.").format(path=options.answers)
        raise Ended(NOT_FOUND, f"{told} {cause(error.errno or 0)}") from None
    return read_answers(data, options.answers)


def begun_in(file: AnswerFile, places: Folders) -> tuple[AnswerFile, datetime | None]:
    """When the session of `file` was begun on paper, and the file with that moment as it was understood.

    Raises `Ended` where it cannot have been then: nothing is begun.
    """
    if file.begun is None:
        return file, None
    begun = begun_on_paper(places, file.begun)
    if isinstance(begun, Refusal):
        told = _("Action {number} was refused ({code}): {reason}. Nothing was begun.")
        raise Ended(NOT_SO, _refused(told, Refused(1, begun)))
    return (file.begun_at(begun), begun) if begun else (file, None)


def go_on(session: Session, file: AnswerFile | None, options: Namespace, places: Folders) -> int:
    """Take `session` by prompts, or by the answers of `file`; lets go of its record at the end."""
    with session:
        if file is None:
            from tui.plain import run_plain

            run_plain(session, found_by(places))
            return DONE
        refused = run_answers(session, file, found_by(places))
        code = report(session.situation, str(session.path), refused, options, session.record)
    return _held_against(file, session.state) if code == DONE else code


def _held_against(file: AnswerFile, state: SessionState) -> int:
    """Whether the outcome is the one that the file says it reaches; says so where it is not."""
    missed = missed_outcome(file, state.outcome)
    if missed is None:
        return DONE
    complain(missed)
    return NOT_SO


def report(
    situation: Situation,
    path: str,
    refused: Refused | None,
    options: Namespace,
    record: Record | None = None,
) -> int:
    """Say where a session stands after its answers; returns the exit code."""
    if options.json:
        print(as_json(standing(situation, path, refused)))
    else:
        state = situation.state
        ended = outcome_label(situation, state.outcome) if state.outcome else ""
        say(f"{state.id} · {status_word(state.status)} · {ended or situation.say(situation.step.title)}")
        say(counts_in_words(situation.counts))
        if record is not None and state.score is not None:
            from runbooks.training.debrief import Debrief  # imported here: an incident does without
            from tui.score_lines import score_lines

            for line in score_lines(Debrief.of(record)):
                say(line)
        say(path)
    if refused is None:
        return DONE
    if not options.json:
        told = _("Action {number} was refused ({code}): {reason}. What came before it is saved.")
        complain(_refused(told, refused))
    return NOT_SO


def _refused(told: str, refused: Refused) -> str:
    reason = refused.refusal.reason.removesuffix(".")  # some are whole sentences; `told` ends them all
    return told.format(number=refused.action, code=refused.refusal.code, reason=reason)
