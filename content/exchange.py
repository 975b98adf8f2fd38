"""One file for a translator and back: `python -m content export TAG`, `python -m content import TAG FILE`.

A row is one thing somebody can translate: a text the reader sees, or a string of a phrase. CSV opens in every
spreadsheet; PO (texts only) in the usual translation tools. Taking a file back changes exactly the values that
differ, keeps comments and order of the TOML files, and writes nothing at all when one row is wrong.
"""

import csv
import io
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import polib
import tomlkit

from content.files import flatten
from content.model import Problem

COLUMNS = ("key", "english", "translation")
_FORMULA = ("=", "+", "-", "@")  # a spreadsheet would run a cell that begins so
_PHRASE_LISTS = ("say", "unless", "match", "ignore")
_Table = MutableMapping[str, Any]
# A blank line and a comment, then values right above the next table: those were added behind the comment.
_ADDED = re.compile(r"(\n(?:#[^\n]*\n)+)((?:[\w-]+ = [^\n]*\n)+)(?=\n?\[)")
MOST_BYTES = 20_000_000


class ExchangeError(ValueError):
    """The file cannot be taken back; the message says why in plain words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One string. `key` is "texts/ui/reply.stop" or "phrases/fee/3/say/0": file, place, and the value's place."""

    key: str
    english: str
    translation: str


def rows(root: Path, tag: str) -> list[Row]:
    """Everything of a language that can be translated: texts in the order of English, then its phrases."""
    own = dict(_texts(root, tag))
    made = [Row(key, english, own.pop(key, "")) for key, english in _texts(root, "en")]
    made += [Row(key, "", text) for key, text in own.items()]
    return made + [Row(key, "", text) for key, text in _phrases(root, tag)]


def as_csv(lines: Iterable[Row]) -> str:
    """The rows for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.key, _guarded(row.english), _guarded(row.translation)) for row in lines)
    return out.getvalue()


def as_po(lines: Iterable[Row], tag: str) -> str:
    """The texts for translation tools; the key is the context, English the text to translate."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"Language": tag, "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    for row in lines:
        if row.english:
            file.append(polib.POEntry(msgctxt=row.key, msgid=row.english, msgstr=row.translation))
    return str(file)


def read_back(path: Path) -> list[Row]:
    """The rows of a CSV or PO file. Raises ExchangeError."""
    if path.stat().st_size > MOST_BYTES:
        raise ExchangeError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB; this is no export of ours.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ExchangeError(f"{path.name} is not UTF-8; save it as “CSV UTF-8”.") from None
    return _from_po(text) if path.suffix == ".po" else _from_csv(text)


def _from_csv(text: str) -> list[Row]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)  # spreadsheets of some countries save with semicolons
    try:
        table = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ExchangeError(f"The file is not valid CSV: {error}.") from None
    if not table or not {"key", "translation"} <= set(table[0]):
        raise ExchangeError("The file needs the columns key and translation.")
    return [Row(t["key"] or "", _bare(t.get("english") or ""), _bare(t["translation"] or "")) for t in table]


def _from_po(text: str) -> list[Row]:
    try:
        entries = polib.pofile(text)
    except (OSError, ValueError) as error:
        raise ExchangeError(f"The file is not valid PO: {error}.") from None
    return [Row(e.msgctxt or "", e.msgid, e.msgstr) for e in entries if not e.obsolete]


def take_back(root: Path, tag: str, lines: Iterable[Row]) -> tuple[int, list[Problem]]:
    """Write what differs into the language's files: how many values, and what was wrong (then nothing is written)."""
    now = {row.key: row for row in rows(root, tag)}
    changed: dict[str, str] = {}
    problems: list[Problem] = []
    for row in lines:
        problem = _wrong(row, now, tag)
        if problem:
            problems.append(problem)
        elif row.translation and row.translation != now[row.key].translation:
            changed[row.key] = row.translation
    if not problems:
        _write(root / "languages" / tag, changed)
    return (0 if problems else len(changed)), problems


def _wrong(row: Row, now: Mapping[str, Row], tag: str) -> Problem | None:
    place = f"languages/{tag}"
    if row.key not in now:
        return Problem(place, row.key or "-", "there is no such key", "Leave the key column as it was exported")
    english = now[row.key].english
    if row.translation and english and _slots(english) != _slots(row.translation):
        return Problem(place, row.key, "has other placeholders than English", "Keep every {placeholder} as it is")
    return None


def _slots(text: str) -> set[str | None] | None:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _write(folder: Path, changed: Mapping[str, str]) -> None:
    """Every file is written whole beside the old one and put in its place."""
    by_file: dict[str, dict[str, str]] = {}
    for key, text in changed.items():
        kind, stem, place = key.split("/", 2)
        by_file.setdefault(f"{kind}/{stem}.toml", {})[place] = text
    for name, values in by_file.items():
        path = folder / name
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        for place, text in values.items():
            (_put_phrase if name.startswith("phrases/") else _put_text)(document, place, text)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(_above_comments(tomlkit.dumps(document)), encoding="utf-8")
        os.replace(fresh, path)  # noqa: PTH105  # says what it does better than Path.replace


def _above_comments(text: str) -> str:
    """A comment in front of a table stays in front of it: what was added to the table before it stands above."""
    return _ADDED.sub(r"\2\1", text)


def _put_text(document: _Table, place: str, text: str) -> None:
    *tables, name = place.split(".")
    for table in tables:
        if table not in document:
            document[table] = tomlkit.table()
        document = document[table]
    document[name] = text


def _put_phrase(document: _Table, place: str, text: str) -> None:
    number, name, index = place.split("/")
    document["phrase"][int(number)][name][int(index)] = text


def _texts(root: Path, tag: str) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "languages" / tag / "texts").glob("*.toml")):
        for key, text in flatten(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield f"texts/{path.stem}/{key}", text


def _phrases(root: Path, tag: str) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "languages" / tag / "phrases").glob("*.toml")):
        for number, phrase in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("phrase", [])):
            for name in _PHRASE_LISTS:
                for index, text in enumerate(phrase.get(name, ())):
                    yield f"phrases/{path.stem}/{number}/{name}/{index}", text


def _guarded(text: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _bare(text: str) -> str:
    return text[1:] if text.startswith(tuple(f"'{sign}" for sign in (*_FORMULA, "'"))) else text
