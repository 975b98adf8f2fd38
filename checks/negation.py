"""The small words of a language that take a sentence back, and those that open it again; `voice.py` judges by them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from checks.tokens import token_words
from content.model import Language


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: hashing thousands of words would cost more
class Negation:
    """The small words of one language that close and reopen a sentence, as token text (" not ", " free of ")."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    exceptions: tuple[str, ...]
    ask: tuple[str, ...]  # verbs after which a list of things that are not asked for may follow
    without: tuple[str, ...]  # negators that take only the noun behind them: "pay the agent without a receipt"
    ends: tuple[str, ...]  # what a negator takes alone: "no experience needed you pay 500"
    harmless: tuple[str, ...]  # phrases with a negator that take nothing back: "don't miss out", "no problem"
    or_else: tuple[str, ...]  # "do not pay the deposit and you cannot start": a threat behind, not a promise
    but_me: tuple[str, ...]  # "do not tell anyone but me": what the speaker keeps for themselves is not taken back

    @staticmethod
    def all_of(parts: "Sequence[Negation]") -> "Negation":
        """The small words of several languages together."""
        return Negation(*(tuple(dict.fromkeys(w for p in parts for w in getattr(p, name))) for name in _KINDS))

    def heard(self, words: frozenset[str]) -> "Negation":
        """The ones whose words all stand in a text, in their order: no other can be found in a stretch of it."""
        index = _by_first_word(self)
        entries = sorted(entry for first in index.keys() & words for entry in index[first])
        found: list[list[str]] = [[] for _ in _KINDS]
        for kind, _, run, others in entries:
            if words.issuperset(others):
                found[kind].append(run)
        return Negation(*map(tuple, found))

    @classmethod
    def of(cls, *languages: Language) -> "Negation":
        def words(pick: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(f" {' '.join(token_words(w))} " for group in pick for w in group))

        return cls(
            words(x.negators_before for x in languages),
            words(x.negators_after for x in languages),
            words(x.exceptions for x in languages),
            words(x.lists.get("ask", ()) for x in languages),
            words(x.lists.get("without", ()) for x in languages),
            words(x.lists.get("ends", ()) for x in languages),
            words(x.lists.get("harmless", ()) for x in languages),
            words(x.lists.get("or-else", ()) for x in languages),
            words(x.lists.get("but-me", ()) for x in languages),
        )


_KINDS = tuple(one.name for one in fields(Negation))


_Entry = tuple[int, int, str, tuple[str, ...]]  # the number of the field, the place there, the run, its other words


@lru_cache(maxsize=128)  # there are not so many languages
def _by_first_word(negation: Negation) -> dict[str, list[_Entry]]:
    """Every run of words under its first one."""
    index: dict[str, list[_Entry]] = {}
    for kind, name in enumerate(_KINDS):
        for place, run in enumerate(getattr(negation, name)):
            first, *others = run.split()
            index.setdefault(first, []).append((kind, place, run, tuple(others)))
    return index
