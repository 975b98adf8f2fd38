"""Content health: who called which line and when; what is old; what waits for readers; signs on trial."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from bot import store as stores
from bot.calls import main
from bot.desk.content import key_of, lines
from bot.model import At, Check
from bot.scene import Services
from bot.settings import Settings
from bot.store import audit, calls, count
from bot.store.calls import Call
from bot.store.migrate import migrate
from bot.talk import talk
from checks.model import Level, Offer
from tests.bot import samples
from tests.bot.desk.conftest import HOUSE, Come, account, browser, key_in, link, sign_in

PATH = "/desk/content"
LINE = samples.NOWHERE.helplines[0]


async def note(client: httpx.AsyncClient, **fields: str) -> httpx.Response:
    key = key_in((await client.get("/desk")).text)
    return await client.post(PATH, data={"key": key, "country": "NW", "line": key_of(LINE), "worked": "yes"} | fields)


async def test_a_call_is_kept_with_who_and_when(services: Services, come: Come) -> None:
    client = await come(7, "reviewer", HOUSE.code)
    before = (await client.get(f"{PATH}?country=NW")).text
    assert "none noted" in before
    assert (await note(client)).headers["location"] == f"{PATH}?country=NW"
    assert await calls.made(services.store) == [Call("NW", "Labour Line", "155", True, "Chat 7", samples.TODAY)]
    assert "2026-11-22, Chat 7: it works" in (await client.get(PATH)).text
    await note(client, worked="no")
    assert "did not work" in (await client.get(PATH)).text
    actions = {line.action for line in await audit.lines(services.store, "")}
    assert {"call.failed", "call.works"} <= actions


def test_a_line_is_due_after_90_days_and_when_it_did_not_work(services: Services) -> None:
    worked = Call("NW", LINE.name, LINE.phone, True, "x", samples.TODAY)

    def due(days: int, *made: Call) -> bool:
        (found,) = (one for one in lines(services.library, "NW", list(made)) if one.row == LINE)
        return found.due(samples.TODAY + timedelta(days=days))

    assert not due(0)  # its source is two months old
    assert due(20)
    assert not due(90, worked)
    assert due(91, worked)
    assert due(0, worked, replace(worked, worked=False))
    assert due(20, replace(worked, phone="156"))  # another number is another line


@pytest.mark.parametrize("fields", [{"country": "XX"}, {"line": "x"}, {"worked": "maybe"}, {"country": "\x00"}])
async def test_only_lines_of_content_can_be_noted(services: Services, come: Come, fields: dict[str, str]) -> None:
    assert (await note(await come(7, "reviewer"), **fields)).status_code == 404
    assert await calls.made(services.store) == []


async def test_a_viewer_reads_and_notes_nothing(services: Services, come: Come) -> None:
    viewer = await come(7, "viewer")
    assert (await viewer.get(PATH)).status_code == 200
    assert (await note(viewer)).status_code == 403
    assert "<script" not in (await viewer.get(f"{PATH}?country=%3Cscript%3E")).text


async def test_signs_on_trial_are_counted_never_shown_and_told_in_fives(services: Services, come: Come) -> None:
    flag = next(iter(services.library.flags.values()))
    library = replace(services.library, flags=services.library.flags | {flag.id: replace(flag, status="trial")})
    tried = replace(samples.FEE, trial=(flag.id,))
    for n in range(7):
        await count(services.store, samples.TODAY - timedelta(days=n % 2), [("trial", flag.id)])
    (answer, *_) = await talk(
        Check(At(7, 3, "en"), Offer(samples.FEE_TEXT)), replace(services, library=library, check=lambda _: tried)
    )
    assert answer.html
    assert tried.level is Level.STOP
    changed = replace(services, library=library)
    await account(changed, 9)
    async with browser(changed) as client:
        await sign_in(client, await link(changed, 9))
        page = (await client.get(PATH)).text
    assert flag.id in page
    assert "5 or more" in page.rsplit("Signs on trial", 1)[1]


async def test_calls_go_after_two_years(any_shop) -> None:
    await calls.note(any_shop, Call("NW", "A", "1", True, "x", samples.TODAY))
    await calls.expire(any_shop, samples.TODAY + calls.KEPT - timedelta(days=1))
    assert await calls.made(any_shop)
    await calls.expire(any_shop, samples.TODAY + calls.KEPT)
    assert await calls.made(any_shop) == []


def test_the_command_prints_calls_as_csv(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/x.db", secret_key="a secret for tests only")

    async def fill() -> None:
        opened = stores.open_store(settings.database_url, b"a secret for tests only")
        await migrate(opened)
        await calls.note(opened, Call("NW", "Labour, Line", "+999 155", True, "Ann", samples.TODAY))
        await stores.close(opened)

    asyncio.run(fill())
    assert main(["--country", "nw"], settings) == 0
    assert capsys.readouterr().out.splitlines() == [
        "country,name,phone,worked,called_on,called_by",
        'NW,"Labour, Line",+999 155,yes,2026-11-22,Ann',
    ]
    assert main(["--country", "XX"], settings) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
