"""docs/own-runbooks.md is true: its procedure inside another runs, and its words stand in front."""

import json
import re
from pathlib import Path
from textwrap import dedent

from runbooks.definition.yaml_source import read_yaml
from runbooks.folders import folders
from runbooks.library import find
from runbooks.procedures import found_in
from runbooks.rehearsal.running import afternoon, rehearse
from tests.format_doc import DOCUMENT, stages, with_piece, write
from tui.opening import now

TEXT = DOCUMENT.with_name("own-runbooks.md").read_text()
PROCEDURE, ANSWERS, WORDS = (dedent(block) for block in re.findall(r"\n\n((?:    .*\n)+)", TEXT))
WHO = {"id": "who", "kind": "text", "label": {"es": "Anote quién se va", "en": "Write who leaves"}}
ENDS = [{"when": "true", "outcome": "locked"}]


def test_a_procedure_inside_another_is_checked_and_its_test_runs(tmp_path: Path) -> None:
    places = folders({"RESTAURA_HOME": str(tmp_path)})
    write(places.runbooks)
    step = {"id": "hand_back", "title": stages()[0]["title"], "items": [WHO], "branches": ENDS}
    outer = stages()[0] | {"id": "leaving", "steps": [step]}
    outer = with_piece(outer, read_yaml(PROCEDURE.encode(), "doc").tree)
    (places.runbooks / "leaving.yaml").write_text(json.dumps(outer))
    runbook = find(places.runbooks, "leaving").load()
    test = tmp_path / "one.yaml"
    done = "- complete: hand_back\n"
    test.write_text(f"outcome: locked\nanswers:\n- who: Ventas\n{ANSWERS}{done}")
    tried = rehearse(runbook, test, afternoon(now()), found_in(places.runbooks, places.cache))
    assert tried.wrong is None
    test.write_text(test.read_text().replace("      - close: true\n", ""))
    tried = rehearse(runbook, test, afternoon(now()), found_in(places.runbooks, places.cache))
    assert "close: true" in str(tried.wrong)


def test_the_words_stand_in_front_of_a_shipped_runbook(tmp_path: Path) -> None:
    places = folders({"RESTAURA_HOME": str(tmp_path)})
    (places.runbooks / "mpia-dti-140").mkdir(parents=True)
    (places.runbooks / "mpia-dti-140" / "texts.yaml").write_text(WORDS)
    step = find(places.runbooks, "mpia-dti-140").load().steps[0]
    assert step.title.es == "Confirmar que se perdió"
    assert step.items[0].label.en == "Write who told you"
