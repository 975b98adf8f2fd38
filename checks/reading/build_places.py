"""Makes places.json: names of countries and cities in 25 languages, from CLDR and places_own.toml.

Run by hand when CLDR, places_own.toml or `checks/fold.py` changes; a test says when it has to. Needs babel, which
the project itself does not:

    python -m pip install babel
    python -m checks.reading.build_places

What comes out: folded names, so that a look-up is one dictionary access; inflected forms of Russian, Ukrainian and
Polish names; Arabic names also in the form they take after the preposition "li-".
"""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex
from babel import Locale
from babel.core import get_cldr_version, get_global

from checks.fold import fold
from checks.reading.inflect import forms

HERE = Path(__file__).parent
LOCALES = "en es pt fr ro tr ru uk pl hi ne bn ur fa ar tl id ms vi th km my zh am sw".split()
# Uninhabited or not a place people go to work; HK, MO and PS have long official names in CLDR ("SAR China"): the
# short ones come as cities or from places_own.toml. IM, MF, SX and the like are parts of other names.
LEFT_OUT = frozenset(
    "AC AQ BV CC CP CQ CX DG EA EU EZ GS HM HK IC IM IO MF MO NF PN PS QO RE SH SJ SX TA TF UM UN VG VI XA XB "
    "ZZ".split()
)
_PARTS = regex.compile(r"\s*[()（）]\s*|\s+[-–]\s+")
_SHORTEST = 2
_SEPARATORS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


def build() -> dict[str, object]:
    """The whole table, in stable order."""
    own = tomllib.loads((HERE / "places_own.toml").read_text("utf-8"))
    names: dict[str, str] = {}
    for name, place in (*_own(own), *_from_cldr(own)):
        for form in forms(name):
            _put(names, form, place)
    care = {kind: sorted({key(word) for word in words}) for kind, words in own["care"].items()}
    for word in care.pop("never"):
        names.pop(word, None)
    english = {code: key_name for code, key_name in _english() if code in {v[:2] for v in names.values()}}
    return {
        "source": f"CLDR {get_cldr_version()} through babel (Unicode License v3); places_own.toml",
        "countries": english,
        "names": dict(sorted(names.items())),
        "care": {kind: [w for w in words if kind == "place_words" or w in names] for kind, words in care.items()},
    }


def key(name: str) -> str:
    """A name as it is looked up: folded words with one space between."""
    return _SEPARATORS.sub(" ", fold(name).text).strip().removeprefix("the ")


def _put(names: dict[str, str], name: str, place: str) -> None:
    """Add a name; the first owner keeps it, and own names come first ("США" is also in "Virgin Islands (США)")."""
    word = key(name)
    if len(word) >= _SHORTEST and not word.isdigit():
        names.setdefault(word, place)


def _english() -> Iterator[tuple[str, str]]:
    territories = Locale.parse("en").territories
    yield from ((code, name.partition(" (")[0]) for code, name in sorted(territories.items()) if _is_country(code))
    yield from (("HK", "Hong Kong"), ("MO", "Macao"), ("PS", "Palestinian Territories"))


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in LEFT_OUT


def _from_cldr(own: dict[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    """((language, name), place) of countries, then of the cities in `[zones]`."""
    zones = [zone for group in own["zones"].values() for zone in group]
    countries, aliases = get_global("zone_territories"), get_global("zone_aliases")
    for tag in LOCALES:
        locale = Locale.parse(tag)
        for code, name in sorted(locale.territories.items()):
            if _is_country(code):
                yield from (((tag, part), code) for part in _PARTS.split(name) if part)
        for zone in zones:
            english = _city("en", zone)
            place = f"{countries[aliases.get(zone, zone)]}/{english}"
            yield from (((tag, city), place) for city in {_city(tag, zone): 1, _last(zone): 1})


def _city(tag: str, zone: str) -> str:
    name: str = Locale.parse(tag).time_zones.get(zone, {}).get("city", _last(zone))
    return name


def _last(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _own(own: dict[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for code, names in own["countries"].items():
        yield from ((("", name), code) for name in names)
    for region, names in own["regions"].items():
        yield from ((("", name), f"/{region}") for name in names)
    for code, cities in own["cities"].items():
        for city, names in cities.items():
            yield from ((("", name), f"{code}/{city}") for name in (city, *names))


if __name__ == "__main__":
    text = json.dumps(build(), ensure_ascii=False, indent=0)
    (HERE / "places.json").write_text(text + "\n", "utf-8")
