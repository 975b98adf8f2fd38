"""A country's name beside "visa", in an address that is not the one where that country sells its visas.

Such shops are often lawful and dear; what can be said is "this is not the official site, that one is".
"""

from checks.likeness import Likeness
from checks.registries import Cut
from checks.segments import Piece
from checks.skeleton import plain
from checks.tables import Tables

_BESIDE = frozenset(("visa", "access", "plain", "job", "place", "company"))
_EMBASSIES = frozenset("embassy embassies consulate".split())
# Countries whose embassies all have addresses under the government's own ending.
_EMBASSIES_UNDER_GOV = frozenset(("US", "GB", "CA", "AU"))
LEFT = 4  # letters that may belong to no word: a short form, a slip


def find(cut: Cut, known: Tables) -> Likeness | None:
    """ "omanvisa.example", "saudi-e-visa.example", "us-embassy-desk.example": the official address, "be careful"."""
    label = plain(cut.label).replace("e-visa", "evisa").replace("i-visa", "visa")
    if "vis" not in label and "embas" not in label and "immi" not in label and "consul" not in label:
        return None
    pieces = [piece for part in label.split("-") for piece in known.vocabulary.cut(part.strip("0123456789"))]
    if not all(piece.kind in _BESIDE for piece in pieces if piece.kind) or _left(pieces) > LEFT:
        return None
    words = {piece.text for piece in pieces}
    country = next((code for code, names in known.words.visa_countries.items() if words.intersection(names)), "")
    asked = {piece.text for piece in pieces if piece.kind == "visa"}
    if asked <= _EMBASSIES and not _is_embassy_of(country, pieces, known):
        return None
    domain = known.words.visa_sites.get(country, "")
    return Likeness("amber", known.main_of(domain), "visa_site") if asked and domain in known.official else None


def _is_embassy_of(country: str, pieces: list[Piece], known: Tables) -> bool:
    """Does the label name the embassy of `country`, and not another country's embassy there?"""
    own = known.words.visa_countries.get(country, ())
    others = any(piece.kind == "place" and piece.text not in own for piece in pieces)
    return country in _EMBASSIES_UNDER_GOV and not others and not _left(pieces)


def _left(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces if not piece.kind)
