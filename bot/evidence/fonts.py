"""Which fonts a page needs, and which of them this machine has. Nothing heavy is brought along.

The typesetter brings Latin, Cyrillic and Greek itself. For the others the machine's own fonts are used, found by their
file names; reading what is in 2,000 font files would take seconds.
"""

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import regex

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
)
ENDINGS = ("", "-Regular", "-Bold")
BROUGHT = ("Latin", "Cyrillic", "Greek")
PLAIN = (("NotoSans", "Noto Sans"), ("DejaVuSans", "DejaVu Sans"))
EMBEDDED = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern", "New Computer Modern Math")
EMOJI = ("NotoColorEmoji", "Noto Color Emoji")
# Script -> fonts that have it, the best first: the beginning of the file's name and the family.
SCRIPTS: dict[str, tuple[tuple[str, str], ...]] = {
    "Arabic": (("NotoNaskhArabic", "Noto Naskh Arabic"), ("NotoSansArabic", "Noto Sans Arabic"), PLAIN[1]),
    "Bengali": (("NotoSansBengali", "Noto Sans Bengali"), ("Lohit-Bengali", "Lohit Bengali")),
    "Devanagari": (("NotoSansDevanagari", "Noto Sans Devanagari"), ("Lohit-Devanagari", "Lohit Devanagari")),
    "Ethiopic": (("NotoSansEthiopic", "Noto Sans Ethiopic"), ("AbyssinicaSIL", "Abyssinica SIL")),
    "Georgian": (("NotoSansGeorgian", "Noto Sans Georgian"), PLAIN[1]),
    "Armenian": (("NotoSansArmenian", "Noto Sans Armenian"), PLAIN[1]),
    "Gujarati": (("NotoSansGujarati", "Noto Sans Gujarati"),),
    "Gurmukhi": (("NotoSansGurmukhi", "Noto Sans Gurmukhi"),),
    "Han": (("NotoSansCJK", "Noto Sans CJK SC"), ("NotoSansSC", "Noto Sans SC"), ("wqy-zenhei", "WenQuanYi Zen Hei")),
    "Hangul": (("NotoSansCJK", "Noto Sans CJK SC"), ("NotoSansKR", "Noto Sans KR")),
    "Hebrew": (("NotoSansHebrew", "Noto Sans Hebrew"),),
    "Hiragana": (("NotoSansCJK", "Noto Sans CJK SC"), ("NotoSansJP", "Noto Sans JP")),
    "Kannada": (("NotoSansKannada", "Noto Sans Kannada"),),
    "Katakana": (("NotoSansCJK", "Noto Sans CJK SC"), ("NotoSansJP", "Noto Sans JP")),
    "Khmer": (("NotoSansKhmer", "Noto Sans Khmer"),),
    "Lao": (("NotoSansLao", "Noto Sans Lao"),),
    "Malayalam": (("NotoSansMalayalam", "Noto Sans Malayalam"),),
    "Myanmar": (("NotoSansMyanmar", "Noto Sans Myanmar"), ("Padauk", "Padauk")),
    "Oriya": (("NotoSansOriya", "Noto Sans Oriya"),),
    "Sinhala": (("NotoSansSinhala", "Noto Sans Sinhala"),),
    "Tamil": (("NotoSansTamil", "Noto Sans Tamil"), ("Lohit-Tamil", "Lohit Tamil")),
    "Telugu": (("NotoSansTelugu", "Noto Sans Telugu"),),
    "Thai": (("NotoSansThai", "Noto Sans Thai"), ("Garuda", "Garuda")),
    "Tibetan": (("NotoSerifTibetan", "Noto Serif Tibetan"),),
}
_OF = {name: regex.compile(rf"\p{{Script={name}}}") for name in (*SCRIPTS, *BROUGHT)}
_COMMON = regex.compile(r"[\p{Script=Common}\p{Script=Inherited}]")


def scripts_in(text: str) -> set[str]:
    """The scripts of the letters in `text`; "other" for one that is not in our tables."""
    rest = {char for char in text if not char.isascii() and not _COMMON.match(char)}
    found = set()
    for name, of in _OF.items():
        if mine := {char for char in rest if of.match(char)}:
            found.add(name)
            rest -= mine
    return found | {"other"} if any(char.isalpha() for char in rest) else found


@dataclass(frozen=True)
class Fonts:
    """The fonts of a machine, linked in a folder of their own, which the typesetter reads in a tenth of a second."""

    folders: tuple[Path, ...] = FOLDERS

    @cached_property
    def _home(self) -> Path:
        """A folder of links to font files and an empty one beside it. It holds nothing of anybody, and goes with us."""
        home = Path(tempfile.mkdtemp(prefix="fonts-"))
        weakref.finalize(self, shutil.rmtree, home, ignore_errors=True)
        for name in ("fonts", "root"):
            (home / name).mkdir()
        for path in _files(self.folders):
            link = home / "fonts" / path.name
            if not link.is_symlink():
                link.symlink_to(path)
        return home

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(path.stem.removesuffix("-Bold").removesuffix("-Regular") for path in self.fonts.iterdir())

    @property
    def fonts(self) -> Path:
        return self._home / "fonts"

    @property
    def root(self) -> Path:
        """An empty folder: all the typesetter can see of the disk."""
        return self._home / "root"

    def missing(self, text: str) -> set[str]:
        """The scripts in `text` that nothing here can write."""
        wanted = scripts_in(text).difference(BROUGHT)
        return {name for name in wanted if not any(stem in self._stems for stem, _ in SCRIPTS.get(name, ()))}

    def families(self, text: str) -> list[str]:
        """The families for `text`, in the order in which they are tried for each letter."""
        wanted = [
            PLAIN[0],
            *(pair for name in sorted(scripts_in(text) & SCRIPTS.keys()) for pair in SCRIPTS[name]),
            PLAIN[1],
            EMOJI,
        ]
        return list(dict.fromkeys([*(family for stem, family in wanted if stem in self._stems), *EMBEDDED]))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    stems = {stem for fonts in (*SCRIPTS.values(), PLAIN, (EMOJI,)) for stem, _ in fonts}
    names = {f"{stem}{ending}{dot}" for stem in stems for ending in ENDINGS for dot in (".ttf", ".otf", ".ttc")}
    for folder in folders:
        for home, _, files in os.walk(folder):
            yield from (Path(home) / name for name in sorted(names.intersection(files)))
