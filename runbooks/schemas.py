"""JSON Schemas of the files that other programs may write or read (contract.md).

They describe what the parsers take: models give their own schema, record and answer files have
theirs here. A test holds them to the parsers.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from runbooks.answers import FIELDS, HEAD, OPTIONAL, TEXTS
from runbooks.definition.model import Runbook
from runbooks.engine.events import EVENT_TYPES, TRAINING_EVENTS
from runbooks.language import LANGUAGES
from runbooks.record.encoding import MODES
from runbooks.record.formats import FORMAT
from runbooks.settings import Settings
from runbooks.sources import KINDS
from runbooks.training.guide import Guide
from runbooks.training.scenario import Scenario

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_HASH: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_ID: Final[Schema] = {"type": "string", "pattern": "^(T-)?[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]{4}$"}
_MOMENT: Final[Schema] = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_COUNTS: Final = ("done", "open", "not_applicable", "overridden", "deferred")


def _closed(properties: Mapping[str, Schema], *optional: str) -> Schema:
    """An object with these properties and no other, all but the optional ones required."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _each(names: Iterable[str], schema: Schema, said: Mapping[str, str]) -> dict[str, Schema]:
    return {name: _said(said[name], schema) for name in names}


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description} | schema


def _or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _titled(title: str, schema: Schema, kind: str) -> Schema:
    line = editor_line(kind)
    use = {"$comment": f"`{printed_by(kind)}`, then the first line of the file: {line}"} if line else {}
    return {"$schema": DIALECT} | use | schema | {"title": title}


def printed_by(kind: str) -> str:
    """The command that writes the schema of a kind of file beside it."""
    of = "" if kind == "runbook" else f"--of {kind} "
    return f"restaura runbook schema {of}> {kind}.schema.json"


def editor_line(kind: str) -> str | None:
    """The first line of a file by which editors check it while it is written; None for records.

    The YAML extension of VS Code and others take the one, Even Better TOML and taplo the other.
    """
    if kind == "record":
        return None
    if kind == "config":
        return "#:schema ./config.schema.json"
    return f"# yaml-language-server: $schema=./{kind}.schema.json"


# -- records --------------------------------------------------------------------------------------


def record_schema() -> Schema:
    """A record, `restaura.session/1`, with the runbook that it embeds."""
    runbook = Runbook.model_json_schema()
    parts = runbook.pop("$defs")
    runbook["properties"]["sha256"] = _said("The hash of the runbook, as RFC 8785 writes it.", _HASH)
    runbook["required"] = [*runbook["required"], "sha256"]
    whole = _closed(
        {
            "format": _said("The format of this file.", {"const": FORMAT}),
            "summary": _said("What follows from the events, for lists of sessions.", _summary()),
            "events": _said("What happened, in order.", {"type": "array", "items": _event()}),
            "runbook": _said("The runbook that the session follows, as it was when it began.", runbook),
            "seal": _said("What the events end with.", _seal()),
        }
    )
    return _titled("restaura: the record of a session", whole | {"$defs": parts}, "record")


def _seal() -> Schema:
    return _closed(
        {
            "events": _said("How many events there are.", _COUNT),
            "head": _said("The hash of the last of them.", _HASH),
        }
    )


def _event() -> Schema:
    return _closed(
        {
            "seq": _said("The event's number, from 1.", {"type": "integer", "minimum": 1}),
            "at": _said("When it happened.", _MOMENT),
            "by": _said("Who was at the keyboard.", _TEXT),
            "type": _said("What happened.", {"enum": [*EVENT_TYPES, *TRAINING_EVENTS]}),
            "data": _said("What there is to say of it, by the type.", _data()),
            "hash": _said("The hash over this event and all before it.", _HASH),
        }
    )


def _data() -> Schema:
    own = {
        "sources": _said(
            "In the first event, what of the user's own the session was made of.",
            {"type": "array", "items": _source()},
        ),
        "parent": _said("In the first event, the session that this one was begun for.", {"type": "object"}),
        "session": _said(
            "The session that was begun for an item, or that found its answer.", {"type": "object"}
        ),
    }
    return {"type": "object", "properties": own}


def _source() -> Schema:
    own = {
        "kind": _said("What it is.", {"enum": list(KINDS)}),
        "name": _said("What it is called.", _TEXT),
        "language": _said("Its language, where it has one.", {"enum": list(LANGUAGES)}),
        "origin": _said("Where it is from.", {"enum": ["own", "file"]}),
        "sha256": _said("The hash of its bytes.", _HASH),
    }
    return _closed(own, "language")


def _summary() -> Schema:
    # The runbook adds keys of its own (its `summary`), so this one stays open.
    own: dict[str, Schema] = {
        "id": _said("The session's name, that of the file too.", _ID),
        "mode": _said("Whether it is an incident or a training.", {"enum": list(MODES)}),
        "status": _said(
            "Open; finished, when an outcome is reached; closed.", {"enum": ["open", "finished", "closed"]}
        ),
        "outcome": _said("How it ended, by the runbook's name for it.", _or_none(_TEXT)),
        "runbook": _said("The id of the runbook.", _TEXT),
        "version": _said("The revision of the procedure.", _TEXT),
        "operator": _said("Who was at the keyboard last.", _TEXT),
        "started_at": _said("When it was begun.", _MOMENT),
        "updated_at": _said("When its last event happened.", _MOMENT),
        "closed_at": _said("When it was closed.", _or_none(_MOMENT)),
        "step": _said("The id of the step at which it stands.", _TEXT),
        "counts": _said(
            "How many items are in each state.",
            _closed({name: _said(f"Items that are {name.replace('_', ' ')}.", _COUNT) for name in _COUNTS}),
        ),
    }
    of_training: dict[str, Schema] = {
        "scenario": _said("The id of the scenario.", _TEXT),
        "exam": _said("Whether it is an exam.", {"type": "boolean"}),
        "percent": _said("Percent of the full marks, once it is judged.", _or_none(_COUNT)),
        "passed": _said("Whether it was passed, once it is judged.", _or_none({"type": "boolean"})),
        "wall": _said("When that was by the clock on the wall; the training has its own.", _wall()),
    }
    only_some = of_training | {"parent": _said("The session that it was begun for.", _ID)}
    return _closed(own | only_some, *only_some) | {"additionalProperties": True}


