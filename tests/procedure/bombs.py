"""Files made to take the loader's time, memory or stack (S4): none of them is a runbook."""

from typing import Final

from faulty import SMALL, edited

from runbooks.definition.files import MOST_BYTES

MIB: Final = 1024 * 1024
FULL: Final = MOST_BYTES - 64
"""As many bytes as a file may have, with some room for what stands around them."""


def filled(part: bytes, size: int = FULL) -> bytes:
    """`part` again and again, up to `size` bytes."""
    return part * (size // len(part))


def laughs() -> bytes:
    lines = [b'a: &a ["lol", "lol"]']
    lines += [b"%c: &%c [%s]" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in range(ord("b"), ord("z"))]
    return b"\n".join(lines)


def numbered(line: bytes, count: int) -> bytes:
    return b"".join(line.replace(b"#", b"%d" % number) for number in range(count))


AS_YAML: Final[dict[str, bytes]] = {
    "a billion laughs": laughs(),
    "a laugh of merge keys": b"a: &a {x: 1}\n" + filled(b"b: {<<: *a}\n"),
    "a long text said a thousand times": b"a: &a " + b"x" * 100_000 + b"\nb: [" + b"*a," * 1000 + b"]\n",
    "a list that holds itself": b"a: &a [*a]\n",
    "aliases of nothing": filled(b"- *x\n"),
    "anchors and nothing else": numbered(b"- &a# x\n", 15_000),
    "a tag that runs a program": b'a: !!python/object/apply:os.system ["true"]\n',
    "tags and nothing else": filled(b"- !x y\n"),
    "a tag of thousands of letters": b"a: !" + b"x" * 200_000 + b" y\n",
    "directives and nothing else": numbered(b"%TAG !a#! tag:a,2026:\n", 8_000) + b"---\na: 1\n",
    "a version of YAML that is none": b"%YAML 9.9\n---\na: 1\n",
    "brackets": filled(b"["),
    "brackets and their ends": filled(b"[", FULL // 2) + filled(b"]", FULL // 2),
    "braces": filled(b"{"),
    "braces with names": filled(b"{a: "),
    "closing braces": filled(b"}"),
    "brackets and braces in turn": filled(b"[{"),
    "mappings one inside the other": b"".join(b" " * n + b"a:\n" for n in range(700)),
    "lists one inside the other": filled(b"- "),
    "names of names of names": filled(b"? "),
    "a key of thousands of letters": b'"' + b"k" * 200_000 + b'": 1\n',
    "a plain key of thousands of letters": b"k" * 200_000 + b": 1\n",
    "a text of 256 KiB": b"a: " + b"b" * FULL,
    "a text of 80,000 lines": b"a: |\n" + filled(b" b\n"),
    "a folded text of 80,000 lines": b"a: >\n" + filled(b" b\n"),
    "a plain text of 80,000 lines": b"a:\n" + filled(b" b\n"),
    "a quotation of 80,000 lines": b'a: "' + filled(b"b\n ") + b'"\n',
    "escapes": b'a: "' + filled(b"\\n") + b'"\n',
    "an escape for no character": b'a: "\\UFFFFFFFF"\n',
    "a quotation never closed": b"a: '" + filled(b"b "),
    "document after document": filled(b"--- a\n"),
    "ends of documents": filled(b"...\n"),
    "the same key again and again": filled(b"a: 1\n"),
    "keys that nobody knows": numbered(b"key#: 1\n", 9_000),
    "keys that nobody knows, and no values": numbered(b"key#:\n", 9_000),
    "a list of 60,000": filled(b"- a\n"),
    "a list of 100,000 on one line": b"[" + filled(b"a,") + b"]",
    "comments": filled(b"#\n"),
    "one comment": b"#" * FULL,
    "comments between the lines": b"a:\n" + filled(b"  # b\n") + b"  c: 1\n",
    "spaces": b" " * FULL,
    "tabs": b"\t" * FULL,
    "empty lines": b"\n" * FULL,
    "carriage returns": b"\r" * FULL,
    "separators of lines": filled("\u2028".encode()),
    "NULs": b"\x00" * FULL,
    "a NUL at the very end": b"a: " + b"b" * 200_000 + b"\x00",
    "marks of byte order": filled(b"\xef\xbb\xbf"),
    "UTF-16": "a: 1\n".encode("utf-16") * 10_000,
    "UTF-32": "a: 1\n".encode("utf-32"),
    "bytes that are no UTF-8": b"a: " + b"\xff" * 200_000,
    "half a character": b"a: \xed\xa0\x80\n",
    "an overlong character": b"a: \xc0\xaf\n",
    "more than is read": b"a: " + b"b" * 4 * MIB,
    "nothing": b"",
}


def with_computed(lines: str) -> bytes:
    return edited(SMALL, "computed:\n", f"computed:\n{lines}").encode()


def with_items(count: int, item: str) -> bytes:
    items = "".join(item.replace("#", str(number)) for number in range(count))
    return edited(SMALL, "      - id: areas\n", f"{items}      - id: areas\n").encode()


def with_value(expression: str) -> bytes:
    return edited(SMALL, "value: answers.day", f'value: "{expression}"').encode()


def with_template(text: str) -> bytes:
    line = "Portal: {{ portal.name }}\n    en"
    return edited(SMALL, line, f"Portal: {{{{ portal.name }}}}{text}\n    en").encode()


def said(number: int) -> str:
    return f"{number}" + "{{ now }}" * 2_000 + "{{ nobody }}"


def many_facts() -> bytes:
    facts = "".join(f"  fact_{n}: {{clause: §1, text: {{es: Uno., en: One.}}}}\n" for n in range(1_000))
    shown = "".join(f"          - fact: fakt_{n}x\n" for n in range(700))
    text = edited(SMALL, "facts:\n", f"facts:\n{facts}")
    return edited(
        text, "          - fact: told\n            when", f"{shown}          - fact: told\n            when"
    ).encode()


WHO: Final = "      - {id: who, kind: text, label: {es: Anote quién, en: Write who}}\n"
WRONG: Final = "      - {id: Who, kind: txt, label: {es: Anote quién}}\n"

AS_RUNBOOKS: Final[dict[str, bytes]] = {
    "names worked out one through the other": with_computed(
        "".join(f"  c{n}: computed.c{n + 1}\n" for n in range(400)) + "  c400: now\n"
    ),
    "names that each read two others": with_computed(
        "".join(f"  {one}{n}: computed.a{n + 1} or computed.b{n + 1}\n" for n in range(200) for one in "ab")
        + "  a200: now\n  b200: now\n"
    ),
    "a circle of hundreds of names": with_computed(
        "".join(f"  c{n}: computed.c{(n + 1) % 450}\n" for n in range(450))
    ),
    "thousands of names that are worked out": with_computed("".join(f"  c{n}: now\n" for n in range(5_000))),
    "thousands of items of one id": with_items(700, WHO),
    "thousands of items of no kind": with_items(700, WRONG),
    "thousands of facts that are not there": many_facts(),
    "items that each read the one before": with_items(
        600, "      - {id: i#, kind: text, default: answers.i#, label: {es: Anote, en: Write}}\n"
    ),
    "templates of names": edited(
        SMALL,
        "templates:\n",
        "templates:\n" + "".join(f"  t{n}: {{es: '{said(n)}', en: '{said(n + 9)}'}}\n" for n in range(3)),
    ).encode(),
    "an expression in brackets": with_value("(" * 240 + "1" + ")" * 240),
    "an expression of nothing but not": with_value("not " * 120 + "now"),
    "an expression of brackets": with_value("[" * 400),
    "a number of hundreds of digits raised": with_value("9 ** " * 90 + "9"),
    "a text written out a billion times": with_value("'x' * 999999999"),
    "a template in brackets": with_template("{{ " + "(" * 9_000 + "1" + ")" * 9_000 + " }}"),
    "a template of conditions": with_template("{% if now %}" * 700 + "{% endif %}" * 700),
    "a template of loops": with_template("{% for a in answers.areas %}" * 300 + "{% endfor %}" * 300),
    "a template of braces": with_template("{" * 15_000),
    "a template with a number of 15,000 digits": with_template("{{ " + "9" * 15_000 + " }}"),
    "a template of names that are not there": with_template("{{ answers.nobody }}" * 700),
    "a number of 200,000 digits": edited(SMALL, "value: 7", f"value: {'9' * 200_000}").encode(),
    "a day of 200,000 digits": edited(SMALL, "read: 2026-11-22", f"read: {'9' * 200_000}").encode(),
}

BOMBS: Final = AS_YAML | AS_RUNBOOKS
