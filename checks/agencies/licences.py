"""Licence numbers in a text: whether they have the form their country uses. Form is never proof; anyone can copy one.

Forms were read from numbers on official lists and agencies' own pages (agency research, 2026); see each row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from checks.fold import Folded

# Country, and the form of its numbers in folded text.
FORMS: tuple[tuple[str, str], ...] = (
    # India, Ministry of External Affairs: B-0123/DEL/PER/1000+/5/1234/2010
    ("IN", r"(?<![\p{L}\p{N}])b-?\s?\d{3,4}/[a-z]{2,4}/(?:per|com|part)/\d+\+?/[\d\-/]+/\d{4,5}/\d{2,4}"),
    # Pakistan, Bureau of Emigration: OP&HRD/1234/LHR/2015
    ("PK", r"(?<![\p{L}\p{N}])(?:op\s?&\s?hrd|mpd)/\d{4}/[a-z]{3}(?:/\d{4})?"),
    # Bangladesh, BMET: RL-1234
    ("BD", r"(?<![\p{L}\p{N}])r\.?l\.?\s?(?:no\.?|nr\.?|number)?\s?[-:]?\s?\d{1,4}(?![\d.,]*\d|[\p{L}/])"),
    # Philippines, DMW (before: POEA), land or sea: DMW-123-LB-01022025-UL, POEA-123-SB-010219-R. Read on 2026-11-22 in
    # github.com/pandacall/ligtas-ofw and on agencies' own pages.
    (
        "PH",
        r"(?<![\p{L}\p{N}])(?:dmw|poea)\s?-\s?\d{2,3}\s?-\s?[ls]b\s?-\s?\d{6}(?:\d{2})?(?:\s?-\s?(?:ul|r))?(?![\p{L}\p{N}])",
    ),
    # Nepal, Department of Foreign Employment: 123/064/065 after words for a licence
    ("NP", r"(?<![\d/])\d{2,4}/0\d{2}/0?\d{2}(?![\d/])"),
)
_FORMS = tuple((country, regex.compile(form)) for country, form in FORMS)
_HINT = regex.compile(r"licen[cs]|permit|lisensi|izin|অনুমতি|লাইসেন্স|लाइसेंस|इजाजतपत्र|لائسنس|\brl\b|[ls]b\s?-|/")


@dataclass(frozen=True, slots=True)
class Licence:
    """A number with the form of a country's licences, and where it stands in the folded text."""

    country: str
    number: str
    start: int
    end: int


def find(folded: Folded) -> Sequence[Licence]:
    """Licence numbers in text order by country."""
    found = [Licence(country, m[0], *m.span()) for country, form in _FORMS for m in form.finditer(folded.text)]
    return found if found and _HINT.search(folded.text) else ()
