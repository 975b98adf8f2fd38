"""Finding phrases: the languages that are spoken in a text listen to it, each with its own phrases (`tongue.py`).

Offers mix languages, so more than one may; English always does. The others are asked only when one of their
everyday words is there, or words of their own: thirty languages then cost hardly more than two, and "escort" or
"foto", words of many languages, are not taken for one that nobody speaks.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

import regex

from checks.book import COMMON, Book, Proofs, book, is_kept, read_patterns
from checks.patterns import compile_pattern, entries
from checks.slips import Keys
from checks.steps import Choice, filled, longest
from checks.tokens import Tokens, token_words
from checks.tongue import Match, Ready, Text, Tongue, tongue
from content.model import Language

__all__ = ["Engine", "Match", "build"]

LONG = 40  # words of a text from which on it shows which language it is in
MOSTLY = 0.4  # share of other words below which it is: then only everyday words make another language listen
RARELY = 25  # words of a text, one of which at least must be a language's own before it listens
SHARED = 4  # languages with one word: it is nobody's own ("foto", "manager")
TWICE = 2  # times as many words of its own has a language beside which another is hardly spoken
MANY = 2  # words of its own by which a language is spoken, when no other has more
SHORTEST_STEM = 4  # letters of a stem by which a longer word is known
# A pattern takes about 3 KB once it is decoded, so only those in use are held; each text needs fifty or so.
MOST_READY = 2_000


@dataclass(frozen=True, slots=True)
class Ear:
    """By what a language is known: its everyday words, and all words and stems its phrases ask for."""

    marks: frozenset[str]
    runs: tuple[str, ...]  # of several words, as token text
    words: frozenset[str]
    stems: frozenset[str]
    letters: "regex.Pattern[str] | None" = None  # a letter that only this language writes

    def own(self, words: "_Words") -> int:
        """How many of `words` are the language's."""
        return len(self.words & words.whole) + len(self.stems & words.beginnings)


@dataclass(frozen=True)
class _Words:
    """The words of a text that are no English and no numbers."""

    whole: frozenset[str]
    stems: frozenset[str]  # of all languages
    foreign: float = 0.0  # their share of all words

    @classmethod
    def of(cls, text: str, english: frozenset[str], stems: frozenset[str]) -> "_Words":
        words = text.split()
        other = [word for word in words if word not in english and (word.isalpha() or not word.isascii())]
        return cls(frozenset(other), stems, len(other) / max(1, len(words)))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Those that are a stem: looked for only when a language asks, which in a plain English text none does."""
        return self.stems & {word[:n] for word in self.whole for n in range(SHORTEST_STEM, len(word) + 1)}

    def without(self, words: frozenset[str]) -> "_Words":
        return _Words(self.whole - words, self.stems)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """All words and stems that the phrases of a language ask for, and those of its examples."""

    words: frozenset[str]
    stems: frozenset[str]
    said: frozenset[str]

    @classmethod
    def of(cls, read: Book) -> "_Lexicon":
        return cls(_lines(read.words), _lines(read.stems), _lines(read.said))


@dataclass(slots=True)
class Engine:
    """All phrases of all languages, ready to match. Built once; safe to share between threads."""

    tongue: Callable[[str], Tongue]  # of a language, made when a text first speaks it
    ears: Mapping[str, Ear]
    vocabulary: frozenset[str]  # the whole words that phrases ask for
    marked: Mapping[str, tuple[tuple[str, str], ...]]  # everyday word -> languages, each with the run it begins or ""
    stems: frozenset[str]  # of all ears
    english: frozenset[str]  # words of English offers, as far as our examples have them
    known: frozenset[str]  # both: words that are right as they stand
    keys: Keys  # telling words that are also known when misspelt

    def match(self, tokens: Tokens, marked: Collection[str] | None = None) -> list[Match]:
        """Every phrase found in `tokens` that no other words there excuse, in text order.

        `marked` is what `spoken` says of them, where that is known already.
        """
        text, words = Text.of(tokens), _Words.of(tokens.text, self.english, self.stems)
        plain = len(tokens.at) >= LONG and words.foreign < MOSTLY
        own = {} if plain else {tag: ear.own(words) for tag, ear in self.ears.items() if tag != COMMON}
        spoken = self._spoken(tokens, own) | set(self.spoken(tokens) if marked is None else marked)
        if len(tokens.at) >= LONG:
            spoken -= self._outspoken(spoken, own, words)
        needed = 2 if len(spoken) > 1 else 1
        heard = max(needed, len(tokens.at) // RARELY)
        found = list(self.tongue(COMMON).match(text)) if COMMON in spoken else []
        for tag in sorted(spoken - {COMMON}):
            ear = self.ears[tag]
            if not plain:
                found += self.tongue(tag).match(text)
            elif ear.own(words):  # in a text that is mostly English a match needs a word of its own
                found += self._meant(self.tongue(tag).match(text), ear, (tokens.text, self.english), 1)
        others = [tag for tag, count in own.items() if tag not in spoken and count >= heard]
        if others:
            known = self.english.union(*(self.ears[tag].words & words.whole for tag in spoken))
            left = words.without(known)
            for tag in (tag for tag in others if self.ears[tag].own(left) >= heard):
                found += self._meant(self.tongue(tag).match(text), self.ears[tag], (tokens.text, known), needed)
        counted = (match for match in found if not self._excused(match, text))
        return sorted(counted, key=lambda m: (m.start, m.end))

    def _spoken(self, tokens: Tokens, own: Mapping[str, int]) -> set[str]:
        """The languages of which no other has so many words of its own in a text."""
        most = max(own.values(), default=0)
        enough = max(MANY, len(tokens.at) // RARELY)
        return {tag for tag, count in own.items() if count == most >= enough}

    def _outspoken(self, spoken: set[str], own: Mapping[str, int], words: _Words) -> set[str]:
        """Languages without a word that the one most spoken has not: "de la" stands in every French text."""
        main = max(own, key=own.__getitem__, default="")
        few = [tag for tag in spoken - {COMMON, main} if TWICE * own[tag] <= own[main]] if main else []
        left = words.without(self.ears[main].words) if few else words
        return {tag for tag in few if not self.ears[tag].own(left)}

    def _meant(
        self, found: Iterable[Match], ear: Ear, where: tuple[str, frozenset[str]], needed: int
    ) -> Iterator[Match]:
        """Matches that have words of the language; a word that is `known` otherwise, or a number, is none."""
        text, known = where
        for match in found:
            if ear.own(_Words.of(text[match.start : match.end], known, self.stems)) >= needed:
                yield match

    def spoken(self, tokens: Tokens) -> tuple[str, ...]:
        """The languages of which an everyday word or a letter of their own stands in the text; English always."""
        text = tokens.text
        here = self.marked.keys() & text.split()
        heard = {tag for word in here for tag, run in self.marked[word] if run in text}
        if not text.isascii():
            heard |= {tag for tag, ear in self.ears.items() if ear.letters and ear.letters.search(text)}
        return tuple(tag for tag in self.ears if tag == COMMON or tag in heard)

    def _excused(self, match: Match, text: Text) -> bool:
        """True when one of the phrase's `unless` patterns stands in the same sentence, or the last one of several."""
        if not match.phrase.unless:
            return False
        sentence = text.tokens.sentence
        begin, (_, finish) = sentence(match.start)[0], sentence(match.end - 1)
        return self.tongue(match.language).excuses_it(match, text, begin, max(finish, match.end))


