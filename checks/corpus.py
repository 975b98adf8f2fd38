"""Hits of every flag on labelled texts: what the data says about the points, for people to decide.

A corpus is a folder of JSONL files; each line has `text` and `label` ("scam" or "legit"), and may have `cluster`
(near-duplicates, counted once). Log-odds are smoothed by half a hit; intervals are Wilson's at 95 %.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checks import BadOffer, Checker, Offer, check
from content.model import Flag

Z = 1.96
# Half the log-odds at which Love Justice's spacing of points would sit: e^3 is twenty to one.
POINTS_PER_LOG_ODDS = 10 / 3


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text."""

    text: str
    scam: bool
    cluster: str


@dataclass(frozen=True, slots=True)
class Hits:
    """One flag over a corpus: how many scam and honest texts show it, of how many."""

    flag: Flag
    scam: int
    honest: int
    scams: int
    honests: int

    @property
    def log_odds(self) -> float:
        """Natural logarithm of (rate in scams) / (rate in honest texts), smoothed."""
        return math.log(((self.scam + 0.5) / (self.scams + 1)) / ((self.honest + 0.5) / (self.honests + 1)))

    @property
    def suggests(self) -> int:
        """Points the data alone would give, 0 to 10."""
        return max(0, min(10, round(self.log_odds * POINTS_PER_LOG_ODDS)))


def rows(folder: Path) -> Iterator[Row]:
    """Labelled texts of every .jsonl below `folder`, one of each cluster. Raises ValueError on a bad line."""
    seen: set[str] = set()
    for path in sorted(folder.rglob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                table = json.loads(line)
                row = Row(table["text"], table["label"] == "scam", str(table.get("cluster") or f"{path}:{number}"))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path.name} line {number}: not a labelled text ({error})") from None
            if row.cluster not in seen:
                seen.add(row.cluster)
                yield row


def count(texts: Iterable[Row], checker: Checker) -> list[Hits]:
    """Hits of every flag, the most telling first. Texts that cannot be checked are left out."""
    hits: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    totals: Counter[bool] = Counter()
    for row in texts:
        try:
            flags = check(Offer(row.text), checker).flags
        except BadOffer:
            continue
        totals[row.scam] += 1
        hits[row.scam].update(flags)
    made = [
        Hits(flag, hits[True][name], hits[False][name], totals[True], totals[False])
        for name, flag in checker.library.flags.items()
    ]
    return sorted(made, key=lambda h: (-h.log_odds, h.flag.id))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """95 % interval of a share, as two fractions; (0, 1) when nothing was counted."""
    if not whole:
        return 0.0, 1.0
    share = part / whole
    centre = share + Z * Z / (2 * whole)
    spread = Z * math.sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole))
    below = 1 + Z * Z / whole
    return max(0.0, (centre - spread) / below), min(1.0, (centre + spread) / below)


def table(found: Iterable[Hits]) -> Iterator[str]:
    """Lines for a person: hits with intervals, log-odds, points now and what the data suggests."""
    yield f"{'flag':32} {'scam':>22} {'honest':>22} {'log-odds':>8} now data"
    for hits in found:
        if hits.scam + hits.honest:
            sides = (_share(hits.scam, hits.scams), _share(hits.honest, hits.honests))
            change = "" if abs(hits.suggests - hits.flag.points) < 4 else "  look again"
            yield (
                f"{hits.flag.id:32} {sides[0]:>22} {sides[1]:>22} {hits.log_odds:8.2f}"
                f" {hits.flag.points:3d} {hits.suggests:4d}{change}"
            )


def _share(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{part}/{whole} [{100 * low:.1f}-{100 * high:.1f}%]"
