"""YAML is read as text with line numbers, and nothing of it that a checklist does not need (S4)."""

import pytest

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.definition.files import MOST_BYTES
from runbooks.definition.yaml_source import MOST_DEPTH, MOST_NODES, read_yaml
from runbooks.language import using

KIB = 1024


def fault_of(data: bytes) -> Fault:
    """The one fault for which `data` is not read."""
    with using("en"), pytest.raises(DefinitionError) as caught:
        read_yaml(data, "it.yaml")
    (fault,) = caught.value.faults
    assert fault.file == "it.yaml"
    assert fault.cure
    return fault


def test_scalars_stay_what_was_written() -> None:
    written = {
        "no": "no",
        "clock": "12:30:45",
        "version": "1.10",
        "octal": "0o14",
        "nothing": "~",
        "null": "null",
        "day": "2026-11-22",
        "float": "1e3",
        "yes": "Yes",
        "=": "=",
        "<<": "<<",
        "1": "1",
    }
    data = "".join(f"{key}: {value}\n" for key, value in written.items())
    assert read_yaml(data.encode(), "it.yaml").tree == written


def test_every_place_has_its_line_and_column() -> None:
    source = read_yaml(b"a: 1\nb:\n  - c: 2\n  - [x,\n     y]\n", "it.yaml")
    assert source.tree == {"a": "1", "b": [{"c": "2"}, ["x", "y"]]}
    assert source.marks[("a",)] == (1, 1)
    assert source.marks[("b", 0, "c")] == (3, 5)
    assert source.marks[("b", 1, 1)] == (5, 6)


def test_a_fault_at_a_place_that_is_not_there_stands_at_the_nearest_above_it() -> None:
    source = read_yaml(b"a: 1\nb:\n  - c: 2\n", "it.yaml")
    fault = source.fault(("b", 0, "d", "es"), "missing")
    assert (fault.line, fault.column, fault.field) == (3, 5, "b.0.d.es")
    assert str(fault) == "it.yaml:3:5: b.0.d.es: missing"


def test_a_mark_of_byte_order_is_passed_over() -> None:
    assert read_yaml(b"\xef\xbb\xbfa: 1\n", "it.yaml").tree == {"a": "1"}


LAUGHS = b'a: &a ["lol","lol"]\n' + b"".join(
    b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in range(ord("b"), ord("j"))
)

REFUSED = {
    "an alias": (b"a: 1\nb: *c\n", 2, "anchors and aliases are not used here"),
    "an anchor": (b"a: 1\nb: &c d\n", 2, "anchors and aliases are not used here"),
    "an anchor of a mapping": (b"a: &c\n  b: 1\n", 1, "anchors and aliases are not used here"),
    "an anchor of a key": (b"a: 1\n&c b: d\n", 2, "anchors and aliases are not used here"),
    "an alias for a key": (b"a: 1\n*c : d\n", 2, "anchors and aliases are not used here"),
    "a bomb of aliases": (LAUGHS, 1, "anchors and aliases are not used here"),
    "a tag": (b"a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "tags are not used here"),
    "a tag of a key": (b"a: 1\n!!str b: c\n", 2, "tags are not used here"),
    "a key twice": (b"a: 1\nb: 2\na: 3\n", 3, 'the key "a" stands here twice'),
    "a key twice inside": (b"a:\n  - b: 1\n    'b': 2\n", 3, 'the key "b" stands here twice'),
    "a key that is a list": (b"a: 1\n? [b]\n: c\n", 2, "a key is a plain word"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "one document a file, no more"),
    "a tab before a key": (b"a:\n\tb: 1\n", 2, "this is not YAML: "),
    "a list never closed": (b"a: [1,\n", 2, "this is not YAML: "),
    "a quotation never closed": (b"a: 'b\n", 2, "this is not YAML: "),
    "bytes that are no UTF-8": (b"a: 1\nb: \xff\n", 2, "the text is not UTF-8"),
    "another encoding": ("a: é\n".encode("utf-16"), 1, "the text is not UTF-8"),
    "a NUL": (b"a: 1\nb: c\x00\n", 2, "the character U+0000 may not stand here"),
    "an escape": (b"a: 1\n\nb: \x1b[2J\n", 3, "the character U+001B may not stand here"),
    "a control of C1": ("a: 1\nb: \u009b2J\n".encode(), 2, "the character U+009B may not stand here"),
    "an empty file": (b"", 0, "the file is empty"),
    "only comments": (b"# a\n# b\n", 0, "the file is empty"),
    "too many bytes": (b"a: " + b"b" * 256 * KIB, 0, "the file is over 256 KiB"),
    "lists too deep": (b"[" * 200_000, 1, "this is nested too deep or too long"),
    "mappings too deep": (
        b"".join(b" " * n + b"a:\n" for n in range(100)),
        MOST_DEPTH + 2,
        "this is nested too deep or too long",
    ),
    "too many nodes": (b"[" + b"a," * 100_000, 1, "this is nested too deep or too long"),
    "too many lines of nodes": (b"- a\n" * 60_000, MOST_NODES, "this is nested too deep or too long"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_let_in_is_refused_with_its_line_and_a_sentence(name: str) -> None:
    data, line, says = REFUSED[name]
    fault = fault_of(data)
    assert fault.line == line
    assert fault.what.startswith(says)
    assert "\n" not in str(fault)


def test_what_is_just_within_the_limits_is_read() -> None:
    depth = MOST_DEPTH
    tree = read_yaml(b"[" * depth + b"a" + b"]" * depth, "it.yaml").tree
    for _ in range(depth):
        (tree,) = tree
    assert tree == "a"
    assert fault_of(b"[" * (depth + 1) + b"a" + b"]" * (depth + 1)).line == 1
    whole = b"a: " + b"b" * (MOST_BYTES - 3)
    assert len(read_yaml(whole, "it.yaml").tree["a"]) == MOST_BYTES - 3
    assert fault_of(whole + b"b").what == "the file is over 256 KiB"
    assert len(read_yaml(b"- a\n" * (MOST_NODES - 1), "it.yaml").tree) == MOST_NODES - 1


def test_the_limits_are_those_of_s4() -> None:
    assert (MOST_BYTES, MOST_DEPTH) == (256 * KIB, 40)


def test_what_is_refused_is_said_in_the_users_language() -> None:
    with using("es"), pytest.raises(DefinitionError, match=r"la clave .* dos veces"):
        read_yaml(b"a: 1\na: 2\n", "it.yaml")
