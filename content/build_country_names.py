"""Writes languages/<tag>/texts/places.toml: every country's name in every language, from CLDR by way of babel.

Run with babel installed: python -m content.build_country_names. What it writes is checked in: nothing else needs babel.
A name may be changed by hand in a file of that language with the key `place.<code>`; this keeps what it finds there.
"""

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from babel import Locale

from content.country import Country
from content.files import ROOT, read

HEAD = "# Names of countries, made by content/build_country_names.py from CLDR (Unicode licence).\n\n[place]\n"


def main() -> int:
    """Exit code 0 when all files are written."""
    library = read()[0]
    for tag, language in library.languages.items():
        if language.texts:
            (ROOT / "languages" / tag / "texts" / "places.toml").write_text(_file(tag, library.countries), "utf-8")
    return 0


def _file(tag: str, countries: Mapping[str, Country]) -> str:
    """English as the countries' own files have it: those are the names its readers type."""
    cldr = Locale.parse({"zh": "zh_Hans", "tl": "fil"}.get(tag, tag)).territories
    known = {code: country.name for code, country in countries.items()} if tag == "en" else cldr
    left_out = {"ZZ", *_by_hand(tag)}
    lines = (f'{code} = "{known[code]}"\n' for code in sorted(countries) if code in known and code not in left_out)
    return HEAD + "".join(lines)


def _by_hand(tag: str) -> set[str]:
    found: set[str] = set()
    for path in Path(ROOT / "languages" / tag / "texts").glob("*.toml"):
        if path.name != "places.toml":
            found |= set(tomllib.loads(path.read_text("utf-8")).get("place", {}))
    return found


if __name__ == "__main__":
    sys.exit(main())
