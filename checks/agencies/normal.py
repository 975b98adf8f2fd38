"""One spelling for the many ways a firm's name is written: what all comparing of names starts from.

>>> words("M/S. K.B.S. Int'l (Pvt.) Ltd")
('kbs', 'international')
>>> words("Jakаrta Vеnturеs Limited") == words("JAKARTA VENTURES LTD.")  # the first has Cyrillic letters
True

Folded, other scripts in Latin letters, legal forms out, one form for "service(s)" and the like, initials joined,
digits that stand for letters put right. In measurements this gains more than any clever comparison.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import regex
from anyascii import anyascii

from checks.fold import Folded, fold

LEAST_LEET = 4  # characters of a word in which a digit may stand for a letter
_WORD = regex.compile(r"(?<!\p{L})m/s(?!\p{L})|int'?l(?!\p{L})|[\p{L}\p{M}\p{N}]++(?:'\p{L}++)*+|&")
# The same for plain ASCII, in the quicker engine; a test holds the two together.
_ASCII_WORD = re.compile(r"(?<![a-z])m/s(?![a-z])|int'?l(?![a-z])|[a-z0-9]++(?:'[a-z]++)*+|&")
_LEET = str.maketrans("0134578", "oieastb")


class Word(NamedTuple):
    """One word of a name or text: its normal form and where it stands in the folded text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of words.toml."""

    legal: frozenset[str]
    generic: frozenset[str]
    praise: frozenset[str]
    articles: frozenset[str]
    forms: dict[str, str]  # a written form -> the one that stands for it
    spoken: dict[str, str]  # the same for words in other scripts, as folded

    @cached_property
    def left_out(self) -> frozenset[str]:
        """What is no part of a name, or not always."""
        return self.legal | self.articles | {""}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    spoken = {fold(word).text: kind for kind, given in table["spoken"].items() for word in given.split()}
    return Vocabulary(
        frozenset([*table["legal"].split(), *table["before"].split()]),
        frozenset(table["generic"].split()),
        frozenset(table["praise"].split()),
        frozenset(table["articles"].split()),
        {word: kind for kind, given in table["forms"].items() for word in given.split()} | {"int'l": "international"},
        spoken,
    )


def words(name: str) -> tuple[str, ...]:
    """The normal words of a name; of one that is nothing but legal forms and articles, those."""
    all_words = spelled(fold(name))
    return tuple(word.text for word in all_words if is_name(word)) or tuple(word.text for word in all_words)


def is_name(word: Word) -> bool:
    """Is it part of a name, and no legal form or article? "A L" are initials, "Al" is an article."""
    known = vocabulary()
    article = word.text in known.articles and len(word.text) == word.end - word.start
    return bool(word.text) and word.text not in known.legal and not article


def spelled(folded: Folded) -> list[Word]:
    """The words of a text, normal, each with its place; single letters in a row are one word. Hot: kept plain."""
    known, row, letters = vocabulary(), list[Word](), list[Word]()
    words = _ASCII_WORD if folded.text.isascii() else _WORD
    for found in words.finditer(folded.text):
        text = _normal(found[0], known)
        if len(text) == 1 and text.isalpha():
            letters.append(Word(text, *found.span()))
            continue
        if letters:
            row.append(_joined(letters))
            letters = []
        row.append(Word(text, *found.span()))
    return [*row, _joined(letters)] if letters else row


@lru_cache(maxsize=65_536)
def _normal(written: str, known: Vocabulary) -> str:
    """One word as it is compared."""
    if written == "&":
        return "and"
    if kind := known.spoken.get(written):
        return kind
    word = written.replace("'", "") if written.isascii() else latin(written)
    mixed = len(word) >= LEAST_LEET and not word.isalpha() and any(char.isalpha() for char in word)
    word = word.translate(_LEET) if mixed else word
    return known.forms.get(written) or known.forms.get(word, word)


def latin(word: str) -> str:
    """A word of any script in Latin letters."""
    return "".join(char for char in anyascii(word).lower() if char.isalnum())


def _joined(letters: Sequence[Word]) -> Word:
    """ "k", "b", "s" as "kbs"."""
    return Word("".join(w.text for w in letters), letters[0].start, letters[-1].end)


# In this order: what several letters stand for, then which letters sound alike to people who write a name by ear.
_SOUNDS = (
    ("tion", "sn"), ("sion", "sn"), ("dzh", "j"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("ce", "s"),
    ("ci", "s"), ("ch", "C"), ("sh", "s"), ("c", "k"), ("C", "s"), ("z", "s"), ("j", "s"), ("v", "b"), ("w", "b"),
)  # fmt: skip
_SOFT_G = regex.compile(r"g(?=[eiy])")
_SILENT = regex.compile(r"[aeiouyh']")
_TWICE = regex.compile(r"(.)\1+")


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """The consonants of a word in Latin letters as the ear takes them: equal for two ways of spelling one name.

    >>> sound("gazipur") == sound("gajipur"), sound("overseas") == sound("obharsij")
    (True, True)
    """
    return _TWICE.sub(r"\1", _SILENT.sub("", as_heard(word)))


@lru_cache(maxsize=16_384)
def as_heard(word: str) -> str:
    """A word in Latin letters, letters that sound alike written alike; vowels stay."""
    for letters, alike in _SOUNDS:
        word = word.replace(letters, alike)
    return word


@lru_cache(maxsize=16_384)
def sounds(word: str) -> frozenset[str]:
    """All the ways a word in Latin letters may be heard when it is written in another script.

    >>> sorted(sounds("prestige"))
    ['brsts', 'prstg', 'prsts']
    """
    soft = _SOFT_G.sub("j", word)  # "prestige" is written with a j
    heard = {sound(word), sound(soft), sound(soft.replace("w", ""))}  # "patwary" is written with a vowel
    return frozenset(heard | {sound(soft.replace("p", "b").replace("v", "f"))})  # Arabic has neither p nor v
