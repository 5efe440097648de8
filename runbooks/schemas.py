"""JSON Schemas of the files that other programs may write or read (contract.md).

They describe what the parsers take: models give their own schema, record and answer files have
theirs here. A test holds them to the parsers.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from runbooks.answers import FIELDS, HEAD, TEXTS
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


def _each(names: Iterable[str], schema: Schema) -> dict[str, Schema]:
    return dict.fromkeys(names, schema)


def _or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _titled(title: str, schema: Schema) -> Schema:
    return {"$schema": DIALECT, "title": title} | schema


# -- records --------------------------------------------------------------------------------------


def record_schema() -> Schema:
    """A record, `restaura.session/1`, with the runbook that it embeds."""
    runbook = Runbook.model_json_schema()
    parts = runbook.pop("$defs")
    runbook["properties"]["sha256"] = _HASH
    runbook["required"] = [*runbook["required"], "sha256"]
    whole = _closed(
        {
            "format": {"const": FORMAT},
            "summary": _summary(),
            "events": {"type": "array", "items": _event()},
            "runbook": runbook,
            "seal": _closed({"events": _COUNT, "head": _HASH}),
        }
    )
    return _titled("restaura: the record of a session", whole | {"$defs": parts})


def _event() -> Schema:
    return _closed(
        {
            "seq": {"type": "integer", "minimum": 1},
            "at": _MOMENT,
            "by": _TEXT,
            "type": {"enum": [*EVENT_TYPES, *TRAINING_EVENTS]},
            "data": {"type": "object", "properties": {"sources": {"type": "array", "items": _source()}}},
            "hash": _HASH,
        }
    )


def _source() -> Schema:
    """What of the user's own a session was made of, in its first event; not there where all is as shipped."""
    own: dict[str, Schema] = {
        "kind": {"enum": list(KINDS)},
        "name": _TEXT,
        "language": {"enum": list(LANGUAGES)},
        "origin": {"enum": ["own", "file"]},
        "sha256": _HASH,
    }
    return _closed(own, "language")


def _summary() -> Schema:
    # The runbook adds keys of its own (its `summary`), so this one stays open.
    own: dict[str, Schema] = {
        "id": _ID,
        "mode": {"enum": list(MODES)},
        "status": {"enum": ["open", "finished", "closed"]},
        "outcome": _or_none(_TEXT),
        "runbook": _TEXT,
        "version": _TEXT,
        "operator": _TEXT,
        "started_at": _MOMENT,
        "updated_at": _MOMENT,
        "closed_at": _or_none(_MOMENT),
        "step": _TEXT,
        "counts": _closed(_each(_COUNTS, _COUNT)),
    }
    of_training: dict[str, Schema] = {
        "scenario": _TEXT,
        "exam": {"type": "boolean"},
        "percent": _or_none(_COUNT),
        "passed": _or_none({"type": "boolean"}),
        "wall": _closed({"started_at": _MOMENT, "updated_at": _MOMENT}),
    }
    return _closed(own | of_training, *of_training) | {"additionalProperties": True}


# -- answer files ---------------------------------------------------------------------------------

# The reader takes each of these as the text that is written.
_SIMPLE: Final[Schema] = {"type": ["string", "number", "boolean"]}


def answers_schema() -> Schema:
    """An answer file. `runbook check` knows the ids of items; here any name may be one."""
    actions = _each(TEXTS, _SIMPLE) | {
        name: _closed(_each((*needed, *others), _SIMPLE), *others)
        for name, (needed, others) in FIELDS.items()
    }
    actions["assess"] = {"type": "object", "additionalProperties": _SIMPLE}
    action = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": actions,
        "additionalProperties": {"$ref": "#/$defs/answer"},
    }
    head: dict[str, Schema] = _each(HEAD, _TEXT) | {"answers": {"type": "array", "items": action}}
    whole = _closed(head, "runbook", "operator")
    return _titled("restaura: an answer file", whole | {"$defs": {"answer": _answer()}})


def _answer() -> Schema:
    return {
        "description": "The answer to an item, by its id.",
        "anyOf": [
            _SIMPLE | {"description": "text, yes or no, an option, a day, a moment"},
            {"type": "null", "description": "an optional item is left empty; its answer is taken back"},
            {"type": "array", "items": _SIMPLE, "description": "several options"},
            _closed({"choice": _SIMPLE, "reason": _SIMPLE}),
            _closed({"accept": _SIMPLE}),
            _closed({"text": _SIMPLE}),
            _delivery(),
            {"type": "array", "items": _delivery()},
            {
                "type": "object",
                "description": "a verification: an area and what was found there",
                "additionalProperties": _closed({"state": {"enum": ["ok", "missing"]}, "seen": _SIMPLE}),
            },
        ],
    }


def _delivery() -> Schema:
    return _closed(_each(("channel", "audience", "at", "result"), _SIMPLE))


SCHEMAS: Final[Mapping[str, Callable[[], Schema]]] = {
    "runbook": lambda: _titled("restaura: a runbook", Runbook.model_json_schema()),
    "record": record_schema,
    "answers": answers_schema,
    "scenario": lambda: _titled("restaura: a training's scenario", Scenario.model_json_schema()),
    "training": lambda: _titled("restaura: the guide to training on a runbook", Guide.model_json_schema()),
    "config": lambda: _titled("restaura: config.toml", Settings.model_json_schema()),
}
