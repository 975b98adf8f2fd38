"""Read the content files into the types of `model.py`, saying file, key, what is wrong and what to do.

`load()` gives the whole library and raises `ContentError` with every problem found. Reading hundreds of TOML
files takes a second, so what was read is kept, decoded, beside the package's byte code; the copy is used only
while every file still has the size and time it had, and losing it costs nothing but that second.
"""

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from content import shelf
from content.contracts import Point
from content.country import Country, Destinations
from content.guidance import Lesson, OfferSet, Platform, QuestionOrder, School, Situation, Story
from content.kept import kept, mark
from content.model import Cue, Flag, KnownText, Language, Library, Phrase, Problem, Question, Script
from content.money import Rates
from content.organisations import AgencyList, Brand, DomainWords, Entity, Hosts
from content.terms import terms

ROOT = Path(__file__).parent
Table = dict[str, Any]
Say = Callable[[Problem], None]
T = TypeVar("T")

# TOML table names are singular where the file has one table a thing.
_COUNTRY_TABLES = {
    "helpline": "helplines",
    "emergency": "emergency",
    "register": "registers",
    "fee": "fees",
    "wage": "wages",
}


class ContentError(ValueError):
    """The content cannot be used; `problems` says every reason."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems[:20]))


def load(root: Path = ROOT) -> Library:
    """The library in `root`, from the kept copy when the files have not changed since. Raises ContentError.

    The phrases come without their examples, which would fill half the memory of a small machine: `proofs` has them.
    """
    folder, right = root / "__pycache__", _fingerprint(root)
    made = cache(lambda: proofs(root))
    texts = shelf.texts(folder / "texts.shelf", right, lambda: {tag: x.texts for tag, x in made().languages.items()})
    library = kept(folder / "library.msgpack", right, Library, lambda: _lean(made()))
    languages = {tag: replace(x, texts=texts[tag]) for tag, x in library.languages.items()}
    return replace(library, languages=languages)


def proofs(root: Path = ROOT) -> Library:
    """The library in `root` with every phrase's examples, read anew. Raises ContentError."""
    library, problems = read(root)
    errors = [p for p in problems if not p.warning]
    if errors:
        raise ContentError(errors)
    return library


def _lean(library: Library) -> Library:
    """`library` without the examples of its phrases, and without texts, which lie on a shelf of their own."""
    languages = {
        tag: replace(x, phrases=tuple(replace(p, match=(), ignore=()) for p in x.phrases), texts={})
        for tag, x in library.languages.items()
    }
    return replace(library, languages=languages)


def read(root: Path = ROOT) -> tuple[Library, list[Problem]]:
    """Read every file; problems are returned, never raised, so that one look shows all of them."""
    problems: list[Problem] = []
    say = problems.append
    library = Library(
        flags=_flags(root, say),
        cues=_tables(root, "cues.toml", Cue, say),
        scripts=_by_stem(root, "scripts", Script, say),
        questions=_tables(root, "questions.toml", Question, say),
        languages={x.tag: x for x in _languages(root, say)},
        countries={x.code: x for x in _countries(root, say)},
        brands=tuple(_brands(root, say)),
        hosts=_one(root, "hosts.toml", Hosts, say) or Hosts(*(frozenset() for _ in fields(Hosts))),
        agencies=tuple(_agencies(root, say)),
        destinations=_one(root, "destinations.toml", Destinations, say) or Destinations(date.min, (), (), ()),
        known=tuple(_known(root, say)),
        domain_words=_one(root, "domain_words.toml", DomainWords, say) or DomainWords(),
        rates=_one(root, "rates.toml", Rates, say) or Rates(),
        question_orders=_tables(root, "question_order.toml", QuestionOrder, say),
        situations=_tables(root, "happened.toml", Situation, say),
        platforms=_tables(root, "platforms.toml", Platform, say),
        school=School(_tables(root, "learn.toml", Lesson, say), _tables(root, "story.toml", Story, say)),
        workshops=_tables(root, "workshop.toml", OfferSet, say),
        terms=terms(_tables(root, "contract.toml", Point, say), parse(root / "contract_words.toml", root, say), say),
    )
    return library, problems


