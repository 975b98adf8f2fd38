"""The form on /dispute: sealed, followed by a code, answered in the words of the desk, erased in time."""

import re
import sqlite3
from collections.abc import Callable

import httpx
import pytest
from starlette.applications import Starlette

from bot.scene import Services
from bot.store import disputes
from bot.store.disputes import KEPT_S, NotTaken, Step, Written
from tests.bot import samples
from tests.bot.web.conftest import asking

EVIL = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)>"
SENT = {
    "list": "ug-mglsd-2021",
    "row": "Middle East Consultants",
    "who": "Canary Consultants Ltd, the director",
    "wrong": "We have a new licence\nsince March.",
    "mail": "canary@office.example",
}
NOW = 1_790_000_000


def step(state: str = "kept", row: str = "", answer: str = "The list still has it.", reason: str = "looked") -> Step:
    return Step(state, "Ann of Somewhere", samples.TODAY, reason, answer, row)


async def sent(page: httpx.AsyncClient, **more: str) -> str:
    """The code of a dispute that was taken."""
    got = await page.post("/dispute?lang=en", data=SENT | more)
    assert got.status_code == 303
    found = re.fullmatch(r"/dispute\?ref=([a-z0-9]{16})&lang=en", got.headers["location"])
    assert found
    return found[1]


async def test_a_dispute_is_sent_and_followed_by_its_code(page: httpx.AsyncClient, services: Services) -> None:
    code = await sent(page)
    shown = (await page.get(f"/dispute?ref={code}")).text
    assert "Nobody has read it yet." in shown
    assert f"Your code: {code}" in shown
    assert "canary@office" not in shown
    (one,) = await disputes.everything(services.store, int(services.now()))
    assert one.written == Written(**SENT)
    await disputes.decide(services.store, one.id, step("looking", answer="", reason="a secret reason"), NOW)
    await disputes.decide(services.store, one.id, step(), NOW)
    shown = (await page.get(f"/dispute?ref={code.upper()}%20")).text
    assert "The row stays as it is." in shown
    assert "The list still has it." in shown
    assert "a secret reason" not in shown
    assert "Ann of Somewhere" not in shown


async def test_hostile_words_are_only_words(page: httpx.AsyncClient, services: Services) -> None:
    code = await sent(page, row=EVIL, who=EVIL, wrong=EVIL)
    (one,) = await disputes.everything(services.store, int(services.now()))
    await disputes.decide(services.store, one.id, step(answer=EVIL), NOW)
    shown = (await page.get(f"/dispute?ref={code}")).text
    wrong = (await page.post("/dispute", data=SENT | {"who": "", "row": EVIL, "wrong": EVIL})).text
    for text in (shown, wrong, (await page.get("/dispute", params={"ref": EVIL, "lang": EVIL})).text):
        assert "<script>" not in text
        assert "<img" not in text
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"row": " "}, 400, "Please fill in"),
        ({"who": ""}, 400, "Please fill in"),
        ({"wrong": "\u202e\u200b"}, 400, "Please fill in"),
        ({"list": "no-such-list"}, 400, "Please fill in"),
        ({"wrong": "x" * 2001}, 413, "too long"),
        ({"mail": "not an address"}, 400, "does not look right"),
    ],
)
async def test_what_is_not_whole_is_sent_back_with_its_words(
    page: httpx.AsyncClient, more: dict[str, str], status: int, words: str
) -> None:
    got = await page.post("/dispute?lang=en", data=SENT | more)
    assert got.status_code == status
    assert words in got.text
    assert "Canary Consultants" in got.text or "who" in more


async def test_another_site_can_not_send_it(page: httpx.AsyncClient, services: Services) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert (await page.post("/dispute", data=SENT, headers=headers)).status_code == 403
    assert (await page.post("/dispute", json=SENT)).status_code == 415
    assert await disputes.everything(services.store, 0) == []


async def test_one_address_can_send_few_and_try_few_codes(site: Callable[..., Starlette], services: Services) -> None:
    async with asking(site()) as page:
        kinds = [(await page.post("/dispute", data=SENT)).status_code for _ in range(12)]
        assert kinds[-1] == 429
        assert 2 <= kinds.count(303) <= 6
        tries = [(await page.get("/dispute?lang=en&ref=aaaaaaaaaaaaaaaa")).text for _ in range(40)]
    assert "Nothing is here under this code." in tries[0]
    assert "Nothing is here under this code." not in tries[-1]


@pytest.mark.parametrize("code", ["", "x", "a" * 16, "a" * 500, "%00", "' or 1=1 --", "ааааааааааааааaa"])
async def test_codes_that_are_none_lead_nowhere(page: httpx.AsyncClient, code: str) -> None:
    await sent(page)
    shown = (await page.get("/dispute", params={"ref": code, "lang": "en"})).text
    assert "Nothing is here under this code." in shown


async def test_the_database_tells_nothing_and_all_of_it_goes(page: httpx.AsyncClient, services: Services) -> None:
    code = await sent(page)
    (one,) = await disputes.everything(services.store, int(services.now()))
    await disputes.decide(services.store, one.id, step(answer="canary answer", reason="canary reason"), NOW)
    with sqlite3.connect(str(services.store.engine.url.database)) as connection:
        dump = "\n".join(connection.iterdump())
    for word in (code, "canary", "Canary", "office.example"):
        assert word not in dump
        assert word.encode().hex() not in dump.lower()
    await disputes.expire(services.store, NOW + KEPT_S - 1)
    assert await disputes.one(services.store, one.id, NOW)
    await disputes.expire(services.store, NOW + KEPT_S)
    async with services.store.engine.connect() as connection:
        for name in ("dispute", "dispute_step"):
            assert (await connection.exec_driver_sql(f"select * from {name}")).first() is None  # noqa: S608  # names of our own tables


async def test_steps_need_a_state_and_a_reason(any_shop) -> None:
    await disputes.send(any_shop, Written(**SENT), samples.TODAY, NOW)
    (one,) = await disputes.everything(any_shop, NOW)
    for bad in (
        step("received"),
        step("x"),
        step(reason=" "),
        step(answer="x" * 2001),
        step(row="r"),
        step("corrected"),
    ):
        with pytest.raises(NotTaken):
            await disputes.decide(any_shop, one.id, bad, NOW)
    await disputes.decide(any_shop, one.id, step("corrected", row="UG-1"), NOW)
    whole = await disputes.one(any_shop, one.id, NOW)
    assert whole
    assert [(s.state, s.row, s.reason) for s in whole.steps] == [("corrected", "UG-1", "looked")]


async def test_the_page_stays_light(page: httpx.AsyncClient) -> None:
    assert len((await page.get("/dispute")).content) < 50_000
