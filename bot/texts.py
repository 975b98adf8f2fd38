"""Every word a person reads comes from `content/languages/<tag>/texts/`; this looks it up. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from content.model import Library

FALLBACK = "en"
PLACE = re.compile(r"\{([a-z_]+)\}")
RIGHT_TO_LEFT = "\u200f"  # a line that begins with a piece set apart would else run from left to right
FIRST_STRONG, END = "\u2068", "\u2069"  # around text that keeps the direction of its own letters
PROOF = "start.hello"  # a language that has this text is offered to people


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language, with English behind them."""

    tag: str
    own: Mapping[str, str]
    english: Mapping[str, str]
    rtl: bool = False  # written from right to left

    def has(self, key: str) -> bool:
        return bool(self.own.get(key) or self.english.get(key))

    def say(self, key: str, **values: object) -> str:
        """The text with its {places} filled in: plain, not yet escaped. A key nobody wrote gives "".

        A place we have no value for becomes "…": a missing fact must not hide a warning. In a language written from
        right to left every value keeps its own direction: a telephone number must not be shown back to front.
        """
        return self._filled(self.own.get(key) or self.english.get(key) or "", values)

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        if "{" not in text:  # most texts
            return text
        filled = PLACE.sub(lambda place: self.apart(str(values.get(place[1], "…"))), text)
        return f"{RIGHT_TO_LEFT}{filled}" if self.rtl and END in filled else filled

    def number(self, key: str, **values: str) -> str:
        """A text made of digits, such as a date, in one piece."""
        return PLACE.sub(lambda place: values[place[1]], self.own.get(key) or self.english[key])

    def apart(self, value: str) -> str:
        """`value` set apart, where that matters; what is made of such pieces already runs with the text around it."""
        return f"{FIRST_STRONG}{value}{END}" if self.rtl and value and END not in value else value

    def first(self, keys: Iterable[str], **values: object) -> str:
        """The first of several texts that somebody wrote, or ""."""
        for key in keys:
            if text := self.own.get(key) or self.english.get(key):
                return self._filled(text, values)
        return ""


def offered(library: Library) -> list[str]:
    """The tags of the languages people can choose: those whose screens are translated."""
    return sorted(tag for tag in library.languages if _can_answer(library, tag))


def _can_answer(library: Library, tag: str) -> bool:
    language = library.languages.get(tag)
    return bool(language and language.texts.get(PROOF))


def choose(library: Library, *wishes: str) -> str:
    """The first wish we can answer in ("pt-br" is answered in "pt"), or English."""
    for wish in (wish.lower() for wish in wishes if wish):
        for tag in (wish, wish.split("-")[0]):
            if _can_answer(library, tag):
                return tag
    return FALLBACK


def texts_of(library: Library, tag: str) -> Texts:
    english = library.languages.get(FALLBACK)
    own = library.languages.get(tag)
    return Texts(tag, own.texts if own else {}, english.texts if english else {}, rtl=bool(own and own.rtl))
