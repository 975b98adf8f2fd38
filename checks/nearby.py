"""Names one slip of the finger away: one letter more, less or other, or two neighbours swapped.

The table holds every protected name with each of its letters left out; a label meets a name there when both lose
one letter and become the same. Look-ups grow with the label's length, not with the number of names.
"""

from collections.abc import Iterable

from rapidfuzz.distance import OSA, Prefix

LEAST = 6  # shorter names have too many honest neighbours
MOST = 40


class Nearby:
    """Protected names by what is left of them when one letter goes."""

    def __init__(self, names: Iterable[str], least: int = LEAST) -> None:
        self._least = least
        self._by_rest: dict[str, tuple[str, ...]] = {}
        for name in names:
            if least <= len(name) <= MOST:
                for rest in _rests(name):
                    self._by_rest[rest] = (*self._by_rest.get(rest, ()), name)

    def find(self, label: str) -> list[str]:
        """Names exactly one slip from `label`, the one that begins most like it first."""
        if not self._least - 1 <= len(label) <= MOST + 1:
            return []
        near = {name for rest in _rests(label) for name in self._by_rest.get(rest, ())}
        near.discard(label)
        slips = [name for name in near if OSA.distance(label, name, score_cutoff=1) == 1]
        return sorted(slips, key=lambda name: (-Prefix.similarity(label, name), name)) if len(slips) > 1 else slips


def _rests(text: str) -> set[str]:
    """`text`, and `text` without each of its letters."""
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}
