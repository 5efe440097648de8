"""A form of several lines as one draft."""

import json
from collections.abc import Mapping


def as_draft(fields: Mapping[str, str | None]) -> str:
    """The fields as the text of a draft."""
    return json.dumps(fields, ensure_ascii=False)


def from_draft(draft: str | None) -> dict[str, str]:
    """The fields of a draft; none for what is no draft of a form."""
    try:
        found = json.loads(draft) if draft else {}
    except (ValueError, RecursionError):
        return {}
    return (
        {key: value for key, value in found.items() if isinstance(value, str)}
        if isinstance(found, dict)
        else {}
    )
