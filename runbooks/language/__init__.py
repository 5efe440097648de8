"""The words of the program: English sentences in the code, Spanish from the catalogue.

`_` translates when it is called, into the language of the context it is called in; `N_` only
marks a sentence so that the catalogue holds it, for tables built at import. English needs no
catalogue, since the message ids are English. The catalogue lies beside this file, in a checkout
as in an installed wheel.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

LANGUAGES = ("es", "en")
"""The languages spoken, the first of them when nothing says otherwise."""

LOCALE = Path(__file__).parent / "locale"
"""Where the catalogues are: `<language>/LC_MESSAGES/restaura.mo`."""

_current: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def _(message: str) -> str:
    """Translate an English sentence into the current language."""
    return _catalogue(_current.get()).gettext(message)


def N_(message: str) -> str:
    """Mark an English sentence for the catalogue and return it as it is."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Translate the sentence that fits a count; the placeholders are still to be filled."""
    return _catalogue(_current.get()).ngettext(one, many, count)


def current() -> str:
    """Tell the language of this context: `es` or `en`."""
    return _current.get()


def use(language: str) -> None:
    """Speak this language from here on, in this context and in those started from it.

    Raises ValueError for a language that is not one of LANGUAGES.
    """
    _current.set(_known(language))


@contextmanager
def using(language: str) -> Iterator[None]:
    """Speak this language inside the block: a notice in English from a Spanish session.

    Raises ValueError for a language that is not one of LANGUAGES.
    """
    token = _current.set(_known(language))
    try:
        yield
    finally:
        _current.reset(token)


def choose(explicit: str | None, environment: Mapping[str, str], configured: str | None) -> str:
    """Choose the language: `--lang`, RESTAURA_LANG, config.toml, then LC_ALL or LANG.

    What names no language spoken here is passed over (`LANG=de_DE.UTF-8`, `LANG=C`), so a
    foreign locale ends in Spanish and never in an error.
    """
    wishes = (
        explicit,
        environment.get("RESTAURA_LANG"),
        configured,
        # POSIX, Base Definitions 8.2: LC_ALL, when set and not empty, goes before LANG.
        environment.get("LC_ALL") or environment.get("LANG"),
    )
    for wish in wishes:
        language = spoken(wish)
        if language:
            return language
    return LANGUAGES[0]


def spoken(wish: str | None) -> str | None:
    """Find the language in a tag or POSIX locale name (`es_MX.UTF-8`, `en-US`), if spoken here."""
    name = (wish or "").replace("-", "_").split(".")[0].split("@")[0].split("_")[0].lower()
    return name if name in LANGUAGES else None


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")
    return language


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    return translation("restaura", LOCALE, [language], fallback=True)
