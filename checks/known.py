"""Known texts: a reposted or lightly edited scam message is recognised at once, without keeping any text.

A text is kept as a fingerprint: the smallest hash values of its runs of three words. Two texts share as many of them
as they share runs, so a changed name, amount or link leaves most in place. A fingerprint cannot be read back.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from checks.model import Finding, Outcome
from checks.offer import Reading
from checks.tokens import Tokens
from content.model import KnownText

NAME = "known"
RUN = 3  # words a run
KEPT = 32  # hash values a fingerprint
QUOTED = 10  # words from the beginning
LEAST_WORDS = 14  # shorter texts are too often alike by chance
ALIKE = 0.5  # share of the fingerprint that must be there: about seven tenths of the runs


def fingerprint(tokens: Tokens) -> tuple[int, ...]:
    """The smallest hash values of the text's runs of words, rising; empty for a text that is too short."""
    words = [word for word in tokens.text.split() if word.isalpha() and len(word) > 1]
    if len(words) < LEAST_WORDS:
        return ()
    runs = {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    return tuple(sorted(_hash(run) for run in runs)[:KEPT])


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=6).digest())


@dataclass(frozen=True, slots=True)
class Index:
    """Known texts by hash value: looking one up takes the same time however many there are."""

    texts: tuple[KnownText, ...]
    by_value: Mapping[int, tuple[int, ...]]


def index(texts: Iterable[KnownText]) -> Index:
    texts = tuple(texts)
    by_value: dict[int, list[int]] = {}
    for number, text in enumerate(texts):
        for value in text.fingerprint:
            by_value.setdefault(value, []).append(number)
    return Index(texts, {value: tuple(numbers) for value, numbers in by_value.items()})


def check(reading: Reading, known: Index) -> Outcome:
    """The flags of the known text that this one repeats, quoted at its beginning."""
    match = nearest(fingerprint(reading.tokens), known) if known.texts else None
    if match is None:
        return Outcome(NAME)
    at = reading.tokens.at
    span = reading.tokens.span(at[0], at[min(QUOTED, len(at)) - 1] + 1)
    facts = {"known": match.id, "date": match.date, "source": match.source}
    quote = span.quote(reading.offer.text)
    return Outcome(NAME, tuple(Finding(flag, NAME, span, quote, facts) for flag in match.flags))


def nearest(values: tuple[int, ...], known: Index) -> KnownText | None:
    """The known text that shares most of its fingerprint with `values`, if it shares enough."""
    shared = Counter(number for value in values for number in known.by_value.get(value, ()))
    if not shared:
        return None
    number, count = shared.most_common(1)[0]
    text = known.texts[number]
    return text if count >= ALIKE * min(len(values), len(text.fingerprint)) else None
