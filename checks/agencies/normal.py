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
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from unicodedata import category

import regex
from anyascii import anyascii

from checks.agencies.kept import Kept
from checks.fold import Folded, fold

MOST_KEPT = 50_000  # words whose normal form is kept in mind
LEAST_LEET = 4  # characters of a word in which a digit may stand for a letter
_WORD = regex.compile(r"m(?<!\p{L}m)/s(?!\p{L})|int'?l(?!\p{L})|[\p{L}\p{M}\p{N}]++(?:'\p{L}++)*+|&")
# The same for plain ASCII of either case, in the quicker engine; a test holds the two together.
_ASCII_WORD = re.compile(
    r"[mM](?<![a-zA-Z][mM])/[sS](?![a-zA-Z])|[iI][nN][tT]'?[lL](?![a-zA-Z])|[a-zA-Z0-9]++(?:'[a-zA-Z]++)*+|&"
)
_BEYOND = re.compile(r"[^\W\x00-\x7f]")  # a letter or digit that is not ASCII
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LEET = str.maketrans("0134578", "oieastb")


@dataclass(frozen=True, slots=True)
class Spelled:
    """The words of a text or name in their normal form; single letters in a row are one word."""

    texts: list[str]
    written: list[str]  # as they stand in the text, each letter by itself; folded unless `cased`
    first: Sequence[int]  # for each of `texts`, the place of its first one in `written`
    joined: frozenset[int]  # places of those that are several letters
    cased: bool  # has `written` the capitals that were typed?

    def run(self, place: int) -> tuple[int, int]:
        """Where in `written` a word begins and ends."""
        after = place + 1
        return self.first[place], self.first[after] if after < len(self.first) else len(self.written)

    def is_article(self, place: int) -> bool:
        """ "A L" are initials, "Al" is an article."""
        text = self.texts[place]
        alone = place not in self.joined and len(text) == len(self.written[self.first[place]])
        return alone and text in vocabulary().articles

    def names(self) -> list[int]:
        """The places of what is part of a name: no legal form, no article."""
        known = vocabulary()
        doubtful = known.left_out
        return [
            place
            for place, text in enumerate(self.texts)
            if text not in doubtful or (text in known.articles and not self.is_article(place))
        ]


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
    found = spelled(fold(name))
    return tuple(found.texts[place] for place in found.names()) or tuple(found.texts)


def pattern(text: str) -> "re.Pattern[str] | regex.Pattern[str]":
    """What finds the words of a folded text: the quick one when no letter, mark or number is beyond ASCII."""
    if text.isascii():
        return _ASCII_WORD
    beyond = () if _BEYOND.search(text) else set(_NOT_ASCII.findall(text))
    return _ASCII_WORD if beyond and not any(category(char)[0] in "LMN" for char in beyond) else _WORD


def spelled(folded: Folded) -> Spelled:
    """The words of a text, normal; single letters in a row are one word. Hot: kept plain."""
    typed = folded.original.replace("`", "'").replace("\r", " ")  # plain ASCII but for its capitals?
    cased = folded.text.isascii() and typed.lower() == folded.text
    written: list[str] = pattern(folded.text).findall(typed if cased else folded.text)
    lower = map(str.lower, written) if cased else written
    form = vocabulary().forms.get
    texts = [form(word, word) if word.isalpha() and word.isascii() else _NORMAL[word] for word in lower]
    letters = [place for place, text in enumerate(texts) if len(text) == 1 and text.isalpha()]
    inner = {after for place, after in pairwise(letters) if after == place + 1}
    single = Spelled(texts, written, range(len(texts)), frozenset(), cased)
    return _joined(single, inner) if inner else single


def _joined(single: Spelled, inner: Set[int]) -> Spelled:
    """The words at the places `inner` joined to what stands before them: "k", "b", "s" as "kbs"."""
    first = [place for place in single.first if place not in inner]
    runs = list(zip(first, [*first[1:], len(single.texts)], strict=True))
    texts = ["".join(single.texts[begin:end]) for begin, end in runs]
    return replace(single, texts=texts, first=first, joined=frozenset(n for n, (a, b) in enumerate(runs) if b - a > 1))


def _normal(written: str) -> str:
    """One word as it is compared."""
    known = vocabulary()
    if written == "&":
        return "and"
    if kind := known.spoken.get(written):
        return kind
    word = written.replace("'", "") if written.isascii() else latin(written)
    mixed = len(word) >= LEAST_LEET and not word.isalpha() and any(char.isalpha() for char in word)
    word = word.translate(_LEET) if mixed else word
    return known.forms.get(written) or known.forms.get(word, word)


_NORMAL = Kept(_normal, MOST_KEPT)


def latin(word: str) -> str:
    """A word of any script in Latin letters."""
    return "".join(map(_latin_char, word))


@lru_cache(maxsize=8_192)
def _latin_char(char: str) -> str:
    return "".join(one for one in anyascii(char).lower() if one.isalnum())


# In this order: what several letters stand for, then which letters sound alike to people who write a name by ear.
_SOUNDS = (
    ("tion", "sn"), ("sion", "sn"), ("dzh", "j"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("ce", "s"),
    ("ci", "s"), ("ch", "C"), ("sh", "s"), ("c", "k"), ("C", "s"), ("z", "s"), ("j", "s"), ("v", "b"), ("w", "b"),
)  # fmt: skip
_SOFT_G = re.compile(r"g(?=[eiy])")
_SILENT = str.maketrans("", "", "aeiouyh'")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """The consonants of a word in Latin letters as the ear takes them: equal for two ways of spelling one name.

    >>> sound("gazipur") == sound("gajipur"), sound("overseas") == sound("obharsij")
    (True, True)
    """
    return _TWICE.sub(r"\1", as_heard(word).translate(_SILENT))


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
