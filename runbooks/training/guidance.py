"""What a guided training says while it goes on: hints in three steps, and a word on each answer (T7, T8)."""

from dataclasses import dataclass
from typing import Any

from runbooks.definition.faults import ExpressionError
from runbooks.definition.items import DocumentItem, Item
from runbooks.language import _
from runbooks.told import answer_in_words, value_in_words
from runbooks.training.scene import Scene


@dataclass(frozen=True, slots=True)
class Feedback:
    """A word on an answer: whether it is right, and where it is not, what to look at and by what clause."""

    is_right: bool
    text: str
    clause: str


def feedback(before: Scene, item: Item, value: Any) -> Feedback | None:
    """What a guided training says at once of the JSON answer `value`.

    None in an exam, and of what is not judged. `before` is the scene in which it was given. It never says
    the answer: that is the third hint.
    """
    if before.lesson.exam or value is None:
        return None
    is_right = before.is_right(item, value)
    if is_right is None:
        return None
    if is_right:
        return Feedback(True, _("That fits the facts."), item.clause or "")
    expected = before.situation.say(item.expect) if item.expect else ""
    where = sources_of(before, item)
    told = _("The facts say otherwise.") + (f" {expected}" if expected else "")
    return Feedback(False, f"{told} {where}".strip(), item.clause or "")


def sources_of(scene: Scene, item: Item) -> str:
    """Where one can look for the answer to `item`; empty where nowhere says it."""
    labels = [scene.say(source.label) for source in scene.guide.sources if item.id in source.about]
    return _("Where to look: {places}.").format(places="; ".join(labels)) if labels else ""


def hint_in_words(scene: Scene, item: Item, step: int) -> str:
    """Hint `step` (1 to 3) for `item`: where to look, what matters, the answer."""
    if step == 1:
        return sources_of(scene, item) or _("Nowhere but in what you know: read the item once more.")
    if step == 2:
        said = [text for text in (item.why, item.expect, item.otherwise) if text is not None]
        what = " ".join(scene.situation.say(text) for text in said) or scene.situation.say(item.label)
        return _("What matters: {what}").format(what=what) + (f" ({item.clause})" if item.clause else "")
    return _("The answer: {answer}").format(answer=answer_to(scene, item))


def answer_to(scene: Scene, item: Item) -> str:
    """The right answer to `item` as things stand, in words."""
    if isinstance(item, DocumentItem):
        return _("take the text as it is drafted, once every fact in it is right")
    try:
        right = scene.right(item)
    except ExpressionError:
        right = None
    if right is None:
        return _("leave it empty") if scene.situation.is_optional(item) else "—"
    if item.kind == "deliveries":
        return "; ".join(
            f"{scene.situation.label(item.id, one['channel'])}: {one['audience']}" for one in right
        )
    if item.kind in ("date", "datetime"):
        return value_in_words(scene.situation, scene.situation.as_python(item, right))
    return answer_in_words(scene.situation, item, right).replace("\n", "; ")
