"""Where runbooks are found: all that are there are listed, each with what keeps it from being used."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from faulty import SMALL
from own import MPIA, SHIPPED, fault, faults, own_ones, put, small

from runbooks.definition.faults import DefinitionError
from runbooks.library import MOST, each_checked, find, known

pytestmark = pytest.mark.usefixtures("english")
LETTER = "Hola, {{ answers.who }}\n"


def apart(id: str) -> dict[str, str]:
    """A runbook in a folder of its own, with its templates in files."""
    text, _, _ = small(id).partition("templates:\n")
    files = {f"{id}/templates/{language}/letter.md.j2": LETTER for language in ("es", "en")}
    return {f"{id}/runbook.yaml": text, **files}


def test_without_a_folder_only_what_is_shipped_is_known(tmp_path: Path) -> None:
    assert [(one.id, one.origin) for one in known(tmp_path / "none")] == [(id, "shipped") for id in SHIPPED]


def test_own_runbooks_are_a_file_that_holds_all_or_a_folder_with_templates(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"uno.yaml": small("uno"), **apart("dos"), "README.md": "", ".git/config": "", "a.yaml~": ""},
    )
    assert {id: one.path.name for id, one in own_ones(tmp_path).items()} == {
        "dos": "runbook.yaml",
        "uno": "uno.yaml",
    }
    assert find(tmp_path, "dos").load().templates["letter"].es == LETTER
    assert "Quien escribe" in find(tmp_path, "uno").load().templates["letter"].es
    assert find(tmp_path, "uno").path == tmp_path / "uno.yaml"


def test_a_broken_one_is_listed_with_its_fault_and_the_others_can_be_used(tmp_path: Path) -> None:
    put(tmp_path, {"uno.yaml": small("uno"), "roto.yaml": SMALL.replace("code:", "cod:"), "nada.yaml": ""})
    listed = {one.id: found for one, found in each_checked(tmp_path)}
    assert [id for id, found in listed.items() if isinstance(found, DefinitionError)] == ["nada", "roto"]
    assert all(id in listed for id in (*SHIPPED, "uno"))
    told = {(one.file, one.line, one.field) for one in faults(own_ones(tmp_path)["roto"])}
    assert (str(tmp_path / "roto.yaml"), 3, "cod") in told


def test_what_is_missing_of_an_own_runbook_is_told_where_it_is_looked_for(tmp_path: Path) -> None:
    files = apart("dos")
    del files["dos/templates/en/letter.md.j2"]
    put(tmp_path, files)
    assert str(tmp_path / "dos/templates/en/letter.md.j2") in fault(tmp_path, "dos")


def test_the_tests_of_a_single_file_lie_in_the_folder_of_its_name(tmp_path: Path) -> None:
    put(tmp_path, {"uno.yaml": small("uno"), "uno/tests/done.yaml": "outcome: done\nanswers: []\n"})
    assert [one.id for one in known(tmp_path) if one.origin == "own"] == ["uno"]
    assert find(tmp_path, "uno").load().id == "uno"


def test_a_file_is_called_by_its_path_and_an_id_goes_before_a_file_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"own/uno.yaml": small("uno"), "uno": small("x"), "dos": small("y")})
    monkeypatch.chdir(tmp_path)
    assert find(tmp_path / "own", "uno").origin == "own"
    assert find(tmp_path / "own", "dos").load().id == "y"
    assert find(tmp_path / "own", "own/uno.yaml").origin == "own"
    with pytest.raises(DefinitionError, match=r'no runbook of this name\. Did you mean "mpia-dti-140"'):
        find(tmp_path / "own", "mpia-dti-104")


# -- ids that meet -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "in_front"), [(f"{MPIA}.yaml", True), (f"{MPIA}/runbook.yaml", False)])
def test_an_own_runbook_never_stands_in_the_place_of_a_shipped_one(
    tmp_path: Path, file: str, in_front: bool
) -> None:
    put(tmp_path, {file: small(MPIA), f"{MPIA}/texts.yaml": "title: {en: Mine}"})
    run = find(tmp_path, MPIA).load()
    assert run.code == "MPIA-DTI-140"
    assert (run.title.en == "Mine") is in_front  # a folder with a runbook.yaml is all of that one
    (broken,) = [one for one in known(tmp_path) if one.barred]
    (told,) = faults(broken)
    assert told.file == str(tmp_path / file)
    assert told.what.startswith('a shipped runbook is called "mpia-dti-140", and none stands in its place')


def test_an_id_that_is_not_the_name_it_stands_under_is_told_at_its_line(tmp_path: Path) -> None:
    put(tmp_path, {"uno.yaml": small("uno"), "dos.yaml": small("uno")})
    assert fault(tmp_path, "dos") == (
        f'{tmp_path / "dos.yaml"}:2:1: id: the id is "uno", and it stands under the name "dos": '
        "both have to be the same"
    )
    assert faults(own_ones(tmp_path)["uno"]) == ()


def test_two_of_one_id_are_both_told_and_neither_is_run(tmp_path: Path) -> None:
    put(tmp_path, {"uno.yaml": small("uno"), "uno/runbook.yaml": small("uno")})
    both = [one for one in known(tmp_path) if one.id == "uno"]
    assert [faults(one)[0].file for one in both] == [
        str(tmp_path / "uno/runbook.yaml"),
        str(tmp_path / "uno.yaml"),
    ]
    assert all('the id "uno" is given twice' in faults(one)[0].what for one in both)
    with pytest.raises(DefinitionError):
        find(tmp_path, "uno").load()


# -- what is no runbook ------------------------------------------------------------------------------


def as_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def as_circle(path: Path) -> None:
    path.symlink_to(path)


def as_pipe(path: Path) -> None:
    os.mkfifo(path)


def as_folder(path: Path) -> None:
    (path / "in it").mkdir(parents=True)


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("uno.yaml", as_link, "leads nowhere"),
        ("uno.yaml", as_circle, "leads nowhere"),
        ("uno", as_link, "leads nowhere"),
        ("uno.yaml", as_pipe, "not an ordinary file"),
        ("uno.yaml", as_folder, "called by its id here"),
        ("uno.yml", Path.touch, "called by its id here"),
        ("Mi procedimiento.yaml", Path.touch, "called by its id here"),
        ("mpia_dti_140", as_folder, 'Did you mean "mpia-dti-140"?'),
        ("mpia-dti-14", as_folder, 'Did you mean "mpia-dti-140"?'),
        ("uno", as_folder, "there is no runbook.yaml here"),
        ("\udcff.yaml", Path.touch, "called by its id here"),
    ],
)
def test_what_is_no_runbook_is_a_sentence_and_neither_hangs_nor_hides_the_others(
    tmp_path: Path, name: str, make: Callable[[Path], None], says: str
) -> None:
    put(tmp_path, {"otro.yaml": small("otro")})
    make(tmp_path / name)
    (broken,) = [one for one in known(tmp_path) if one.id not in (*SHIPPED, "otro")]
    (told,) = faults(broken)
    assert says in told.what
    assert told.file == str(tmp_path / name)
    assert faults(find(tmp_path, "otro")) == ()


@pytest.mark.parametrize("make", [as_pipe, as_circle, as_folder])
def test_a_runbook_file_in_its_folder_may_be_anything(tmp_path: Path, make: Callable[[Path], None]) -> None:
    (tmp_path / "uno").mkdir()
    make(tmp_path / "uno" / "runbook.yaml")
    assert str(tmp_path / "uno" / "runbook.yaml") in fault(tmp_path, "uno")


@pytest.mark.parametrize("make", [Path.touch, as_pipe, as_circle, as_link])
def test_a_folder_that_is_none_is_listed_and_what_is_shipped_is_run(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    folder = tmp_path / "runbooks"
    make(folder)
    assert "the folder cannot be read" in fault(folder, "runbooks")
    assert find(folder, MPIA).load().id == MPIA


def test_a_link_to_a_folder_or_a_file_is_followed(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", {"a.yaml": small("uno"), **apart("dos")})
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "uno.yaml").symlink_to(tmp_path / "elsewhere" / "a.yaml")
    (tmp_path / "own" / "dos").symlink_to(tmp_path / "elsewhere" / "dos")
    assert [faults(one) for one in own_ones(tmp_path / "own").values()] == [(), ()]


def test_of_thousands_a_few_are_looked_at_and_the_number_of_the_others_is_told(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"n{number:04}.yaml").touch()
    found = own_ones(tmp_path)
    assert len(found) == MOST + 1
    assert f"{MOST} are looked at here, and {3000 - MOST} more are not" in fault(tmp_path, tmp_path.name)


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / MPIA).mkdir()
    listing = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", refused)
    assert "cannot be read: Permission denied" in fault(tmp_path, tmp_path.name)
    monkeypatch.setattr(Path, "iterdir", lambda one: refused(one) if one.name == MPIA else listing(one))
    assert [one.what for one in faults(find(tmp_path, MPIA))][1:] == [
        "the folder cannot be read: Permission denied"
    ]
