"""Records that anybody can write: what an event says is changed, and every hash and the seal are right."""

import json
from pathlib import Path
from typing import Any

from runbooks.record import chain
from runbooks.record.encoding import Encoded, decode


def forge(file: Path, number: int, **data: Any) -> Path:
    """Have the event of that number say something else in that file, which it returns."""
    document = json.loads(file.read_bytes())
    document["events"][number - 1]["data"] |= data
    summary = document["summary"]
    prev = chain.genesis(summary["id"], summary["mode"], document["runbook"]["sha256"])
    for event in document["events"]:
        event.pop("hash")
        event["hash"] = prev = chain.event_hash(prev, **event)
    document["seal"]["head"] = prev
    file.write_bytes(Encoded.of(decode(json.dumps(document).encode(), file)).data)
    return file