def build(languages: Iterable[Language], folder: Path | None = None, proofs: Proofs | None = None) -> Engine:
    """Make every pattern of every phrase ready; `folder` and `proofs` as for `book`. Raises PhraseError."""
    by_tag = {x.tag: x for x in languages}
    read = partial(book, folder=folder, proofs=proofs)
    lexicons, held = dict[str, _Lexicon](), dict[str, Book]()
    for tag, x in by_tag.items():  # a book is large: one that can be read again is not held until a text needs it
        one = read(x)
        lexicons[tag] = _Lexicon.of(one)
        if not is_kept(x, folder):
            held[tag] = one
    ready = _reader(by_tag, folder)
    english = lexicons[COMMON].said | lexicons[COMMON].words if COMMON in lexicons else frozenset[str]()
    ears = _ears(by_tag.values(), lexicons, english)
    vocabulary = frozenset[str]().union(*(x.words for x in lexicons.values()))
    known = vocabulary | english
    return Engine(
        cache(lambda tag: tongue(by_tag[tag], held.get(tag) or read(by_tag[tag]), ready)),
        ears,
        vocabulary,
        _marked(ears),
        frozenset[str]().union(*(ear.stems for ear in ears.values())),
        english,
        known,
        Keys((key for x in by_tag.values() for key in x.keys), known),
    )


def _ears(languages: Iterable[Language], lexicons: Mapping[str, _Lexicon], english: frozenset[str]) -> dict[str, Ear]:
    """What each language is known by; words of several are nobody's, nor are stems of English words."""
    seen = Counter(word for several in lexicons.values() for word in several.words)
    shared = {word for word, count in seen.items() if count >= SHARED}
    shared |= {word[:n] for word in english for n in range(SHORTEST_STEM, len(word) + 1)}
    return {
        x.tag: Ear(*_marks(x), lexicons[x.tag].words - shared, lexicons[x.tag].stems - shared, _letters(x.letters))
        for x in languages
    }


def _letters(script: str) -> "regex.Pattern[str] | None":
    return regex.compile(rf"\p{{Script={script}}}") if script else None


def _marked(ears: Mapping[str, Ear]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for tag, ear in ears.items():
        for word in ear.marks:
            found[word].append((tag, ""))
        for run in ear.runs:
            found[run.split()[0]].append((tag, run))
    return {word: tuple(said) for word, said in found.items()}


def _marks(language: Language) -> tuple[frozenset[str], tuple[str, ...]]:
    """Everyday words of one token, and those of several."""
    marks = [token_words(word) for word in language.marks]
    single = frozenset(words[0] for words in marks if len(words) == 1)
    return single, tuple(f" {' '.join(words)} " for words in marks if len(words) > 1)


def _lines(text: str) -> frozenset[str]:
    return frozenset(text.split("\n")) - {""}


def _reader(languages: Mapping[str, Language], folder: Path | None) -> Callable[[str, str], Ready]:
    """Makes a pattern of a language ready, and holds those in use. They are read from `folder` if they are there."""
    known = lru_cache(lambda tag: read_patterns(languages[tag], folder))

    @cache
    def list_of(tag: str, name: str) -> Choice:
        return entries(languages[tag].lists[name])

    @lru_cache(maxsize=MOST_READY)
    def ready(tag: str, say: str) -> Ready:
        kept = known(tag)
        steps = kept.get(say) if kept else None
        steps = filled(steps or compile_pattern(say, languages[tag].lists).steps, partial(list_of, tag))
        return Ready(steps, longest(steps))

    return ready
