"""Finding phrases: the languages that are spoken in a text listen to it, each with its own phrases (`tongue.py`).

Offers mix languages, so more than one may; English always does. The others are asked only when one of their
everyday words is there, or words of their own: thirty languages then cost hardly more than two, and "escort" or
"foto", words of many languages, are not taken for one that nobody speaks.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from checks.book import COMMON, Book, Proofs, book, is_kept, read_patterns
from checks.patterns import compile_pattern, entries
from checks.slips import Keys
from checks.steps import Choice, filled, longest
from checks.tokens import Tokens
from checks.tongue import Match, Ready, Text, Tongue, tongue
from checks.vocabulary import Ear, Lexicon, Marked, Vocabulary, Words, ears, marked
from content.model import Language

__all__ = ["Engine", "Match", "build"]

LONG = 40  # words of a text from which on it shows which language it is in
MOSTLY = 0.4  # share of other words below which it is: then only everyday words make another language listen
RARELY = 25  # words of a text, one of which at least must be a language's own before it listens
TWICE = 2  # times as many words of its own has a language beside which another is hardly spoken
MANY = 2  # words of its own by which a language is spoken, when no other has more
# A pattern takes about 3 KB once it is decoded, so only those in use are held; each text needs fifty or so.
MOST_READY = 2_000


@dataclass(slots=True)
class Engine:
    """All phrases of all languages, ready to match. Built once; safe to share between threads."""

    tongue: Callable[[str], Tongue]  # of a language, made when a text first speaks it
    ears: Mapping[str, Ear]
    vocabulary: Vocabulary  # the whole words that phrases ask for
    marked: Marked
    stems: frozenset[str]  # of all ears
    english: frozenset[str]  # words of English offers, as far as our examples have them
    keys: Keys  # telling words that are also known when misspelt

    def match(self, tokens: Tokens, marked: Collection[str] | None = None) -> list[Match]:
        """Every phrase found in `tokens` that no other words there excuse, in text order.

        `marked` is what `spoken` says of them, where that is known already.
        """
        text, words = Text.of(tokens), self._words(tokens.text, self.english)
        plain = len(tokens.at) >= LONG and words.foreign < MOSTLY
        own = {} if plain else {tag: words.own(ear) for tag, ear in self.ears.items() if tag != COMMON}
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
            elif words.own(ear):  # in a text that is mostly English a match needs a word of its own
                found += self._meant(self.tongue(tag).match(text), ear, (tokens.text, self.english), 1)
        others = [tag for tag, count in own.items() if tag not in spoken and count >= heard]
        if others:
            known = self.english.union(*(words.known(self.ears[tag]) for tag in spoken))
            left = words.without(known)
            for tag in (tag for tag in others if left.own(self.ears[tag]) >= heard):
                found += self._meant(self.tongue(tag).match(text), self.ears[tag], (tokens.text, known), needed)
        counted = (match for match in found if not self._excused(match, text))
        return sorted(counted, key=lambda m: (m.start, m.end))

    def _words(self, text: str, known: frozenset[str]) -> Words:
        """The words of `text` that are no `known` ones."""
        return Words.of(text, known, self.vocabulary, self.stems)

    def _spoken(self, tokens: Tokens, own: Mapping[str, int]) -> set[str]:
        """The languages of which no other has so many words of its own in a text."""
        most = max(own.values(), default=0)
        enough = max(MANY, len(tokens.at) // RARELY)
        return {tag for tag, count in own.items() if count == most >= enough}

    def _outspoken(self, spoken: set[str], own: Mapping[str, int], words: Words) -> set[str]:
        """Languages without a word that the one most spoken has not: "de la" stands in every French text."""
        main = max(own, key=own.__getitem__, default="")
        few = [tag for tag in spoken - {COMMON, main} if TWICE * own[tag] <= own[main]] if main else []
        left = words.without(words.known(self.ears[main])) if few else words
        return {tag for tag in few if not left.own(self.ears[tag])}

    def _meant(
        self, found: Iterable[Match], ear: Ear, where: tuple[str, frozenset[str]], needed: int
    ) -> Iterator[Match]:
        """Matches that have words of the language; a word that is `known` otherwise, or a number, is none."""
        text, known = where
        for match in found:
            if self._words(text[match.start : match.end], known).own(ear) >= needed:
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
    lexicons, held = dict[str, Lexicon](), dict[str, Book]()
    for tag, x in by_tag.items():  # a book is large: one that can be read again is not held until a text needs it
        one = read(x)
        lexicons[tag] = Lexicon.of(one)
        if not is_kept(x, folder):
            held[tag] = one
    ready = _reader(by_tag, folder)
    english = lexicons[COMMON].said | lexicons[COMMON].words if COMMON in lexicons else frozenset[str]()
    all_ears, vocabulary = ears(by_tag.values(), lexicons, english)
    return Engine(
        cache(lambda tag: tongue(by_tag[tag], held.get(tag) or read(by_tag[tag]), ready)),
        all_ears,
        vocabulary,
        marked(all_ears),
        frozenset[str]().union(*(ear.stems for ear in all_ears.values())),
        english,
        Keys((key for x in by_tag.values() for key in x.keys), vocabulary, english),
    )


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
