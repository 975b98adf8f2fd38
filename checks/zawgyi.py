"""Burmese typed in Zawgyi, a font's own use of the Myanmar code points, put into Unicode with a map back.

Zawgyi writes what the eye sees from left to right: the vowel "e" and the medial "ra" stand before their consonant,
letters under others have code points of their own, and asat and the medials sit one place beside Unicode's. The
values are those of CLDR's transform Zawgyi-my (https://cldr.unicode.org), against which this was compared.
Whether a text is Zawgyi is asked of myanmartools, Google's detector.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import exp, inf
from operator import add, mul
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from myanmartools import ZawgyiDetector

SURE = 0.95  # the probability from which a text counts as Zawgyi
_LOOKED_AT = 2_000  # characters: enough for the detector, which takes a microsecond for each
_MYANMAR = regex.compile(r"[\u1000-\u109f]")
# One syllable as Zawgyi writes it: "e" and "ra" first, then the letter, then everything hung on it.
_SYLLABLE = regex.compile(
    r"(?P<e>\u1031*+)(?P<ra>[\u103b\u107e-\u1084]?+)(?P<e2>\u1031?+)"
    r"(?P<base>[\u1000-\u102a\u103f-\u1049\u104e\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097])"
    r"(?P<hung>[\u102b-\u1030\u1032-\u103a\u103c\u103d\u105a\u1060-\u1069\u106c\u106d\u1070-\u107d\u1085"
    r"\u1087-\u108e\u1093-\u1096]*+)"
)
_BASES = {
    "\u106a": "\u1009", "\u106b": "\u100a", "\u106e": "\u100d\u1039\u100d", "\u106f": "\u100d\u1039\u100e",
    "\u1086": "\u103f", "\u108f": "\u1014", "\u1090": "\u101b", "\u1091": "\u100f\u1039\u100d",
    "\u1092": "\u100b\u1039\u100c", "\u1097": "\u100b\u1039\u100b", "\u104e": "\u104e\u1004\u103a\u1038",
}  # fmt: skip
_KINZI = "\u1004\u103a\u1039"
_UNDER = dict(
    zip(
        "\u1060\u1061\u1062\u1063\u1065\u1066\u1067\u1068\u1069\u106c\u106d\u1070\u1071\u1072\u1073\u1074\u1075\u1076"
        "\u1077\u1078\u1079\u107a\u107b\u1093\u107c\u1085",
        "\u1000\u1001\u1002\u1003\u1005\u1006\u1006\u1007\u1008\u100b\u100c\u100f\u1010\u1010\u1011\u1011\u1012\u1013"
        "\u1014\u1015\u1016\u1017\u1018\u1018\u1019\u101c",
        strict=True,
    )
)
# What hangs on a letter, as the Unicode signs it stands for; kinzi is marked by its three signs in a row.
_SIGNS = {
    **{under: f"\u1039{letter}" for under, letter in _UNDER.items()},
    "\u1096": "\u1039\u1010\u103d",
    "\u103a": "\u103b", "\u107d": "\u103b",
    "\u103c": "\u103d", "\u108a": "\u103d\u103e",
    "\u103d": "\u103e", "\u1087": "\u103e", "\u1088": "\u103e\u102f", "\u1089": "\u103e\u1030",
    "\u1033": "\u102f", "\u1034": "\u1030",
    "\u1039": "\u103a", "\u105a": "\u102b\u103a",
    "\u1094": "\u1037", "\u1095": "\u1037", "\u108e": "\u102d\u1036",
    "\u1064": _KINZI, "\u108b": _KINZI + "\u102d", "\u108c": _KINZI + "\u102e", "\u108d": _KINZI + "\u1036",
}  # fmt: skip
# The order Unicode wants behind a letter: medials, "e", vowels above, "aa", asat, vowels below, nasal, dot, visarga.
_ORDER = {
    sign: at
    for at, sign in enumerate(
        "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u102b\u102c\u103a\u102f\u1030\u1036\u1037\u1038"
    )
}
_STACKED = regex.compile("\u1039.")
_DIGIT_LETTERS = {"\u1040": "\u101d", "\u1044": "\u104e"}  # typed for the letter they look like


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of Unicode and the offset of the original character it begins at."""

    text: str
    start: int


def is_zawgyi(text: str) -> bool:
    """Does `text` use Zawgyi's code points?"""
    if not _MYANMAR.search(text):
        return False
    return probability(text[:_LOOKED_AT]) >= SURE


def probability(text: str) -> float:
    """How likely `text` is Zawgyi: what the detector's own function says (a test compares), in a tenth of its time.

    Each pair of neighbours adds what the detector's table has for it; a pair without a Burmese letter has nan there.
    """
    model = _model()
    numbers = [0, *map(model.numbers.get, text, repeat(0)), 0]
    rows = map(mul, numbers, repeat(model.size))
    known = [part for part in map(model.parts.__getitem__, map(add, rows, numbers[1:])) if part == part]  # noqa: PLR0124  # nan is not itself
    total = sum(known)
    if not known:
        return -inf
    return exp(-total) / (exp(-total) + 1) if total >= 0 else 1 / (1 + exp(total))


def pieces(text: str) -> list[Piece]:
    """All of `text` in order, every syllable in Unicode. Linear; what is no Burmese stays as it is."""
    found: list[Piece] = []
    at = 0
    for syllable in _SYLLABLE.finditer(text):
        found += [Piece(char, place) for place, char in enumerate(text[at : syllable.start()], at)]
        found.append(Piece(_unicode(syllable), syllable.start()))
        at = syllable.end()
    return [*found, *(Piece(char, place) for place, char in enumerate(text[at:], at))]


def _unicode(syllable: "regex.Match[str]") -> str:
    """One syllable, its signs in Unicode's values and order."""
    base, hung = syllable["base"], syllable["hung"]
    leading = syllable["e"] + syllable["e2"]
    if base in _DIGIT_LETTERS and (hung or leading or syllable["ra"]):
        base = _DIGIT_LETTERS[base]
    signs = "".join(_SIGNS.get(sign, sign) for sign in hung)
    kinzi = _KINZI if _KINZI in signs else ""
    signs = signs.replace(_KINZI, "", 1)
    under = "".join(_STACKED.findall(signs))
    rest = _STACKED.sub("", signs) + ("\u103c" if syllable["ra"] else "") + ("\u1031" if leading else "")
    letter = _BASES.get(base, base)
    if letter == "\u1025" and "\u103a" in rest:
        letter = "\u1009"
    elif letter == "\u1025" and "\u102e" in rest:
        letter, rest = "\u1026", rest.replace("\u102e", "", 1)
    ordered = sorted(dict.fromkeys(rest), key=lambda sign: _ORDER.get(sign, len(_ORDER)))
    return kinzi + letter + under + "".join(ordered)


@dataclass(frozen=True, slots=True)
class _Model:
    """The detector's table: the number of each character, and for two numbers what the pair speaks for."""

    numbers: Mapping[str, int]
    size: int
    parts: Sequence[float]


@lru_cache(maxsize=1)
def _model() -> _Model:
    detector = _detector()
    numbers = {char: detector._state(char) for char in detector._chars}  # asked, for it does not find all of them
    return _Model(numbers, len(detector._chars) + 1, detector._params)


@lru_cache(maxsize=1)
def _detector() -> "ZawgyiDetector":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it opens its data in a way Python 3.11 frowns at
        from myanmartools import ZawgyiDetector  # noqa: PLC0415  # only for the few texts in Burmese

        return ZawgyiDetector()
