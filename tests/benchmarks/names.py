"""How well spellings of one firm's name are told from other firms': python -m tests.benchmarks.names PAIRS.jsonl

Each line: {"a": name, "b": name, "label": 1 for the same firm, else 0, "kind": ...}. Printed a scorer: F1 at its best
threshold, precision and recall there, microseconds a pair. nomenklatura's logic-v2 is measured in the same run where
it is installed; it is no dependency of ours. It keeps scores by entity id, so every name gets an id of its own.
"""

import argparse
import itertools
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from checks.agencies import scorer
from checks.agencies.normal import words
from content import load

Scorer = Callable[[str, str], float]


class Pair(NamedTuple):
    """Two names, and whether they are one firm's."""

    first: str
    second: str
    same: bool


class Best(NamedTuple):
    """The best a scorer can do: at which threshold, and what comes of it."""

    f1: float
    threshold: float
    precision: float
    recall: float


def read(path: Path, kinds: Sequence[str]) -> list[Pair]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    kept = (row for row in rows if not kinds or row.get("kind") in kinds)
    return [Pair(row["a"], row["b"], bool(row["label"])) for row in kept]


def best(scored: Sequence[tuple[float, bool]]) -> Best:
    """Over all thresholds, from the highest score down."""
    same = sum(is_same for _, is_same in scored)
    top, hits = Best(0, 0, 0, 0), 0
    ranked = sorted(scored, reverse=True)
    for seen, ((score, is_same), after) in enumerate(itertools.zip_longest(ranked, (s for s, _ in ranked[1:])), 1):
        hits += is_same
        if score == after or not hits:  # a threshold takes all of one score, or none
            continue
        precision, recall = hits / seen, hits / same
        top = max(top, Best(2 * precision * recall / (precision + recall), score, precision, recall))
    return top


def ours() -> Scorer:
    """As the agencies' check compares two names, by the rarity of words on our own lists."""
    names = [words(entity.name) for listed in load().agencies for entity in listed.entities]
    rarity = scorer.Rarity.of(names)
    return lambda a, b: scorer.score(words(a), words(b), rarity)


def logic_v2() -> Scorer | None:
    try:
        from followthemoney import ValueEntity  # noqa: PLC0415  # optional here
        from nomenklatura.matching import get_algorithm  # noqa: PLC0415  # as above
        from nomenklatura.matching.types import ScoringConfig  # noqa: PLC0415  # as above
    except ImportError:
        return None
    algorithm, config, numbers = get_algorithm("logic-v2"), ScoringConfig.defaults(), itertools.count()

    def company(name: str) -> object:
        given = {"id": f"e{next(numbers)}", "schema": "Company", "properties": {"name": [name]}}
        return ValueEntity.from_dict(given)

    return lambda a, b: 100 * algorithm.compare(company(a), company(b), config).score


def _line(name: str, score: Scorer | None, pairs: Sequence[Pair]) -> str:
    if not score:
        return f"{name:24} not installed"
    begun = time.process_time()
    scored = [(score(pair.first, pair.second), pair.same) for pair in pairs]
    each = (time.process_time() - begun) / len(pairs) * 1e6
    top = best(scored)
    figures = f"F1 {top.f1:.3f} at {top.threshold:.1f}, precision {top.precision:.3f}, recall {top.recall:.3f}"
    return f"{name:24} {figures}, {each:.0f} us a pair"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--kind", action="append", default=[], help="only pairs of this kind; may be repeated")
    options = parser.parse_args()
    pairs = read(options.pairs, options.kind)
    if not any(pair.same for pair in pairs):
        parser.error("no pair of one firm's names is left")
    print(f"{len(pairs)} pairs, {sum(pair.same for pair in pairs)} of one firm")
    print(_line("ours", ours(), pairs))
    print(_line("nomenklatura logic-v2", logic_v2(), pairs))


if __name__ == "__main__":
    main()
