"""JSON from files that others may have touched (reliability.md, S6)."""

import json
import math
from collections import Counter
from typing import Any, Final

from runbooks.language import _

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_INTEGER: Final = 2**53 - 1  # larger ones have no form of their own in RFC 8785


class BadJson(ValueError):
    """What is wrong, as a sentence in the user's language."""


def parse(data: bytes, most: int = MAX_BYTES) -> Any:
    """The value in `data`, which must be one JSON document in UTF-8 of at most `most` bytes.

    Raises `BadJson` for anything else, and for what programs read differently or cannot hold:
    a key twice, NaN and infinities, lone surrogates, more bytes, more than 64 levels.
    Integers past 2^53 - 1 become floats.
    """
    if len(data) > most:
        raise BadJson(_("It is larger than {most} MiB.").format(most=most // 1024**2))
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_number,
            parse_float=_number,
            parse_int=_integer,
        )
        # Only an encoder looks at every text again: escapes can spell half a surrogate pair.
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        told = _("It is not valid JSON (line {line}, column {column}).")
        raise BadJson(told.format(line=error.lineno, column=error.colno)) from error
    except UnicodeError as error:
        raise BadJson(_("It holds text that is not valid Unicode.")) from error
    except RecursionError as error:
        raise BadJson(_("It is nested too deeply.")) from error
    if _deeper_than(MAX_DEPTH, value):
        raise BadJson(_("It is nested too deeply."))
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        [(twice, _count)] = Counter(key for key, _value in pairs).most_common(1)
        raise BadJson(_("The key “{key}” stands twice in one object.").format(key=twice))
    return value


def _number(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise BadJson(_("The number {number} is not a JSON number.").format(number=written[:20]))
    return number


def _integer(written: str) -> int | float:
    # RFC 8785 knows doubles only: 2.0**53 is written as an integer, and must read back the same.
    # The length first, because turning a very long text into an integer takes quadratic time.
    if len(written) > 17 or abs(int(written)) > MAX_INTEGER:
        return _number(written)
    return int(written)


def _deeper_than(levels: int, value: Any) -> bool:
    level = [value]
    for _level in range(levels):
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True
