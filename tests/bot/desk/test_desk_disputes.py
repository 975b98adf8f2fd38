"""Disputes at the desk: each step with a reason, a row hidden by the operator alone, everything in the log."""

from dataclasses import replace
from datetime import date

import httpx
import pytest

from bot.scene import Services
from bot.store import audit, disputes, hidden
from bot.store.disputes import Written
from checks.agencies.register import Candidate, Row
from content.organisations import AgencyList, Entity
from tests.bot.desk.conftest import HOUSE, Come, key_in

EVIL = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)>"
LIST = AgencyList("ug-mglsd-2021", "A list", "An office", "UG", "https://a.example", date(2021, 1, 1), 9, 0, 9, {})
ROW = Entity("UG-1", "Canary & Sons", EVIL)
PATH = "/desk/disputes"


@pytest.fixture
def services(services: Services) -> Services:
    """With one row that every name fits."""
    return replace(services, look_up=lambda _asked: (Candidate(Row(LIST, ROW), 100.0, "name"),))


async def write(services: Services, **more: str) -> str:
    fields = {"list": LIST.id, "row": EVIL, "who": EVIL, "wrong": EVIL, "mail": "a@b.example"} | more
    await disputes.send(services.store, Written(**fields), services.today(), int(services.now()))
    return (await disputes.everything(services.store, int(services.now())))[0].id


async def post(client: httpx.AsyncClient, path: str, **fields: str) -> httpx.Response:
    key = key_in((await client.get("/desk")).text)
    return await client.post(path, data={"key": key, "reason": "we read the list"} | fields)


async def test_hostile_words_are_only_words(services: Services, come: Come) -> None:
    number = await write(services)
    client = await come(7, "reviewer")
    assert (await post(client, f"{PATH}/{number}", state="looking", answer=EVIL, reason=EVIL)).status_code == 303
    for path in (PATH, f"{PATH}/{number}", f"{PATH}/{number}?asked=%22%3E%3Cscript%3Ealert(1)"):
        page = (await client.get(path)).text
        assert "<script>" not in page
        assert "<img" not in page
    assert "&lt;script&gt;" in page


async def test_the_operator_hides_a_row_and_shows_it_again(services: Services, come: Come) -> None:
    number = await write(services)
    client = await come(7, "reviewer")
    assert "Canary &amp; Sons" in (await client.get(f"{PATH}/{number}")).text
    fields = {"state": "corrected", "row": "UG-1", "asked": "canary", "answer": "Sorry."}
    assert (await post(client, f"{PATH}/{number}", **fields)).status_code == 303
    assert hidden.hidden_rows(services.store) == {(LIST.id, "UG-1")}
    page = (await client.get(f"{PATH}/{number}")).text
    for words in ("corrected: the row is hidden", "Chat 7", "we read the list", "Sorry.", "UG-1"):
        assert words in page
    assert "UG-1" in (await client.get(PATH)).text
    assert (await post(client, PATH, list=LIST.id, row="UG-1")).status_code == 303
    assert hidden.hidden_rows(services.store) == frozenset()
    actions = [line.action for line in await audit.lines(services.store, "")]
    assert {"dispute.corrected", "dispute.read", "row.shown"} <= set(actions)


async def test_a_partners_reviewer_answers_but_hides_nothing(services: Services, come: Come) -> None:
    number = await write(services)
    operator, partner = await come(7, "reviewer"), await come(8, "reviewer", HOUSE.code)
    assert "corrected: the row" not in (await partner.get(f"{PATH}/{number}")).text
    fields = {"state": "corrected", "row": "UG-1", "asked": "canary"}
    assert (await post(partner, f"{PATH}/{number}", **fields)).status_code == 403
    assert (await post(partner, f"{PATH}/{number}", state="kept", answer="It stays.")).status_code == 303
    await post(operator, f"{PATH}/{number}", **fields)
    assert (await post(partner, PATH, list=LIST.id, row="UG-1")).status_code == 404
    assert hidden.hidden_rows(services.store) == {(LIST.id, "UG-1")}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "x"},
        {"state": "received"},
        {"state": "kept", "reason": " "},
        {"state": "kept", "answer": "x" * 2001},
        {"state": "corrected"},
        {"state": "corrected", "row": "UG-2", "asked": "canary"},
    ],
)
async def test_what_is_no_step_changes_nothing(services: Services, come: Come, fields: dict[str, str]) -> None:
    number = await write(services)
    assert (await post(await come(7, "reviewer"), f"{PATH}/{number}", **fields)).status_code in (400, 403)
    whole = await disputes.one(services.store, number, int(services.now()))
    assert whole
    assert (whole.state, whole.steps, hidden.hidden_rows(services.store)) == ("received", (), frozenset())


async def test_viewers_and_wrong_numbers_see_nothing(services: Services, come: Come) -> None:
    number = await write(services)
    viewer, client = await come(7, "viewer"), await come(8, "reviewer")
    assert (await viewer.get(f"{PATH}/{number}")).status_code == 403
    assert (await post(viewer, f"{PATH}/{number}", state="kept")).status_code == 403
    for other in ("x", "%00", "a" * 200):
        assert (await client.get(f"{PATH}/{other}")).status_code == 404
        assert (await post(client, f"{PATH}/{other}", state="kept")).status_code == 404
