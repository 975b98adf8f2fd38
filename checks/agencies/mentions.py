"""Listed names in running text. Names are made of ordinary words, so a name must be anchored on a rare one.

A word that stands in few names, and not in everyday offers, is an anchor: the names that have it are compared with
the words around it. A name of everyday words or initials only ("Opportunity Manpower", "3D Manpower") must stand
there word for word. In small letters only the very name counts, and only if it has a word that no other name has.
Words in other scripts are compared by their consonants, and all of a name's own words must be there.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex
from rapidfuzz import fuzz

from checks.agencies.names import Names
from checks.agencies.normal import Word, as_heard, is_name, sound, sounds, spelled, vocabulary
from checks.agencies.scorer import GLUED, SHORT, is_own, score, similar
from checks.fold import Folded
from checks.reading.source import as_typed, starts_upper

LEAST = 85.0  # of 100: one wrong letter in one of two words; the rules below keep ordinary phrases out
SAME = 100.0
FEW = 3  # names with one word, the spellings of one firm
LONGEST = 10  # words of a name
LEAST_ANCHOR = 3  # letters of an anchor; shorter ones are in too many words
MOST_NAMES = 60  # with one anchor; a word of more names tells too little
AGREE = 2  # own words that make a name without any word of its kind
LEAST_HEARD = 2  # consonants of each own word of a name that was found by its sound
LEAST_HEARD_ALONE = 3  # of its only one
LEAST_HEARD_ALL = 5  # of all own words when no word of its kind stands there
ALIKE = 57.0  # of 100: how like the letters must be, in scripts that write vowels
ALIKE_SHORT = 75.0  # when the only own word has no more than LEAST_HEARD consonants
_VOWELS = frozenset("aeiouy")
_NASAL = regex.compile(r"m(?=[^aeioubpmy])")
_NO_VOWELS = regex.compile(r"[\p{Arabic}\p{Hebrew}]")  # scripts that write consonants only
_END = regex.compile(r"[!?;|\n]|\.\.|\p{L}{4}\. ")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a text seems to mention: its number in `Names`, where, how alike (0-100), by letters or sound."""

    name: int
    start: int  # in the folded text
    end: int
    score: float
    by_sound: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text that names are made of, without legal forms and articles."""

    folded: Folded
    texts: list[str]
    words: list[Word]
    foreign: list[bool]  # written in another script than Latin
    formal: list[bool]  # a legal form stands behind

    @classmethod
    def of(cls, folded: Folded) -> "_Text":
        known = vocabulary()
        words, formal = list[Word](), list[bool]()
        for word in spelled(folded):
            if word.text in known.legal and formal:
                formal[-1] = True
            elif word.text not in known.left_out or is_name(word):
                words.append(word)
                formal.append(False)
        plain = folded.text.isascii()
        foreign = [not (plain or folded.text[start:end].isascii()) for _, start, end in words]
        return cls(folded, [word.text for word in words], words, foreign, formal)

    def capital(self, place: int) -> bool:
        """May the word be a name as it is typed? Digits may, and words in scripts without capitals."""
        start = self.words[place].start
        if self.folded.starts is None and (char := self.folded.original[start]).isascii():
            return not char.islower()
        typed = as_typed(self.folded, start, start + 1)
        return starts_upper(self.folded, start) or typed.lower() == typed.upper()

    def named(self, begin: int, end: int) -> bool:
        """Are the words written as a name? Small words and words of the trade need no capital."""
        places = range(begin, end)
        return all(self.capital(n) or len(self.texts[n]) <= SHORT or not is_own(self.texts[n]) for n in places)

    def is_one(self, begin: int, end: int) -> bool:
        """Does no sentence end stand between the words?"""
        return not _END.search(self.folded.text, self.words[begin].start, self.words[end - 1].end)

    def mention(self, name: int, begin: int, end: int, points: float, *, by_sound: bool = False) -> Mention:
        return Mention(name, self.words[begin].start, self.words[end - 1].end, points, by_sound)


def find(folded: Folded, names: Names, ordinary: Collection[str]) -> list[Mention]:
    """Mentions in text order, the best of those that begin together first. `ordinary`: words of everyday offers."""
    text = _Text.of(folded)
    found: dict[tuple[int, int], Mention] = {}
    for mention in (*_anchored(text, names, ordinary), *_word_for_word(text, names), *_heard(text, names)):
        known = found.setdefault((mention.name, mention.start), mention)
        found[mention.name, mention.start] = max(known, mention, key=lambda m: m.score)
    return sorted(found.values(), key=lambda mention: (mention.start, -mention.score, mention.name))


def _anchored(text: _Text, names: Names, ordinary: Collection[str]) -> Iterator[Mention]:
    done = set[tuple[int, int]]()
    generic = vocabulary().generic
    for place, word in enumerate(text.texts):
        if word in ordinary or word in generic or len(word) < LEAST_ANCHOR:
            continue
        capital = text.capital(place)
        most = MOST_NAMES if capital else FEW
        for number in _meant(word, names, exact=text.foreign[place] or not capital):
            for name in names.having[number] if len(names.having[number]) <= most else ():
                spelling = names.words(name)
                start = place - spelling.index(names.texts[number])
                if (name, start) not in done:
                    done.add((name, start))
                    yield from _best(text, names, name, (start, spelling))


def _meant(word: str, names: Names, *, exact: bool) -> list[int]:
    """The word itself, or what it may be with one letter put right."""
    number = names.ids.get(word)
    if number is not None:
        return [number]
    return [] if exact else list(names.near(word))


def _best(text: _Text, names: Names, name: int, there: tuple[int, tuple[str, ...]]) -> Iterator[Mention]:
    """The stretch about the place `there` that is most like the name, if it is like enough."""
    start, spelling = there
    around = range(max(0, start - 1), min(len(text.texts), start + len(spelling) + 1))
    if not _may_be(spelling, [text.texts[n] for n in around], formal=any(text.formal[n] for n in around)):
        return
    best = (0.0, 0, 0)
    for begin in {max(0, start + shift) for shift in (0, -1, 1)}:
        for end in range(begin + max(1, len(spelling) - 1), min(len(text.texts), begin + len(spelling) + 1) + 1):
            part = text.texts[begin:end]
            points = score(part, spelling, names.rarity)
            meant = text.named(begin, end) or (points >= SAME and _is_singular(spelling, names))
            if points > best[0] and meant and text.is_one(begin, end):
                best = (points, begin, end) if _is_enough(part, spelling, formal=text.formal[end - 1]) else best
    if best[0] >= LEAST:
        yield text.mention(name, best[1], best[2], best[0])


def _is_singular(spelling: Sequence[str], names: Names) -> bool:
    """Has the name a word that hardly any other has? Then it is meant even in small letters."""
    rare = (word for word in spelling if is_own(word) and len(word) > SHORT)
    return len(spelling) > 1 and any(len(names.having[names.ids[word]]) <= FEW for word in rare)


def _may_be(spelling: Sequence[str], around: Sequence[str], *, formal: bool) -> bool:
    """Has every own word of the name a partner nearby, and a name with only one the words of its kind as well?

    Cheap, and ends most comparisons.
    """
    near, joined = set(around), "".join(around)
    needed = [word for word in spelling if is_own(word)]
    if len(needed) < AGREE and not formal:
        needed = list(spelling)
    return all(word in near or word in joined or any(similar(word, other) for other in around) for word in needed)


def _is_enough(part: Sequence[str], spelling: Sequence[str], *, formal: bool) -> bool:
    """One own word alone is no mention ("Maria" for "Maria Overseas"): two, or one with words of its kind or form."""
    own = [word for word in spelling if is_own(word)]
    shared = [word for word in own if any(similar(word, other) for other in part)]
    kind = [word for word in spelling if not is_own(word) and any(similar(word, other) for other in part)]
    glued = len(part) == 1 < len(spelling) and similar(part[0], "".join(spelling)) >= GLUED
    if len(own) < AGREE and not formal and len(kind) < len(spelling) - len(own):
        return glued
    return glued or len(shared) >= AGREE or bool(shared and kind) or (formal and len(spelling) == len(shared))


def _word_for_word(text: _Text, names: Names) -> Iterator[Mention]:
    """The very words of a name, all with capitals: for names without a rare word."""
    openings = enumerate(map(hash, pairwise(text.texts)))  # in C: most pairs of words open no name
    for place, key in [(place, key) for place, key in openings if key in names.opening]:
        for name in names.opening[key]:
            spelling = names.words(name)
            end = place + len(spelling)
            there = 1 < len(spelling) <= LONGEST and tuple(text.texts[place:end]) == spelling
            if there and text.named(place, end) and any(map(is_own, spelling)):
                yield text.mention(name, place, end, 100.0)


def _heard(text: _Text, names: Names) -> Iterator[Mention]:
    """Names in other scripts, by their consonants."""
    if not any(text.foreign):
        return
    heard = [_sounds(word.text) if other else () for word, other in zip(text.words, text.foreign, strict=True)]
    for place, ways in enumerate(heard):
        for number in (
            n for one in ways for n in names.sounds.get(one, ()) if _is_telling(text, place, one, names.texts[n])
        ):
            for name in names.having[number] if len(names.having[number]) <= MOST_NAMES else ():
                spelling = names.words(name)
                start = place - spelling.index(names.texts[number])
                if start >= 0 and _sounds_like(text, heard, start, spelling):
                    yield text.mention(name, start, start + len(spelling), LEAST, by_sound=True)


def _is_telling(text: _Text, place: int, heard: str, word: str) -> bool:
    """Two consonants are those of thousands of words: then the vowels must agree as well."""
    if len(heard) > LEAST_HEARD:
        return True
    typed = text.folded.text[text.words[place].start : text.words[place].end]
    return not _NO_VOWELS.search(typed) and _looks(text, place, word) >= ALIKE_SHORT


def _sounds(word: str) -> tuple[str, ...]:
    """How a word in another script may sound; Arabic writes its article with the noun, and a long u or o as a w."""
    nasal = _NASAL.sub("n", word)  # the dot over a letter is n before most consonants
    heard = [sound(word), sound(word.replace("w", "")), sound(nasal)]
    return tuple(dict.fromkeys([*heard, *(h[1:] for h in heard if h.startswith("l") and len(h) > LEAST_HEARD)]))


def _sounds_like(text: _Text, heard: Sequence[tuple[str, ...]], start: int, spelling: Sequence[str]) -> bool:
    """Every own word by its consonants, and the words of its kind as they are said in that language."""
    places = range(start, start + len(spelling))
    if places.stop > len(text.words):
        return False
    kind = [text.texts[n] == word for n, word in zip(places, spelling, strict=True) if _is_kind(word)]
    if kind and not any(kind):  # cheap, and ends most comparisons
        return False
    own = [(n, word) for n, word in zip(places, spelling, strict=True) if is_own(word)]
    if not all(_is_heard(text, heard[n], n, word) for n, word in own):
        return False
    consonants = sum(len(sound(word)) for _, word in own)
    if len(own) >= AGREE:
        return bool(kind) or consonants >= LEAST_HEARD_ALL
    sure = consonants >= LEAST_HEARD_ALONE or all(_looks(text, n, word) >= ALIKE_SHORT for n, word in own)
    return bool(kind) and all(kind) and sure


def _is_kind(word: str) -> bool:
    return not is_own(word) and len(word) > LEAST_HEARD


def _is_heard(text: _Text, heard: tuple[str, ...], place: int, word: str) -> bool:
    """Does the word in the text sound like the one meant and, where vowels are written, look enough like it?"""
    if len(sound(word)) < LEAST_HEARD or sounds(word).isdisjoint(heard):
        return False
    typed = text.folded.text[text.words[place].start : text.words[place].end]
    return bool(_NO_VOWELS.search(typed)) or _looks(text, place, word) >= ALIKE


def _looks(text: _Text, place: int, word: str) -> float:
    """How like the two are in Latin letters, 0-100; 0 when only one of them begins with a vowel."""
    written, meant = as_heard(text.texts[place]), as_heard(word)
    return fuzz.ratio(written, meant) if (written[0] in _VOWELS) == (meant[0] in _VOWELS) else 0.0
