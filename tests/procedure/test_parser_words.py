"""What a person writes wrong in YAML and in expressions is told in words, at its line, with its cure."""

from pathlib import Path

import pytest
from faulty import SMALL, faults_of

from runbooks.definition.dependencies import READER
from runbooks.definition.faults import DefinitionError, ExpressionError
from runbooks.definition.yaml_source import read_yaml
from runbooks.language import using

YAML = {
    "a:\n\tb: 1\n": (2, "hay un tabulador"),
    "a:\n  - b: 1\n   c: 2\n": (3, "no tiene la sangría"),
    "a: 1\nb: {es: Ojo: ahora, en: Now}\n": (2, "necesita comillas"),
    "a: @b\n": (1, "no puede empezar con «@»"),
    "a: b: c\n": (1, "dos puntos donde no puede seguir"),
    'a: "x" y\n': (1, "sigue a un texto que ya terminó"),
    "a: 'b\n": (2, "se abren comillas"),
    'a: "C:\\k"\n': (1, "«\\k» no significa nada"),
    "a: 1\nb\nc: d\n": (3, "un nombre sin sus dos puntos"),
    "a: - b\n": (1, "no puede empezar una lista"),
}
EXPRESSIONS = {
    "answers.a = 'b'": "Escriba dos: answers.plan == 'basic'.",
    "answers.a == ‘b’": "la comilla recta",
    "answers.a == 'b": "se abren comillas",
    "answers.a y answers.b": "falta algo antes de «y»",
    "answers.a && answers.b": "'&' no significa nada aquí",
    "answers.a ==": "falta algo antes de «)»",
}
TEXTS = {
    "Hola,\n{{ answers.a }\n": (2, "dos llaves de cada lado"),
    "{% if answers.a %}\nx": (2, "{% endif %}"),
    "{% si answers.a %}": (1, "si no empieza ni termina nada"),
}


@pytest.mark.parametrize("written", YAML)
def test_a_fault_of_yaml_is_told_in_the_readers_language_at_its_line(written: str) -> None:
    with using("es"), pytest.raises(DefinitionError) as caught:
        read_yaml(written.encode(), "it.yaml")
    [fault] = caught.value.faults
    line, words = YAML[written]
    assert words in fault.what
    assert (fault.line, bool(fault.cure)) == (line, True)


@pytest.mark.parametrize("written", [*EXPRESSIONS, *TEXTS])
def test_a_fault_of_an_expression_or_a_text_is_told_in_the_readers_language(written: str) -> None:
    is_text = written in TEXTS
    with using("es"), pytest.raises(ExpressionError) as caught:
        READER.read(written, text=is_text)
    line, words = TEXTS[written] if is_text else (1, EXPRESSIONS[written])
    assert words in f"{caught.value} {caught.value.cure}"
    assert caught.value.line == line


def test_a_fault_inside_a_text_of_several_lines_stands_at_its_line() -> None:
    source = read_yaml(b"a:\n  es: |\n    Uno\n    Dos\n  en: x\n", "it.yaml")
    assert source.fault(("a", "es"), "wrong", inside=2).line == 4
    assert source.fault(("a", "es"), "wrong").line == 2
    assert source.fault(("a", "en"), "wrong", inside=2).line == 5


@pytest.mark.parametrize(
    ("old", "new", "cure"),
    [
        ("label: {es: Anote quién, en", "etiqueta: {es: Anote quién, en", 'Did you mean "label"?'),
        (
            "{es: Anote quién, en",
            "{es: Anote quién, y cuándo, en",
            "A text with a comma in it stands in quotes.",
        ),
        ("when: answers.way == 'csv'", "when: answers.way == csv", "Write 'csv'."),
        ("- id: who", "- id: quién", "lower case, no accents"),
    ],
)
def test_a_plausible_slip_is_told_with_what_was_meant(tmp_path: Path, old: str, new: str, cure: str) -> None:
    faults = faults_of(tmp_path, SMALL.replace(old, new, 1))
    assert any(cure in fault.cure for fault in faults), [str(fault) for fault in faults]
