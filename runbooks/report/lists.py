"""The lists of a report: documents, deliveries, what was verified, what was passed over, attempts."""

from runbooks.definition.items import VerificationItem
from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.report.inert import block, plain, row, table
from runbooks.report.page import Page, at
from runbooks.told import answer_in_words, found_word, item_label, state_word, step_title


def documents(page: Page, record: Record) -> None:
    """Every text that was accepted, as it was sent, in time order."""
    drafted = [event for event in record.events if event.type == "drafted"]
    if not drafted:
        return
    page.heading(2, _("Documents"))
    for event in drafted:
        label = plain(item_label(page.situation, event.data["item"]))
        page.heading(3, f"{label} — {at(page.situation, event.at)}, {plain(event.by)}")
        page.add(*block(event.data["value"]), "")


def deliveries(record: Record, situation: Situation) -> list[str]:
    """What was told to whom, over which channel, when and with what result, in time order."""
    rows = [_delivery(situation, event) for event in record.events if event.type == "delivered"]
    columns = (_("What"), _("Channel"), _("To whom"), _("When"), _("Result"), _("Who"))
    return table(columns, rows) if rows else []


def _delivery(situation: Situation, event: Event) -> str:
    item, told = event.data["item"], event.data["delivery"]
    return row(
        plain(item_label(situation, item)),
        plain(situation.label(item, told["channel"])),
        plain(told["audience"]),
        at(situation, told["at"]),
        plain(told["result"]),
        plain(event.by),
    )


def verifications(situation: Situation) -> list[str]:
    """What was seen in each area (R4)."""
    rows = [
        row(plain(situation.label(item.id, area)), found_word(found["state"]), plain(found["seen"]))
        for item in situation.runbook.items.values()
        if isinstance(item, VerificationItem)
        for area, found in (situation.state.entry(item.id).value or {}).items()
    ]
    return table((_("Area"), _("Found"), _("What was seen")), rows) if rows else []


def passed_over(record: Record, situation: Situation) -> list[str]:
    """Overrides and deferrals with their reasons, whatever became of the item later (R5, R7)."""
    return [
        _passed_over(situation, event) for event in record.events if event.type in ("overridden", "deferred")
    ]


def _passed_over(situation: Situation, event: Event) -> str:
    item = event.data["item"]
    what = _("passed over")
    if event.type == "deferred":
        what = (
            _("put off") + " " + _("until “{step}”").format(step=step_title(situation, event.data["until"]))
        )
    state = state_word(situation.item_state(situation.runbook.items[item]))
    now = _("now: {state}").format(state=state)
    reason = event.data["reason"] or "—"
    label, who = plain(item_label(situation, item)), plain(event.by)
    return f"- {label}, {plain(what)}: {plain(reason)} ({who}, {at(situation, event.at)}; {now})"


def attempts(situation: Situation) -> list[str]:
    """The attempts that were given up, each with its reason and what was answered in it."""
    runbook, state = situation.runbook, situation.state
    if runbook.attempt is None or not state.attempts:
        return []
    first = runbook.places[runbook.attempt.step]
    lines: list[str] = []
    for tried in state.attempts:
        ended = _("Attempt {number} ended {at}: {reason}").format(
            number=tried["attempt"], at=at(situation, tried["at"]), reason=tried["reason"]
        )
        lines.append(f"- {plain(ended)}")
        for name, value in tried["answers"].items():
            if runbook.home[name] >= first:
                said = answer_in_words(situation, runbook.items[name], value).replace("\n", "; ")
                lines.append(f"  - {plain(item_label(situation, name))}: {plain(said)}")
    return [*lines, "- " + _("Attempt {number} is the last one.").format(number=state.attempt)]
