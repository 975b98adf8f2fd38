"""Countries and cities that an offer names, in 25 languages, inflected, and as people shorten them.

Scripts with spaces are looked up by windows of one to four words in one table; the rest by one Aho-Corasick pass,
made only when a text needs it. A name that is also an everyday word ("turkey", "chile", "us") counts only with a
capital, in capitals, or right behind a place word; which one needs what is argued in places_own.toml.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import ahocorasick
import regex

from checks.fold import Folded, fold
from checks.letters import runs
from checks.model import Span
from checks.reading.source import as_typed
from checks.reading.words import UNSPACED, is_edge, occurrences

Kind = Literal["country", "city", "region"]

MOST_WORDS = 4
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")
_GAP = regex.compile(r"[.,'-]? ?[\p{L}\p{M}\p{N}]++")
_SPLIT = regex.compile(r"[^\p{L}\p{M}\p{N}]++")
_PUNCTUATION = str.maketrans(dict.fromkeys("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~…\x1a", " "))
# Letters that Arabic, Urdu and Amharic write together with a name, and endings of Bengali, Nepali and Urdu names.
_PREFIXES = frozenset("و ف ب ل ك ال بال وال فال كال لل وب ول በ ለ ከ የ ወደ ስለ እስከ".split())
_SUFFIXES = frozenset(fold("ে য় য়ে র ের তে কে সহ থেকে मा को का की लाई बाट देखि सम्म ले").text.split())
_MOST_AFFIX = 4
# "CONTACT US NOW" is no country: in a text that shouts, a capital proves nothing.
_CAPS = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text: ISO alpha-2 `country`, English `name`, and whether the text names country or city.

    A `region` ("Gulf", "Europe") is several countries; its `country` is "".
    """

    span: Span
    country: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Atlas:
    """places.json ready for look-up. `unspaced` knows the names in scripts other than Latin, Cyrillic and Greek."""

    countries: Mapping[str, str]
    names: Mapping[str, str]
    firsts: frozenset[str]
    longer: Mapping[str, frozenset[str]]  # first word -> the words that may stand behind it in a name
    care: Mapping[str, frozenset[str]]

    def may_begin(self, first: str, text: str) -> bool:
        """May a name that begins with `first` stand in `text`? "the" alone is none, and stands everywhere."""
        return first in self.names or any(second in text for second in self.longer[first])

    def place(self, span: Span, value: str) -> Place:
        country, _, city = value.partition("/")
        kind: Kind = "region" if not country else "city" if city else "country"
        return Place(span, country, city or self.countries[country], kind)


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The table, read once."""
    data = json.loads(Path(__file__).with_name("places.json").read_text("utf-8"))
    names: dict[str, str] = data["names"]
    firsts = frozenset([name.partition(" ")[0] for name in names])
    return Atlas(
        data["countries"],
        names,
        firsts,
        _longer(names),
        {kind: frozenset(words) for kind, words in data["care"].items()},
    )


def _longer(names: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        first, _, rest = name.partition(" ")
        if rest:
            found.setdefault(first, set()).add(rest.partition(" ")[0])
    return {first: frozenset(seconds) for first, seconds in found.items()}


@lru_cache(maxsize=1)
def _automaton() -> "ahocorasick.Automaton":
    """All names in scripts that glue words together or to their neighbours."""
    automaton = ahocorasick.Automaton()
    for name in atlas().names:
        if _is_glued(name):
            automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=1)
def _glued_run() -> "re.Pattern[str]":
    """Where a name of the automaton may begin, and on to the first character that none of them has.

    The automaton takes 200 ns for every character it does not know; here it is given only the few that may matter.
    """
    names = [name for name in atlas().names if _is_glued(name)]
    first, second = "".join({name[:1] for name in names}), "".join({name[1:2] for name in names})
    return re.compile(f"[{re.escape(first)}][{re.escape(second)}][{re.escape(''.join({*''.join(names)}))}]*")


def _is_glued(name: str) -> bool:
    """Arabic letters and everything behind them in Unicode: scripts whose words take prefixes, endings or no space."""
    return any(char >= "\u0600" for char in name) and not any("\u1e00" <= char <= "\u1fff" for char in name)


def find(folded: Folded) -> tuple[Place, ...]:
    """Places in text order, the longest name at each place."""
    found = list(_windows(folded))
    if not folded.text.isascii():
        found += _glued(folded)
    return tuple(sorted(found, key=lambda place: place.span))


def _windows(folded: Folded) -> Iterator[Place]:
    """Names in scripts with spaces, looked up where a word stands that begins one."""
    text, known = folded.text, atlas()
    words = text.translate(_PUNCTUATION).split() if text.isascii() else runs(text)
    firsts = (first for first in known.firsts.intersection(words) if known.may_begin(first, text))
    starts = sorted({at for first in firsts for at in occurrences(text, first)})
    done = 0
    for start in starts:
        found = _longest(folded, start) if start >= done else None
        if found:
            done, place = found
            yield place


def _longest(folded: Folded, start: int) -> tuple[int, Place] | None:
    """The longest name that begins at `start` and is meant as a place; and where it ends."""
    text, known = folded.text, atlas()
    for end in _ends(text, start):
        name = _SPLIT.sub(" ", text[start:end])
        if name in known.names and not _is_glued(name) and _meant(folded, name, start, end):
            return end, known.place(folded.span(start, end), known.names[name])
    return None


def _ends(text: str, start: int) -> list[int]:
    """Where windows of four, three, two and one word end that begin at `start`; one word, when no name is longer."""
    first = _WORD.match(text, start)
    ends = [first.end()] if first else []
    seconds = atlas().longer.get(first[0], ()) if first else ()
    while ends and len(ends) < MOST_WORDS and (more := _GAP.match(text, ends[-1])):
        if len(ends) == 1 and more[0].lstrip(".,'- ") not in seconds:
            break
        ends.append(more.end())
    return ends[::-1]


def _meant(folded: Folded, name: str, start: int, end: int) -> bool:
    """Whether a name that is also another word is meant as a place here."""
    care = atlas().care
    if folded.text.startswith("$", end):
        return False  # "US$", "HK$"
    if name in care["shouted"]:
        return _alone_in_capitals(folded, start, end)
    if name in care["placed"]:
        return _follows_place_word(folded.text, start)
    if name in care["capital"]:
        return as_typed(folded, start, end)[:1].isupper() or _follows_place_word(folded.text, start)
    return True


def _follows_place_word(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    words = before.split()
    if words and words[-1] == "the":
        words.pop()
    return before.endswith(" ") and bool(words) and words[-1] in atlas().care["place_words"]


def _alone_in_capitals(folded: Folded, start: int, end: int) -> bool:
    """ "US" in capitals while the words around it are not; or in small letters behind "the" or a place word."""
    if not as_typed(folded, start, end).isupper():
        return _follows_place_word(folded.text, start) and folded.text[start - 4 : start] == "the "
    around = as_typed(folded, max(0, start - 20), start).split()[-_CAPS:]
    around += as_typed(folded, end, min(len(folded.text), end + 20)).split()[:_CAPS]
    loud = [word for word in around if len(word) > 1 and word.isupper()]
    return not loud or _follows_place_word(folded.text, start)


def _glued(folded: Folded) -> Iterator[Place]:
    text, known = folded.text, atlas()
    for run in _glued_run().finditer(text):
        # With the character behind it: at the very end a name that another begins with would not be told.
        for last, name in _automaton().iter_long(text[run.start() : run.end() + 1]):
            end = run.start() + last + 1
            start = end - len(name)
            if _stands_alone(text, start, end) and _meant(folded, name, start, end):
                yield known.place(folded.span(start, end), known.names[name])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what is written together with the name is nothing, a known prefix, or a known ending."""
    begin = start
    while not is_edge(text, begin) and start - begin <= _MOST_AFFIX:
        begin -= 1
    finish = end
    while not is_edge(text, finish) and finish - end <= _MOST_AFFIX:
        finish += 1
    if UNSPACED.match(text[end - 1]):
        return finish == end
    return (begin == start or text[begin:start] in _PREFIXES) and (finish == end or text[end:finish] in _SUFFIXES)
