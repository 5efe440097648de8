"""What the two parsers, PyYAML and Jinja2, say of a text that they cannot read: in the reader's language."""

import re
from collections.abc import Sequence
from typing import Final

from runbooks.language import N_, _

Known = tuple[str, str, str]
"""What a parser says, as a pattern; the same in words; what would be right, empty where that is usual."""

_QUOTE: Final = N_(
    "Put a text with a comma, a colon or a bracket in it into quotes, and close what this line or the one "
    "before it opens."
)
_INDENT: Final = N_("Indent it with as many spaces as the lines that it belongs with.")

_BETWEEN: Final = N_("Between two parts stands one of: and, or, not, in, ==, !=, <, >.")

YAML: Final[Sequence[Known]] = (
    (
        r"found character '\\t'",
        N_("a tab stands here"),
        N_("Indent with spaces; most editors can put them in when the Tab key is pressed."),
    ),
    (
        r"found character '(?P<word>.)' that cannot start",
        N_('a text may not begin with "{word}"'),
        N_("Put the text into quotes."),
    ),
    (r"mapping values are not allowed", N_("a colon stands where no value may follow"), ""),
    (
        r"expected <block end>, but found '<scalar>'",
        N_("something follows a text that has ended"),
        N_("Put the whole text into one pair of quotes."),
    ),
    (
        r"expected <block end>|expected '<document start>'",
        N_("this line is not indented like those that it belongs with"),
        _INDENT,
    ),
    (r"expected ',' or '}'", N_("the braces are not closed, or a text inside them wants quotes"), _QUOTE),
    (r"expected ',' or '\]'", N_("the list is not closed, or a text inside it wants quotes"), _QUOTE),
    (
        r"could not find expected ':'",
        N_("a name without its colon"),
        N_("Write “name: value”; the further lines of a text are indented."),
    ),
    (
        r"found unexpected end of stream",
        N_("quotes are opened and never closed"),
        N_("Close them where the text ends."),
    ),
    (
        r"unknown escape character '(?P<word>.)'",
        N_('"\\{word}" means nothing between double quotes'),
        N_("Put the text into single quotes."),
    ),
    (
        r"sequence entries are not allowed",
        N_("a list may not begin here"),
        N_("Begin it on a line of its own, under its name."),
    ),
)
JINJA: Final[Sequence[Known]] = (
    (r"got '='$", N_("one = compares nothing"), N_("Write two: answers.plan == 'basic'.")),
    (
        r"unexpected char '(?P<word>[‘’“”«»´`])'",
        N_("{word} is no quote that the program knows"),
        N_("Write the straight quote: answers.plan == 'basic'."),
    ),
    (
        r"""unexpected char ("'"|'"')""",
        N_("quotes are opened and never closed"),
        N_("Close them where the text ends."),
    ),
    (r"unexpected char (?P<word>'.+') at", N_("{word} means nothing here"), ""),
    (
        r"unexpected '}'|got '}'|end of print statement",
        N_("the braces do not match, or something between them is too much"),
        N_("Write it like {{{{ answers.plan }}}}, with two braces on each side."),
    ),
    (
        r"looking for the following tags: '(?P<word>\w+)'|tags: 'elif' or 'else' or '(?P<end>\w+)'",
        N_("an {{% if %}} or another part is never ended"),
        N_("Write {{% endif %}} where it ends."),
    ),
    (r"(got|unexpected) '(?P<word>.+?)'", N_('something is missing before "{word}"'), _BETWEEN),
    (r"unknown tag '(?P<word>\w+)'", N_("{word} begins or ends nothing here"), ""),
    (r"not supported between instances", N_("a value is compared with one of another kind"), ""),
    (r"unexpected end of|expected name", N_("it ends too early"), ""),
)


def yaml_words(problem: str, usual: str) -> tuple[str, str]:
    """PyYAML's `problem` in words, and what would be right: `usual` where nothing better is known."""
    return _in_words(YAML, problem, usual)


def expression_words(reason: str, usual: str) -> tuple[str, str]:
    """Jinja2's `reason` in words, and what would be right: `usual` where nothing better is known."""
    return _in_words(JINJA, reason, usual)


def _in_words(known: Sequence[Known], said: str, usual: str) -> tuple[str, str]:
    for pattern, what, cure in known:
        found = re.search(pattern, said)
        if found is not None:
            words = {name: word or "" for name, word in found.groupdict().items()}
            return _(what).format(**words), _(cure).format(**words) if cure else usual
    return said, usual
