"""Reports at the desk: two people, neither knowing what the other said; nobody learns who reported."""

import httpx
import pytest

from bot.scene import Services
from bot.store import accounts, audit, reports
from bot.store.reports import Left
from tests.bot.desk.conftest import HOUSE, OTHER, Come, key_in

NUMBER = ("phone", "+999501234567")
EVIL = "<script>alert(1)</script>\n<img src=x onerror=alert(2)> \u202e\"'"
PATH = "/desk/reports"
YES = {"keep": "yes", "why": "Seen on two boards", "source": "called the number"}


async def leave(services: Services, left: Left | None = None, chat: int = 987_654) -> str:
    number = await reports.leave(
        services.store, chat, left or Left((NUMBER,), ("fee-to-get-job",), EVIL), now(services)
    )
    assert number
    return number


def now(services: Services) -> int:
    return int(services.now())


async def decide(client: httpx.AsyncClient, number: str, **fields: str) -> httpx.Response:
    key = key_in((await client.get("/desk")).text)
    return await client.post(f"{PATH}/{number}", data={"key": key} | YES | fields)


async def test_two_different_people_make_an_entry(services: Services, come: Come) -> None:
    number = await leave(services)
    ann, ben = await come(7, "reviewer", HOUSE.code), await come(8, "reviewer", OTHER.code)
    before = (await ben.get(f"{PATH}/{number}")).text
    assert "waits for another person" in (await decide(ann, number)).text
    same = await decide(ann, number)
    assert same.status_code == 400
    assert "You have decided already" in same.text
    after = (await ben.get(f"{PATH}/{number}")).text
    assert after.replace(key_in(after), "") == before.replace(key_in(before), "")  # nothing of Ann's word
    assert "Seen on two boards" not in after
    assert "not given" in (await ben.get(PATH)).text
    assert "it is an entry now" in (await decide(ben, number, why="Same number")).text
    entry = (await ann.get(f"{PATH}/{number}")).text
    for words in ("Seen on two boards [source: called the number]", "Same number [source:", "Erased on 2027-02-20"):
        assert words in entry
    kinds = [line.action for line in await audit.lines(services.store, "") if line.object == number]
    assert kinds.count("report.yes") == 2
    assert "report.read" in kinds


async def test_the_log_tells_the_second_reviewer_nothing_of_the_first(services: Services, come: Come) -> None:
    number = await leave(services)
    ann, ben = await come(7, "reviewer"), await come(8, "admin")
    await decide(ann, number)
    for path in ("/desk/audit", "/desk/audit.csv"):
        assert number not in (await ben.get(path)).text
    await decide(ben, number)
    assert (await ben.get("/desk/audit")).text.count(number) == 2


async def test_one_no_ends_it(services: Services, come: Come) -> None:
    number = await leave(services)
    ann, ben = await come(7, "reviewer"), await come(8, "reviewer")
    await decide(ann, number)
    assert "it is erased" in (await decide(ben, number, keep="no")).text
    assert (await ann.get(f"{PATH}/{number}")).status_code == 404
    assert await reports.confirmed(services.store, now(services)) == []


async def test_hostile_words_are_only_words_and_the_chat_is_nowhere(services: Services, come: Come) -> None:
    number = await leave(services, Left((("handle", EVIL), NUMBER), (EVIL, "fee-to-get-job"), EVIL))
    client = await come(7, "reviewer")
    for path in (PATH, f"{PATH}/{number}"):
        page = (await client.get(path)).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "987654" not in page
    refused = await decide(client, number, why=EVIL, keep="maybe")
    assert "<script>alert" not in refused.text
    await decide(client, number, why=EVIL, source=EVIL[:100])
    await decide(await come(8, "reviewer"), number)
    entry = (await client.get(f"{PATH}/{number}")).text
    assert "<script>alert" not in entry
    assert "&lt;script&gt;" in entry


@pytest.mark.parametrize("fields", [{"keep": ""}, {"keep": "maybe"}, {"why": " "}, {"source": ""}, {"why": "x" * 301}])
async def test_a_decision_needs_a_reason_and_a_source(services: Services, come: Come, fields: dict[str, str]) -> None:
    number = await leave(services)
    assert (await decide(await come(7, "reviewer"), number, **fields)).status_code == 400
    (waiting,) = await reports.pending(services.store, now(services))
    assert waiting.reviewers == ()


async def test_viewers_see_none_and_numbers_that_are_not_there_say_nothing(services: Services, come: Come) -> None:
    number = await leave(services)
    viewer = await come(7, "viewer")
    assert (await viewer.get(f"{PATH}/{number}")).status_code == 403
    assert (await decide(viewer, number)).status_code == 403
    client = await come(8, "reviewer")
    for other in ("x", "%2e%2e", "%00", number[:-1], "a" * 500):
        assert (await client.get(f"{PATH}/{other}")).status_code == 404
    expired = await reports.leave(services.store, 5, Left((NUMBER,)), now(services) - reports.KEPT_S - 1)
    assert (await client.get(f"{PATH}/{expired}")).status_code == 404


async def test_an_entry_can_be_taken_back(services: Services, come: Come) -> None:
    number = await leave(services)
    ann, ben = await come(7, "reviewer"), await come(8, "reviewer")
    await decide(ann, number)
    await decide(ben, number)
    assert (await decide(ann, number)).status_code == 400  # "yes" to an entry says nothing
    assert (await decide(ann, number, keep="gone")).status_code == 303
    assert await reports.confirmed(services.store, now(services)) == []


async def test_one_chat_invited_twice_is_not_a_second_person(services: Services, come: Come) -> None:
    number = await leave(services)
    ann = await come(7, "reviewer", HOUSE.code)
    before = await accounts.of_chat(services.store, 7)
    assert "waits for another person" in (await decide(ann, number)).text
    again = await come(7, "reviewer", OTHER.code)
    assert (await decide(again, number)).status_code == 400
    assert before
    await accounts.drop(services.store, before.id)
    dropped = await come(7, "admin")
    assert (await decide(dropped, number)).status_code == 400
    assert "it is an entry now" in (await decide(await come(8, "reviewer"), number)).text
