"""Exchange rates as frozen values: good enough to see that an amount is far too high, never to change money by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Rates:
    """What one euro is worth in other currencies on one day. `content/rates.toml`."""

    on: date = date.min
    source: str = ""
    per_euro: Mapping[str, float] = field(default_factory=dict)  # ISO 4217 code -> units for one euro

    def dollars(self) -> dict[str, float]:
        """US dollars for one unit of each currency; empty when the dollar itself is not known."""
        dollar = self.per_euro.get("USD")
        return {code: dollar / units for code, units in self.per_euro.items()} | {"EUR": dollar} if dollar else {}
