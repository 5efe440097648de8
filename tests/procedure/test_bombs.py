"""Files made to hang, fill or crash the program end in a sentence (S4)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import bombs_worker
from bombs import AS_RUNBOOKS, AS_YAML, BOMBS

from tests.catalogue import ROOT


def test_s4_every_bomb_ends_in_a_sentence_within_a_second_and_200_mib(tmp_path: Path) -> None:
    paths = [str(ROOT), str(Path(bombs_worker.__file__).parent)]
    done = subprocess.run(
        [sys.executable, bombs_worker.__file__, str(tmp_path)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["said"].keys() == BOMBS.keys()
    for name, sentences in told["said"].items():
        assert sentences, name
        for sentence in sentences:
            assert sentence.startswith("bomb.yaml:"), f"{name}: {sentence[:200]}"
            assert sentence.isprintable() and len(sentence) < 500, f"{name}: {sentence[:200]}"
    assert told["mib"] < bombs_worker.MOST_MIB


def test_s4_there_are_forty_bombs_of_yaml_and_some_of_the_right_shape() -> None:
    assert len(AS_YAML) >= 40
    assert len(AS_RUNBOOKS) >= 15
