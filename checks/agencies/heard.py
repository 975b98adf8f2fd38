"""Listed names in running text of another script: all of a name's own words must be there, by their consonants."""

from collections.abc import Iterator, Sequence

import regex
from rapidfuzz import fuzz

from checks.agencies.ear import AGREE, LEAST_HEARD, LEAST_HEARD_ALL, is_kind
from checks.agencies.kept import Kept
from checks.agencies.names import MOST_NAMES, Names
from checks.agencies.normal import as_heard, sound, sounds
from checks.agencies.running import LEAST, Mention, Text
from checks.agencies.scorer import is_own

MOST_KEPT = 8_192  # words whose sounds are kept in mind
LEAST_HEARD_ALONE = 3  # consonants of the only own word
ALIKE = 57.0  # of 100: how like the letters must be, in scripts that write vowels
ALIKE_SHORT = 75.0  # when the only own word has no more than LEAST_HEARD consonants
_VOWELS = frozenset("aeiouy")
_NASAL = regex.compile(r"m(?=[^aeioubpmy])")
_NO_VOWELS = regex.compile(r"[\p{Arabic}\p{Hebrew}]")  # scripts that write consonants only

Heard = Sequence[Sequence[str]]  # for each word of a text, how it may sound; nothing for words in Latin letters


def find(text: Text, names: Names) -> Iterator[Mention]:
    """Names in other scripts, by their consonants."""
    if not any(text.foreign):
        return
    heard = [_SOUNDS[word] if other else () for word, other in zip(text.texts, text.foreign, strict=True)]
    for name, place in dict.fromkeys(names.ear.likely(text.texts, heard)):
        spelling = names.words(name)
        start = place - next(n for n, word in enumerate(spelling) if is_own(word))
        if start >= 0 and _is_mention(text, heard, start, spelling, names):
            yield text.mention(name, start, start + len(spelling), LEAST, by_sound=True)


def _is_mention(text: Text, heard: Heard, start: int, spelling: Sequence[str], names: Names) -> bool:
    """Does the stretch from `start` sound like the name, and one of its words tell enough by itself?"""
    if not _sounds_like(text, heard, start, spelling):
        return False
    return any(_is_anchor(text, heard[start + n], start + n, word, names) for n, word in _once(spelling))


def _once(spelling: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each own word of letters, where it stands first."""
    return ((spelling.index(word), word) for word in spelling if is_own(word) and word.isalpha())


def _is_anchor(text: Text, heard: Sequence[str], place: int, word: str, names: Names) -> bool:
    """Does the word tell enough? Two consonants are those of thousands of words: then its vowels must agree as well."""
    if len(names.having[names.ids[word]]) > MOST_NAMES:
        return False
    agreed = [len(way) for way in sounds(word).intersection(heard) if len(way) >= LEAST_HEARD]
    if not agreed or max(agreed) > LEAST_HEARD:
        return bool(agreed)
    return not _NO_VOWELS.search(text.typed(place)) and _looks(text, place, word) >= ALIKE_SHORT


def _sounds(word: str) -> tuple[str, ...]:
    """How a word in another script may sound; Arabic writes its article with the noun, and a long u or o as a w."""
    nasal = _NASAL.sub("n", word)  # the dot over a letter is n before most consonants
    heard = [sound(word), sound(word.replace("w", "")), sound(nasal)]
    return tuple(dict.fromkeys([*heard, *(h[1:] for h in heard if h.startswith("l") and len(h) > LEAST_HEARD)]))


_SOUNDS = Kept(_sounds, MOST_KEPT)


def _sounds_like(text: Text, heard: Heard, start: int, spelling: Sequence[str]) -> bool:
    """Every own word by its consonants, and the words of its kind as they are said in that language."""
    places = range(start, start + len(spelling))
    if places.stop > len(text.texts):
        return False
    kind = [text.texts[n] == word for n, word in zip(places, spelling, strict=True) if is_kind(word)]
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


def _is_heard(text: Text, heard: Sequence[str], place: int, word: str) -> bool:
    """Does the word in the text sound like the one meant and, where vowels are written, look enough like it?"""
    if len(sound(word)) < LEAST_HEARD or sounds(word).isdisjoint(heard):
        return False
    return bool(_NO_VOWELS.search(text.typed(place))) or _looks(text, place, word) >= ALIKE


def _looks(text: Text, place: int, word: str) -> float:
    """How like the two are in Latin letters, 0-100; 0 when only one of them begins with a vowel."""
    written, meant = as_heard(text.texts[place]), as_heard(word)
    return fuzz.ratio(written, meant) if (written[0] in _VOWELS) == (meant[0] in _VOWELS) else 0.0
