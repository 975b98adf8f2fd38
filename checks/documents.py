"""The documents check: the person's own papers in what they sent. A warning to take them out, never echoed."""

import regex

from checks.model import Outcome
from checks.offer import Reading

NAME = "documents"
_CARD = regex.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")


def check(reading: Reading) -> Outcome:
    """A note when a bank-card number stands in the text: tell the person to remove it before sharing."""
    numbers = ("".join(c for c in m[0] if c.isdigit()) for m in _CARD.finditer(reading.folded.text))
    return Outcome(NAME, notes=("note.private-number",) if any(map(card_number, numbers)) else ())


def card_number(digits: str) -> bool:
    """Does the Luhn check sum of `digits` hold, as it does for bank cards?"""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(digits)) > 1
