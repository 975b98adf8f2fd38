"""The month's file and its charts, by the commands as an operator types them."""

import csv
import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from pydantic import SecretStr

from bot.__main__ import OPERATORS
from bot.chores import with_store
from bot.desk import periods
from bot.desk.kinds import KINDS
from bot.settings import Settings
from bot.store import Store, count, prepare

MONTH = periods.months(datetime.now(UTC).date())[0]
HEAD = "period,partner,kind,value,name,count\r\n"


@pytest.fixture
def settings(tmp_path) -> Settings:
    url, secret = f"sqlite+aiosqlite:///{tmp_path}/test.db", SecretStr("a secret for tests only, long enough")
    made = Settings(database_url=url, secret_key=secret)

    async def fill(store: Store) -> None:
        await prepare(store)
        for n in range(23):
            day = MONTH.weeks[n % len(MONTH.weeks)] + timedelta(days=1)
            things = [("level", "stop"), ("day", day.isoformat()), ("corridor", "NP>QA"), ("flag", "=cmd()")]
            await count(store, day, things)
        await count(store, MONTH.weeks[0], [("level", "care"), ("script", "task-scam")])

    with_store(made, fill)
    return made


@pytest.fixture
def run(settings, capsys):
    def call(*words: object) -> tuple[int, str, str]:
        code = OPERATORS["numbers"]([str(word) for word in words], settings)
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def test_the_months_file_has_fives_only_and_comes_with_a_dictionary(run, tmp_path) -> None:
    code, out, _ = run("--month", MONTH.key, "--out", tmp_path / "new", "--json")
    numbers, dictionary = json.loads(out)["files"]
    with open(numbers, encoding="utf-8", newline="") as file:  # noqa: PTH123  # as a user of the file would
        rows = list(csv.DictReader(file))
    assert code == 0
    assert {(row["kind"], row["value"]): row["count"] for row in rows if row["kind"] in ("checks", "corridor")} == {
        ("checks", "checks"): "20",
        ("corridor", "NP>QA"): "15",  # else one check would be left that had none
    }
    assert all(int(row["count"]) % 5 == 0 and int(row["count"]) >= 5 for row in rows)
    assert "task-scam" not in str(rows)
    assert "'=cmd()" in str(rows)
    with open(dictionary, encoding="utf-8", newline="") as file:  # noqa: PTH123  # the path as a person types it
        explained = {row["name"] for row in csv.DictReader(file)}
    assert {*HEAD.strip().split(","), *(f"kind {kind.key}" for kind in KINDS)} <= explained


def test_the_same_month_again_is_the_same_file(run, tmp_path) -> None:
    for name in "ab":
        run("--month", MONTH.key, "--out", tmp_path / name)
    (first,) = (tmp_path / "a").glob("second-look-20*.csv")
    assert first.read_bytes() == (tmp_path / "b" / first.name).read_bytes()


def test_charts_are_drawn_from_the_file_alone(run, tmp_path) -> None:
    files = json.loads(run("--month", MONTH.key, "--out", tmp_path, "--json")[1])["files"]
    code, out, _ = run("--charts", files[0], "--out", tmp_path / "charts", "--json")
    made = json.loads(out)["files"]
    assert code == 0
    assert {f"{MONTH.key}-{kind}.svg" for kind in ("day", "level", "flag", "corridor")} == {
        path.rpartition("/")[2] for path in made
    }
    for path in made:
        drawn = ET.parse(path).getroot()  # noqa: S314  # what we made ourselves
        assert "{http://www.w3.org/2000/svg}title" in {one.tag for one in drawn.iter()}


def test_a_picture_for_those_who_need_one(run, tmp_path) -> None:
    source = tmp_path / "numbers.csv"
    source.write_text(f"{HEAD}2026-10,all,level,stop,Stop and check,25\n", "utf-8")
    _, out, _ = run("--charts", source, "--out", tmp_path, "--png", "--json")
    (picture,) = (path for path in json.loads(out)["files"] if path.endswith(".png"))
    with open(picture, "rb") as file:  # noqa: PTH123  # the path as a person types it
        assert file.read(4) == b"\x89PNG"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("a,b\n1,2\n", "must have the columns"),
        (HEAD, "must hold one month"),
        (f"{HEAD}2026-10,all,level,stop,Stop,many\n", "no file of numbers"),
        (f"{HEAD}2026-10,all,level\n", "no file of numbers"),
        (f"{HEAD}../../evil,all,level,stop,Stop,5\n", "no file of numbers"),
        (f"{HEAD}2026-10,all,level,a,A,5\n2026-11,all,level,a,A,5\n", "must hold one month"),
        ("\x00\x01", "no file of numbers|must have the columns"),
    ],
)
def test_a_file_that_is_none_of_ours_draws_nothing(run, tmp_path, lines: str, why: str) -> None:
    source = tmp_path / "evil.csv"
    source.write_text(lines, "utf-8")
    code, _, err = run("--charts", source, "--out", tmp_path / "out")
    assert code == 1
    assert any(part in err for part in why.split("|"))
    assert not list((tmp_path / "out").iterdir())


def test_words_in_a_file_stay_words_in_its_charts(run, tmp_path) -> None:
    source = tmp_path / "evil.csv"
    source.write_text(f'{HEAD}2026-10,"<script>",level,x,"</text><script>alert(1)</script>",5\n', "utf-8")
    run("--charts", source, "--out", tmp_path)
    assert "<script" not in (tmp_path / "2026-10-level.svg").read_text("utf-8")


@pytest.mark.parametrize("month", ["2999-01", "2026", "2026-W40", "../x", "2026-13"])
def test_a_month_that_is_not_over_or_none_at_all_has_no_file(run, tmp_path, month: str) -> None:
    code, _, err = run("--month", month, "--out", tmp_path / "out")
    assert (code, "a month that is over" in err) == (1, True)


def test_what_cannot_be_done_is_said(run, tmp_path) -> None:
    assert "no partner with the code" in run("--month", MONTH.key, "--partner", "pzzzzzzzzzz", "--out", tmp_path)[2]
    assert run("--charts", tmp_path / "none.csv", "--out", tmp_path)[0] == 1
    (tmp_path / "file").write_text("")
    assert run("--month", MONTH.key, "--out", tmp_path / "file")[0] == 1
    with pytest.raises(SystemExit) as wrong:
        run("--out", tmp_path)
    assert wrong.value.code == 2
