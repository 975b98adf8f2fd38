"""python -m bot lists: what may come in, what may not, and that the old list stays whatever happens."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.lists.command import main
from bot.lists.entities import entities
from bot.lists.keeper import Bringing, Fetched, NotTaken, approve, bring
from bot.lists.parse import BadFile, rows
from bot.lists.shelf import IN_FORCE, WAITING, Shelf
from checks.agencies.register import Standing, index
from content.files import ROOT
from content.sources import Data, ListSource, SourceError, read_source, sources

DAY = date(2026, 11, 22)
COLUMNS = {"name": "Name", "status": "Status", "phones": "Phone"}
SOURCE = ListSource(
    "ke-test", "Agencies", "Labour Office", "KE", "https://labour.example", 365, 1, 1000,
    Data(), COLUMNS, {"suspended": "negative", "licensed": "licensed"}, persons={"Kind": ("person",)}, most_change=0.5,
)  # fmt: skip
HOW = Bringing("Ann", DAY, DAY)
DEFINITION = """
name = "Agencies"
authority = "Labour Office"
country = "KE"
url = "https://labour.example"
max_age_days = 365
min_rows = 1
max_rows = 100
needs = "file"
tier = "{tier}"
[data]
format = "csv"
[columns]
name = "Name"
status = "Status"
[statuses]
suspended = "negative"
"""


def table(*names: str, status: str = "suspended") -> bytes:
    return "\n".join(["Name,Status,Phone,Kind", *(f"{n},{status},+254 700 {n[-3:]},firm" for n in names)]).encode()


def many(count: int) -> bytes:
    return table(*(f"Firm {n:03}" for n in range(count)))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "lists")
    bring(shelf, SOURCE, Fetched(many(10)), HOW)
    definition = tmp_path / "d.toml"
    definition.write_text(DEFINITION.format(tier="official"), encoding="utf-8")
    shelf.define("ke-test", definition)
    return shelf


def names(shelf: Shelf) -> list[str]:
    copy = shelf.copy("ke-test")
    assert copy
    return [entity.name for entity in shelf.entities("ke-test", copy)]


def test_a_list_is_read_back_as_it_was_and_found_by_the_checks(shelf: Shelf) -> None:
    assert names(shelf) == [f"Firm {n:03}" for n in range(10)]
    register = index(shelf.lists())
    (found,) = (row for row in register.rows() if row.entity.name == "Firm 007")
    assert found.standing(DAY) is Standing.NEGATIVE
    assert found.entity.phones == ("+254 700 007",)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"Wrong,Columns\n1,2\n", "no column"),
        (b"Name,Status,Phone,Kind\n", "no rows"),
        (b"\x00\x01\x02" * 50, "no text file"),
        (many(3), "more than the 50%"),
        (many(40), "more than the 50%"),
        (b"Name,Status,Phone\n" + b"x,y,z\n" * 2000, "rows"),
        (b'Name,Status,Phone\n"never closed' + b"x" * 100_000, "CSV"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason_and_the_old_list_stays(shelf: Shelf, raw: bytes, reason: str) -> None:
    before = names(shelf)
    with pytest.raises(NotTaken, match=reason):
        bring(shelf, SOURCE, Fetched(raw), HOW)
    assert names(shelf) == before
    assert len(list((shelf.root / "ke-test").glob("*.csv"))) == 1


def test_a_cut_off_json_and_one_of_another_shape_are_refused() -> None:
    source = Data("json", rows="data.items")
    for raw in (b'{"data": {"items": [{"Name": "x"', b'{"data": []}', b"[1, 2]", b"[" * 100_000):
        with pytest.raises(BadFile):
            list(rows(raw, source))


def test_json_and_html_tables_are_read() -> None:
    found = list(rows(b'{"d": [{"Name": "A", "Status": null, "Phone": ["1", "2"]}]}', Data("json", rows="d")))
    assert found == [{"Name": "A", "Status": "", "Phone": "1 | 2"}]
    page = (
        b"<table><tr><td>x</td></tr></table><table><tr><th>Name<th>Status</tr><tr><td>A &amp; B</td><td> ok</td></tr>"
    )
    assert list(rows(page, Data("html", table=1))) == [{"Name": "A & B", "Status": "ok"}]


def test_a_zip_bomb_in_excels_clothes_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (700 * 1024 * 1024))
    with pytest.raises(BadFile, match="unpacked"):
        list(rows(packed.getvalue(), Data("xlsx")))
    with pytest.raises(BadFile, match="Excel"):
        list(rows(b"PK\x03\x04 cut off", Data("xlsx")))


def test_too_many_rows_end_the_reading() -> None:
    raw = b"Name\n" + b"x\n" * 1_000_001
    with pytest.raises(BadFile, match="more than"):
        for _ in rows(raw, Data()):
            pass


def test_natural_persons_and_nameless_rows_are_left_out() -> None:
    given = [
        {"Name": "A Ltd", "Status": "suspended", "Phone": "1 ; 2", "Kind": "firm"},
        {"Name": "Jane Roe", "Status": "suspended", "Phone": "", "Kind": "person"},
        {"Name": " ", "Status": "suspended", "Phone": "", "Kind": "firm"},
    ]
    (found,) = entities(given, SOURCE)
    assert (found.name, found.phones) == ("A Ltd", ("1", "2"))


def test_a_dry_run_says_what_would_change_and_changes_nothing(shelf: Shelf) -> None:
    before = shelf.copy("ke-test")
    change = bring(shelf, SOURCE, Fetched(many(12)), replace(HOW, dry=True))
    assert list(change.lines()) == ["10 rows before, 12 now", "2 added: Firm 010; Firm 011"]
    assert shelf.copy("ke-test") == before
    assert len(names(shelf)) == 10


def test_changes_are_told_by_name(shelf: Shelf) -> None:
    change = bring(shelf, SOURCE, Fetched(table(*(f"Firm {n:03}" for n in range(1, 10)), "New 999")), HOW)
    assert change.added == ("New 999",)
    assert change.removed == ("Firm 000",)


def test_nothing_new_on_the_server_renews_the_day(shelf: Shelf) -> None:
    later = date(2026, 12, 1)
    bring(shelf, SOURCE, Fetched(None, "tag"), replace(HOW, today=later))
    copy = shelf.copy("ke-test")
    assert copy
    assert (copy.read_on, copy.list_date, len(names(shelf))) == (later, DAY, 10)


def test_a_list_below_official_waits_for_a_second_person(shelf: Shelf) -> None:
    press = replace(SOURCE, tier="press")
    bring(shelf, press, Fetched(many(12)), HOW)
    assert len(names(shelf)) == 10
    with pytest.raises(NotTaken, match="second"):
        approve(shelf, "ke-test", " ann ")
    approve(shelf, "ke-test", "Ben")
    copy = shelf.copy("ke-test")
    assert copy
    assert (len(names(shelf)), copy.by, shelf.copy("ke-test", WAITING)) == (12, ("Ann", "Ben"), None)


def test_a_program_stopped_before_the_last_step_leaves_the_old_list(shelf: Shelf) -> None:
    shelf.write("ke-test", "half.csv", iter(entities(rows(many(5), Data()), SOURCE)))  # staged, never put in force
    assert len(names(Shelf(shelf.root))) == 10
    (shelf.root / "ke-test" / WAITING).write_bytes(b'{"file": "ha')
    assert len(names(Shelf(shelf.root))) == 10


def test_only_two_copies_are_kept(shelf: Shelf) -> None:
    for count in (11, 12, 13, 14):
        bring(shelf, SOURCE, Fetched(many(count)), HOW)
    assert len(list((shelf.root / "ke-test").glob("*.csv"))) == 2


def test_the_mark_changes_with_the_list_in_force_and_only_then(shelf: Shelf) -> None:
    before = shelf.mark()
    bring(shelf, SOURCE, Fetched(many(12)), replace(HOW, dry=True))
    assert shelf.mark() == before
    bring(shelf, SOURCE, Fetched(many(12)), HOW)
    assert shelf.mark() != before


def said(tmp_path: Path, *arguments: str) -> tuple[int, str]:
    lines: list[str] = []
    code = main(arguments, tmp_path / "lists", DAY, lines.append)
    return code, "\n".join(lines)


def test_the_command_adds_shows_approves_and_drops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    definition, file = tmp_path / "ke-press.toml", tmp_path / "list.csv"
    definition.write_text(DEFINITION.format(tier="press"), encoding="utf-8")
    file.write_bytes(many(3))
    assert said(tmp_path, "add", str(definition), str(file))[0] == 1
    assert "--by" in capsys.readouterr().err
    assert "second person" in said(tmp_path, "add", str(definition), str(file), "--by", "Ann")[1]
    assert "waits" in said(tmp_path)[1]
    assert said(tmp_path, "approve", "ke-press", "--by", "Ann")[0] == 1
    assert "3 rows are in force" in said(tmp_path, "approve", "ke-press", "--by", "Ben")[1]
    assert '"state": "in force"' in said(tmp_path, "--json")[1]
    assert said(tmp_path, "drop", "ke-press") == (0, "ke-press: gone")
    assert said(tmp_path, "drop", "ke-press")[0] == 1


def test_a_list_that_needs_a_file_cannot_be_fetched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(tmp_path, "add", "in-agencies", "--by", "Ann")[0] == 1
    assert "needs file" in capsys.readouterr().err
    assert not (tmp_path / "lists" / "in-agencies" / IN_FORCE).exists()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("name = 3", "Expected"),
        ("= broken", "TOML"),
        (DEFINITION.replace('name = "Name"\nstatus', 'nome = "Name"\nstatus'), "no field"),
        (DEFINITION.replace("[data]", '[data]\nurl = "http://x.example/a.csv"'), "https"),
    ],
)
def test_a_broken_definition_is_refused_in_words(tmp_path: Path, wrong: str, reason: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(wrong.format(tier="official"), encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        read_source(path)


def test_every_definition_that_comes_along_can_be_read() -> None:
    assert len(sources(ROOT)) > 20
