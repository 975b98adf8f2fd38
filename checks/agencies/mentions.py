"""Listed names in running text. Names are made of ordinary words, so a name must be anchored on a rare one.

A word that stands in few names, and not in everyday offers, is an anchor: the names that have it are compared with
the words around it. A name of everyday words or initials only ("Opportunity Manpower", "3D Manpower") must stand
there word for word. In small letters only the very name counts, and only if it has a word that no other name has.
Words in other scripts are compared by their consonants, and all of a name's own words must be there.
"""

from collections.abc import Container, Iterator, Sequence, Set
from itertools import pairwise

from checks.agencies import heard
from checks.agencies.ear import AGREE
from checks.agencies.names import LEAST_TYPED, MOST_NAMES, Names
from checks.agencies.normal import vocabulary
from checks.agencies.running import LEAST, Mention, Text
from checks.agencies.scorer import GLUED, SHORT, is_own, score, similar
from checks.fold import Folded

SAME = 100.0
FEW = 3  # names with one word, the spellings of one firm
LONGEST = 10  # words of a name
LEAST_ANCHOR = 3  # letters of an anchor; shorter ones are in too many words


def find(folded: Folded, names: Names, ordinary: Container[str]) -> list[Mention]:
    """Mentions in text order, the best of those that begin together first. `ordinary`: words of everyday offers."""
    text = Text.of(folded)
    listed = names.ids.keys() & (text.plain if text.spelled.cased else set(text.texts))
    anchored = _anchored(text, names, _rare(text, names, listed, ordinary))
    found: dict[tuple[int, int], Mention] = {}
    for mention in (*anchored, *_word_for_word(text, names, listed), *heard.find(text, names)):
        known = found.setdefault((mention.name, mention.start), mention)
        found[mention.name, mention.start] = max(known, mention, key=lambda m: m.score)
    return sorted(found.values(), key=lambda mention: (mention.start, -mention.score, mention.name))


def _rare(text: Text, names: Names, listed: Set[str], ordinary: Container[str]) -> dict[str, Sequence[int]]:
    """Words of the text that are rare words of names, right or with one letter wrong, with the numbers of those."""
    everyday = vocabulary().generic
    known = (word for word in listed if len(word) >= LEAST_ANCHOR and word not in everyday and word not in ordinary)
    rare: dict[str, Sequence[int]] = {word: (names.ids[word],) for word in known}
    unknown = text.capitals({word for word in text.plain if len(word) >= LEAST_TYPED} - listed)
    for word in unknown - everyday:
        if word not in ordinary and (near := names.near[word]):
            rare[word] = near
    return rare


def _anchored(text: Text, names: Names, rare: dict[str, Sequence[int]]) -> Iterator[Mention]:
    """Names about a rare word that stands in the text."""
    done = set[tuple[int, int]]()
    cased = text.spelled.cased  # else it is costly to know what is a capital, and asked last
    for place, number in _anchors(text, names, rare):
        if cased and not _is_meant(text, place, number, names):
            continue
        likely = [one for one in _there(place, number, names) if one[:2] not in done and _may_be(text, *one[1:])]
        if likely and (cased or _is_meant(text, place, number, names)):
            for name, start, spelling in likely:
                done.add((name, start))
                yield from _best(text, names, name, (start, spelling))


def _anchors(text: Text, names: Names, rare: dict[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Where the rare words stand, and the number of each word that one may be."""
    for place in [place for place, word in enumerate(text.texts) if word in rare] if rare else ():
        yield from ((place, n) for n in rare[text.texts[place]] if len(names.having[n]) <= MOST_NAMES)


def _is_meant(text: Text, place: int, number: int, names: Names) -> bool:
    """May the word there stand for a name? It needs a capital, or be the very word of hardly any other name."""
    if text.texts[place] != names.texts[number]:
        return not text.foreign[place] and text.capital(place)
    return len(names.having[number]) <= FEW or text.capital(place)


def _there(place: int, number: int, names: Names) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The names with a word, where each would begin if it stood at `place`, and its words."""
    word = names.texts[number]
    for name in names.having[number]:
        spelling = names.words(name)
        yield name, place - spelling.index(word), spelling


def _best(text: Text, names: Names, name: int, there: tuple[int, tuple[str, ...]]) -> Iterator[Mention]:
    """The stretch about the place `there` that is most like the name, if it is like enough."""
    start, spelling = there
    best = (0.0, 0, 0)
    for begin in {max(0, start + shift) for shift in (0, -1, 1)}:
        for end in range(begin + max(1, len(spelling) - 1), min(len(text.texts), begin + len(spelling) + 1) + 1):
            part, named = text.texts[begin:end], text.named(begin, end)
            if not (named or _is_singular(spelling, names)) or not text.is_one(begin, end):
                continue
            if _is_enough(part, spelling, formal=text.formal(end - 1, end)):
                points = score(part, spelling, names.rarity)
                best = (points, begin, end) if points > best[0] and (named or points >= SAME) else best
    if best[0] >= LEAST:
        yield text.mention(name, best[1], best[2], best[0])


def _is_singular(spelling: Sequence[str], names: Names) -> bool:
    """Has the name a word that hardly any other has? Then it is meant even in small letters."""
    rare = (word for word in spelling if is_own(word) and len(word) > SHORT)
    return len(spelling) > 1 and any(len(names.having[names.ids[word]]) <= FEW for word in rare)


def _may_be(text: Text, start: int, spelling: Sequence[str]) -> bool:
    """Has every own word of the name a partner nearby, and a name with only one the words of its kind as well?

    Cheap, and ends most comparisons.
    """
    first, last = max(0, start - 1), start + len(spelling) + 1
    around, generic = text.texts[first:last], vocabulary().generic
    needed: Sequence[str] = [word for word in spelling if word not in generic]
    if len(needed) < AGREE and len(needed) < len(spelling) and not text.formal(first, last):
        needed = spelling
    for word in needed:
        if word not in around and word not in "".join(around) and not max(similar(word, other) for other in around):
            return False
    return True


def _is_enough(part: Sequence[str], spelling: Sequence[str], *, formal: bool) -> bool:
    """One own word alone is no mention ("Maria" for "Maria Overseas"): two, or one with words of its kind or form."""
    own = [word for word in spelling if is_own(word)]
    shared = [word for word in own if any(similar(word, other) for other in part)]
    kind = [word for word in spelling if not is_own(word) and any(similar(word, other) for other in part)]
    glued = len(part) == 1 < len(spelling) and similar(part[0], "".join(spelling)) >= GLUED
    if len(own) < AGREE and not formal and len(kind) < len(spelling) - len(own):
        return glued
    return glued or len(shared) >= AGREE or bool(shared and kind) or (formal and len(spelling) == len(shared))


def _word_for_word(text: Text, names: Names, listed: Set[str]) -> Iterator[Mention]:
    """The very words of a name, all with capitals: for names without a rare word."""
    texts = text.texts
    places = [place for place, word in enumerate(texts) if word in listed]
    for place in [place for place, after in pairwise(places) if after == place + 1]:
        for name in names.opening.get(hash((texts[place], texts[place + 1]))):
            spelling = names.words(name)
            end = place + len(spelling)
            there = 1 < len(spelling) <= LONGEST and tuple(texts[place:end]) == spelling
            if there and text.named(place, end) and any(map(is_own, spelling)):
                yield text.mention(name, place, end, 100.0)
