"""From a YAML file and its templates to a runbook that has passed every check."""

import re
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from runbooks.definition.check import check
from runbooks.definition.faults import DefinitionError, Fault, nearest
from runbooks.definition.items import ChoiceItem, DocumentItem
from runbooks.definition.model import Attempt, Branch, Clock, Note, Outcome, Runbook, Step
from runbooks.definition.parts import Fact, Option, Template
from runbooks.definition.yaml_source import MOST_BYTES, Place, Source, read_yaml
from runbooks.language import LANGUAGES, _

PACKAGE: Final = Path(__file__).resolve().parent.parent
MODELS: Final = (Runbook, Step, Branch, Outcome, Note, Attempt, Clock, Fact, Option, ChoiceItem)
FIELDS: Final = frozenset(field for model in MODELS for field in model.model_fields)

Model = TypeVar("Model", bound=BaseModel)


def shipped_runbooks() -> dict[str, Path]:
    """The runbooks that come with the program: id (as its folder, with `-`) to file."""
    found = sorted(PACKAGE.glob("*/runbook.yaml"))
    return {path.parent.name.replace("_", "-"): path for path in found}


def templates_folder() -> Path:
    """Where the templates stand: inside the package in a wheel, beside it in a checkout."""
    packed = PACKAGE / "_templates"
    return packed if packed.is_dir() else PACKAGE.parent / "templates"


def load_runbook(path: Path, templates: Path | None = None) -> Runbook:
    """Read, type and check the runbook at `path`, with its documents' templates.

    `templates` holds a folder a language; by default the procedure's own in `templates_folder()`.
    Raises `DefinitionError` with every fault found.
    """
    source = read_yaml(_read(path), path.name)
    runbook = typed(Runbook, source)
    if not runbook.templates:
        folder = templates or templates_folder() / path.parent.name
        runbook = runbook.model_copy(update={"templates": _templates(runbook, source, folder)})
    faults = check(runbook, source)
    if faults:
        raise DefinitionError(faults)
    return runbook


def typed(model: type[Model], source: Source) -> Model:
    """The file as `model`. Raises `DefinitionError` that names line, field and the nearest word."""
    try:
        return model.model_validate(source.tree)
    except ValidationError as error:
        raise DefinitionError(_fault(source, detail) for detail in error.errors()) from None


def _templates(runbook: Runbook, source: Source, folder: Path) -> dict[str, Template]:
    names: dict[str, Place] = {
        item.template: ("steps", s, "items", i, "template")
        for s, step in enumerate(runbook.steps)
        for i, item in enumerate(step.items)
        if isinstance(item, DocumentItem)
    }
    found: dict[str, Template] = {}
    faults: list[Fault] = []
    for name, place in names.items():
        texts: dict[str, str] = {}
        for language in LANGUAGES:
            file = folder / language / f"{name}.md.j2"
            try:
                texts[language] = _read(file).decode("utf-8")
            except DefinitionError:
                what = _("the template {file} is missing").format(file=file)
                faults.append(source.fault(place, what))
        if len(texts) == len(LANGUAGES):
            found[name] = Template.model_validate(texts)
    if faults:
        raise DefinitionError(faults)
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        what = _("the file cannot be read: {reason}").format(reason=error.strerror)
        raise DefinitionError([Fault(str(path), 0, 0, "", what)]) from error


def _fault(source: Source, detail: ErrorDetails) -> Fault:
    path, known = _place(source.tree, detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "missing":
        return source.fault((*path, last), _('"{field}" is missing').format(field=last))
    if kind == "extra_forbidden":
        unknown = _('"{field}" is not known here.').format(field=last)
        return source.fault(path, unknown + nearest(last, FIELDS))
    if kind in ("union_tag_invalid", "literal_error", "enum"):
        expected = str(context.get("expected_tags") or context.get("expected"))
        what = _('"{value}" is none of {expected}.').format(
            value=_short(known), expected=expected.replace("'", "")
        )
        return source.fault(path, what + nearest(_short(known), re.findall(r"[\w/.]+", expected)))
    if kind == "union_tag_not_found":
        return source.fault((*path, "kind"), _('"{field}" is missing').format(field="kind"))
    if kind == "value_error":
        return source.fault(path, str(context["error"]))
    what = _("this does not fit ({reason}): {value}").format(
        reason=detail["msg"], value=_short(detail["input"])
    )
    return source.fault(path, what)


def _place(tree: Any, loc: tuple[str | int, ...]) -> tuple[Place, Any]:
    # pydantic puts the tags of unions into the path; what the file does not have is left out.
    path: list[str | int] = []
    for part in loc:
        if isinstance(tree, dict) and part in tree:
            tree = tree[part]
        elif isinstance(tree, list) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            continue
        path.append(part)
    if isinstance(tree, dict) and "kind" in tree and loc[-1:] != ("kind",):
        return tuple(path), tree["kind"]
    return tuple(path), tree


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"
