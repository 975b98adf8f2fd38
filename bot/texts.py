"""Every word a person reads comes from `content/languages/<tag>/texts/`; this looks it up. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from content.model import Library

FALLBACK = "en"
PLACE = re.compile(r"\{([a-z_]+)\}")
PROOF = "start.hello"  # a language that has this text is offered to people


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language, with English behind them."""

    tag: str
    own: Mapping[str, str]
    english: Mapping[str, str]

    def has(self, key: str) -> bool:
        return bool(self.own.get(key) or self.english.get(key))

    def say(self, key: str, **values: object) -> str:
        """The text with its {places} filled in: plain, not yet escaped. A key nobody wrote gives "".

        A place we have no value for becomes "…": a missing fact must not hide a warning.
        """
        text = self.own.get(key) or self.english.get(key) or ""
        return PLACE.sub(lambda place: str(values.get(place[1], "…")), text)

    def first(self, keys: Iterable[str], **values: object) -> str:
        """The first of several texts that somebody wrote, or ""."""
        return next((self.say(key, **values) for key in keys if self.has(key)), "")


def offered(library: Library) -> list[str]:
    """The tags of the languages people can choose: those whose screens are translated."""
    return sorted(tag for tag, language in library.languages.items() if language.texts.get(PROOF))


def choose(library: Library, *wishes: str) -> str:
    """The first wish we can answer in ("pt-br" is answered in "pt"), or English."""
    tags = offered(library)
    for wish in (wish.lower() for wish in wishes if wish):
        for tag in (wish, wish.split("-")[0]):
            if tag in tags:
                return tag
    return FALLBACK


def texts_of(library: Library, tag: str) -> Texts:
    english = library.languages.get(FALLBACK)
    own = library.languages.get(tag)
    return Texts(tag, own.texts if own else {}, english.texts if english else {})