def parse(path: Path, root: Path, say: Say) -> Table:
    """One TOML file as a dict; an unreadable one is a problem and an empty dict."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        say(Problem(_name(path, root), "-", "the file is missing", "Create it, or take its folder away"))
    except UnicodeDecodeError:
        say(Problem(_name(path, root), "-", "the file is not UTF-8", "Save it as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        say(Problem(_name(path, root), "-", f"not valid TOML: {error}", "Mend that line"))
    return {}


def shape(kind: type[T], table: Table, file: str, key: str, say: Say) -> T | None:
    """`table` as `kind`, or None with a problem said: unknown key, missing key, wrong type."""
    known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]  # every kind here is a dataclass
    unknown = sorted(set(table) - set(known))
    missing = [n for n, f in known.items() if n not in table and f.default is MISSING and f.default_factory is MISSING]
    for name in unknown:
        say(Problem(file, f"{key}.{name}", "unknown key", f"Use one of: {', '.join(known)}"))
    for name in missing:
        say(Problem(file, f"{key}.{name}", "missing key", "Add it; content/README.md says what it means"))
    if unknown or missing:
        return None
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        say(Problem(file, key, f"wrong type or value: {error}", "Compare with the other entries of this file"))
        return None


def _flags(root: Path, say: Say) -> dict[str, Flag]:
    found: dict[str, Flag] = {}
    for path in sorted((root / "flags").glob("*.toml")):
        for key, table in parse(path, root, say).items():
            if key in found:
                say(Problem(_name(path, root), key, "this flag stands in two files", "Keep one of them"))
            flag = shape(Flag, {"id": key, "group": path.stem} | table, _name(path, root), key, say)
            if flag:
                found[key] = flag
    return found


def _tables(root: Path, name: str, kind: type[T], say: Say) -> dict[str, T]:
    path = root / name
    made = {k: shape(kind, {"id": k} | t, name, k, say) for k, t in parse(path, root, say).items()}
    return {key: value for key, value in made.items() if value is not None}


def _by_stem(root: Path, folder: str, kind: type[T], say: Say) -> dict[str, T]:
    found: dict[str, T] = {}
    for path in sorted((root / folder).glob("*.toml")):
        value = shape(kind, {"id": path.stem} | parse(path, root, say), _name(path, root), path.stem, say)
        if value:
            found[path.stem] = value
    return found


def _languages(root: Path, say: Say) -> Iterator[Language]:
    for path in sorted((root / "languages").glob("*/language.toml")):
        folder = path.parent
        table: Table = {"tag": folder.name} | parse(path, root, say)
        table["phrases"] = [p for f in sorted((folder / "phrases").glob("*.toml")) for p in _phrases(f, root, say)]
        table["texts"] = _texts(folder, root, say)
        language = shape(Language, table, _name(path, root), folder.name, say)
        if language:
            yield replace(language, phrases=tuple(_with_status(language)))


def _with_status(language: Language) -> Iterator[Phrase]:
    """The phrases; one that says nothing of its own is as far as its language."""
    for phrase in language.phrases:
        yield phrase if phrase.status else replace(phrase, status=language.status)


def _phrases(path: Path, root: Path, say: Say) -> Iterator[Phrase]:
    for number, table in enumerate(parse(path, root, say).get("phrase", []), 1):
        subject = table.get("flag") or table.get("cue") or table.get("voice") or "?"
        phrase = shape(Phrase, table, _name(path, root), f"phrase {number} ({subject})", say)
        if phrase:
            yield phrase


def _texts(folder: Path, root: Path, say: Say) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted((folder / "texts").glob("*.toml")):
        for key, value in flatten(parse(path, root, say)):
            if not isinstance(value, str):
                say(Problem(_name(path, root), key, "is not a text", "Put it in quotes"))
            elif key in texts:
                say(Problem(_name(path, root), key, "stands in two files", "Keep one of them"))
            else:
                texts[key] = value
    return texts


def flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Nested tables as dotted keys: {"a": {"b": "x"}} -> ("a.b", "x")."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _countries(root: Path, say: Say) -> Iterator[Country]:
    for path in sorted((root / "countries").glob("*.toml")):
        table = parse(path, root, say)
        renamed = {_COUNTRY_TABLES.get(key, key): value for key, value in table.items()}
        country = shape(Country, renamed, _name(path, root), path.stem, say)
        if country and country.code.lower() != path.stem:
            say(Problem(_name(path, root), "code", "does not fit the file's name", "Make them the same"))
        if country:
            yield country


def _brands(root: Path, say: Say) -> Iterator[Brand]:
    for path in sorted((root / "brands").glob("*.toml")):
        for table in parse(path, root, say).get("brand", []):
            key = str(table.get("name", "?"))
            brand = shape(Brand, {"category": path.stem} | table, _name(path, root), key, say)
            if brand:
                yield brand


def _one(root: Path, name: str, kind: type[T], say: Say) -> T | None:
    """A file that is one thing as a whole."""
    return shape(kind, parse(root / name, root, say), name, "-", say)


def _known(root: Path, say: Say) -> Iterator[KnownText]:
    path = root / "known.csv"
    for number, row in enumerate(_csv(path, root, say), 2):
        try:
            values = tuple(int(x, 16) for x in row["fingerprint"].split())
            yield KnownText(row["id"], tuple(row["flags"].split()), values, row["date"], row["source"])
        except (KeyError, ValueError, AttributeError):
            say(Problem("known.csv", f"line {number}", "is not a fingerprint", "Make it: python -m checks fingerprint"))


def _agencies(root: Path, say: Say) -> Iterator[AgencyList]:
    for path in sorted((root / "agencies").glob("*.toml")):
        table: Table = {"id": path.stem} | parse(path, root, say)
        table["entities"] = list(_rows(path.with_suffix(".csv"), root, say))
        entry = shape(AgencyList, table, _name(path, root), path.stem, say)
        if entry:
            yield entry


def _rows(path: Path, root: Path, say: Say) -> Iterator[Table]:
    """CSV rows as tables; columns that hold several values are cut at ` | `."""
    several = {f.name for f in fields(Entity) if f.type == tuple[str, ...]}
    for row in _csv(path, root, say):
        yield {
            k: [x.strip() for x in v.split(" | ") if x.strip()] if k in several else v.strip()
            for k, v in row.items()
            if k and v
        }


def _csv(path: Path, root: Path, say: Say) -> Iterator[dict[str, str]]:
    """The rows of a CSV file; an unreadable one is a problem and no rows."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        say(Problem(_name(path, root), "-", f"cannot be read: {error}", "Save it as UTF-8 CSV beside the .toml"))


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _fingerprint(root: Path) -> bytes:
    paths = [*root.rglob("*.toml"), *root.rglob("*.csv"), *Path(__file__).parent.glob("*.py")]
    stats = ((path.name, path.stat()) for path in sorted(paths))
    return mark(
        f"{name}:{stat.st_size}:{int(stat.st_mtime)}".encode() for name, stat in stats
    )  # images keep whole seconds