def _wall() -> Schema:
    return _closed(
        {"started_at": _said("When it was begun.", _MOMENT), "updated_at": _said("When it went on.", _MOMENT)}
    )


# -- answer files ---------------------------------------------------------------------------------

# The reader takes each of these as the text that is written.
_SIMPLE: Final[Schema] = {"type": ["string", "number", "boolean"]}

_ACTIONS: Final[Mapping[str, str]] = {
    "complete": "A step is completed: its id.",
    "note": "A note is taken: its text.",
    "close": "The session is closed: true.",
    "cancel": "The session is cancelled: why.",
    "at": "When what follows was done on paper; `now` goes on with the clock.",
    "procedure": "The procedure of an item is run to where `answers` of its own end.",
    "wait": "In a training, time passes: 30m, 4h, 2d.",
    "ask": "In a training, a source is asked: its id.",
    "hint": "In a training, a hint on an item: its id.",
    "assess": "In a training, how one judges oneself: a level by criterion.",
    "override": "An item is passed over, with a reason.",
    "defer": "An item is put off to a later step.",
    "go_back": "One goes back to an earlier step.",
    "hand_over": "Somebody else takes over.",
}
_PARTS: Final[Mapping[str, str]] = {
    "runbook": "The runbook: its id, or its file.",
    "operator": "Who is at the keyboard.",
    "outcome": "The outcome that the session must reach, where the file is a test.",
    "answers": "What is done, in order.",
    "item": "The id of the item.",
    "until": "The id of the step at which it returns.",
    "to": "Where to, or to whom: a step's id, a name.",
    "reason": "Why, in words.",
    "choice": "The option that is chosen.",
    "accept": "The document is accepted as it is drafted: true.",
    "text": "The document is accepted with this text.",
    "channel": "By which means: the id of a channel.",
    "audience": "Who was told.",
    "at": "When: a moment, or now-2h, today 08:00.",
    "result": "What they said.",
    "state": "What was found in the area.",
    "seen": "What was seen there: a number, a name.",
}


def answers_schema() -> Schema:
    """An answer file. `runbook check` knows the ids of items; here any name may be one."""
    actions = _each(TEXTS, _SIMPLE, _ACTIONS) | {
        name: _said(_ACTIONS[name], _closed(_each((*needed, *others), _SIMPLE, _PARTS), *others))
        for name, (needed, others) in FIELDS.items()
    }
    inner: Schema = {"type": "array", "items": {"$ref": "#/$defs/action"}}
    begun = _each(("item", "answers"), _SIMPLE, _PARTS) | {"answers": _said(_PARTS["answers"], inner)}
    actions["procedure"] = _said(_ACTIONS["procedure"], _closed(begun, "answers"))
    actions["assess"] = _said(_ACTIONS["assess"], {"type": "object", "additionalProperties": _SIMPLE})
    action = {
        "description": "One thing that is done: its name, and what it takes.",
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": actions,
        "additionalProperties": {"$ref": "#/$defs/answer"},
    }
    head = _each(HEAD, _TEXT, _PARTS) | {"answers": _said(_PARTS["answers"], inner)}
    whole = _closed(head, *OPTIONAL)
    parts = {"$defs": {"action": action, "answer": _answer()}}
    return _titled("restaura: an answer file", whole | parts, "answers")


def _answer() -> Schema:
    return {
        "description": "The answer to an item, by its id.",
        "anyOf": [
            _SIMPLE | {"description": "text, yes or no, an option, a day, a moment"},
            {"type": "null", "description": "an optional item is left empty; its answer is taken back"},
            {"type": "array", "items": _SIMPLE, "description": "several options"},
            _closed(_each(("choice", "reason"), _SIMPLE, _PARTS)),
            _closed(_each(("accept",), _SIMPLE, _PARTS)),
            _closed(_each(("text",), _SIMPLE, _PARTS)),
            _delivery(),
            {"type": "array", "items": _delivery()},
            {
                "type": "object",
                "description": "a verification: an area and what was found there",
                "additionalProperties": _closed(
                    {
                        "state": _said(_PARTS["state"], {"enum": ["ok", "missing"]}),
                        "seen": _said(_PARTS["seen"], _SIMPLE),
                    }
                ),
            },
        ],
    }


def _delivery() -> Schema:
    return _closed(_each(("channel", "audience", "at", "result"), _SIMPLE, _PARTS))


SCHEMAS: Final[Mapping[str, Callable[[], Schema]]] = {
    "runbook": lambda: _titled("restaura: a runbook", Runbook.model_json_schema(), "runbook"),
    "record": record_schema,
    "answers": answers_schema,
    "scenario": lambda: _titled("restaura: a scenario", Scenario.model_json_schema(), "scenario"),
    "training": lambda: _titled("restaura: a guide to training", Guide.model_json_schema(), "training"),
    "config": lambda: _titled("restaura: config.toml", Settings.model_json_schema(), "config"),
}
