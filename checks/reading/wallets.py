"""Accounts that money can be sent to and not called back from: crypto wallets; and bank accounts (IBAN).

Wallet spelling depends on capitals, so candidates are found in the folded text and read from the original. A check
sum tells a wallet from a random code; Ethereum's needs Keccak, which Python's standard library has not, so there the
shape alone counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from checks.fold import Folded
from checks.model import Span
from checks.reading.source import as_typed

Kind = Literal["btc", "tron", "eth"]

_RUN = regex.compile(r"(?<![a-z0-9])(?:0x[0-9a-f]{40}|bc1[02-9ac-hj-np-z]{8,87}|[13t][1-9a-z]{25,34})(?![a-z0-9])")
_SHORTEST = 26
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_SUMS = (1, 0x2BC830A3)  # what the check sum of version 0 and of later versions must come to
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BTC_VERSIONS = (0, 5)
_TRON_VERSION = 0x41
_IBAN = regex.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?: ?+[a-z0-9]{4}){2,7}+(?: ?+[a-z0-9]{1,3}+)?+(?![a-z0-9])")
_IBAN_HINT = regex.compile(r"[a-z]\d{2} ?[a-z0-9]{4}")
_LEAST_IBAN = 15


@dataclass(frozen=True, slots=True)
class Wallet:
    """A crypto address as typed. `valid`: its check sum is right (for "eth": it has the right shape)."""

    span: Span
    kind: Kind
    value: str
    valid: bool


@dataclass(frozen=True, slots=True)
class Iban:
    """A bank account whose check digits and length are right; `country` ISO alpha-2."""

    span: Span
    value: str
    country: str


def find(folded: Folded) -> tuple[Wallet, ...]:
    """Wallets in text order. A code with a wallet's shape and a wrong check sum is kept with `valid` false."""
    if max(map(len, folded.text.split()), default=0) < _SHORTEST:
        return ()
    return tuple(wallet for run in _RUN.finditer(folded.text) if (wallet := _wallet(folded, *run.span())))


def _wallet(folded: Folded, start: int, end: int) -> Wallet | None:
    typed = as_typed(folded, start, end)
    span = folded.span(start, end)
    if typed[:2].lower() == "0x":
        return Wallet(span, "eth", typed, True)
    if typed[:3].lower() == "bc1":
        return Wallet(span, "btc", typed, _bech32_valid(typed))
    if typed[0] == "T" and len(typed) == 34:
        return Wallet(span, "tron", typed, _base58_version(typed) == _TRON_VERSION)
    if typed[0] in "13" and _mixed(typed):
        return Wallet(span, "btc", typed, _base58_version(typed) in _BTC_VERSIONS)
    return None


def _mixed(typed: str) -> bool:
    """Capitals, small letters and digits together, as in every address; tracking numbers have one case only."""
    return any(c.isupper() for c in typed) and any(c.islower() for c in typed)


def _base58_version(typed: str) -> int | None:
    """The version byte of a base58 address with a right check sum and length, else None."""
    import base58  # noqa: PLC0415  # most texts hold no wallet

    try:
        raw = base58.b58decode_check(typed)
    except ValueError:
        return None
    return raw[0] if len(raw) == 21 else None


def _bech32_valid(typed: str) -> bool:
    if typed != typed.lower() and typed != typed.upper():
        return False  # mixing cases is forbidden
    check, version = 1, _BECH32.find(typed[3].lower())
    for value in (3, 3, 0, 2, 3, *map(_BECH32.find, typed[3:].lower())):  # the first five stand for "bc"
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator if top >> bit & 1 else 0
    return check == _BECH32_SUMS[min(version, 1)]


def ibans(folded: Folded) -> tuple[Iban, ...]:
    """IBANs in text order, in one piece or in groups of four; only valid ones."""
    if not _IBAN_HINT.search(folded.text):
        return ()
    return tuple(_ibans(folded))


def _ibans(folded: Folded) -> Iterator[Iban]:
    from stdnum import iban  # noqa: PLC0415  # reads its table of countries when imported

    for written in _IBAN.finditer(folded.text):
        start, end = written.span()
        while end - start >= _LEAST_IBAN:  # a word behind it may have been taken for its last groups
            value = folded.text[start:end].replace(" ", "").upper()
            if iban.is_valid(value):
                yield Iban(folded.span(start, end), value, value[:2])
                break
            end = max(folded.text.rfind(" ", start, end), start)
