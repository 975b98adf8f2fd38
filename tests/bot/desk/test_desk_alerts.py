"""Warnings at the desk: previewed as people read them, approved by another person, seen by its partner alone."""

import re

import httpx

from bot.alerts import render
from bot.scene import Services
from bot.store import alerts, audit, readers
from bot.store.readers import Reads
from bot.texts import texts_of
from bot.web.html import blocks
from tests.bot import samples
from tests.bot.desk.conftest import HOUSE, OTHER, Come, key_in
from tests.bot.test_alerts import TEXT

PATH = "/desk/alerts"
NEW = {"country": "NW", "language": "en", "text": TEXT}


async def post(client: httpx.AsyncClient, path: str, **fields: str) -> httpx.Response:
    key = key_in((await client.get("/desk")).text)
    return await client.post(path, data={"key": key} | fields)


async def drafted(client: httpx.AsyncClient, **more: str) -> str:
    got = await post(client, PATH, **NEW | more)
    assert got.status_code == 303, got.text
    return got.headers["location"]


async def test_another_person_approves_what_is_shown_as_people_read_it(services: Services, come: Come) -> None:
    for chat in range(100, 124):
        await readers.join(services.store, chat, Reads("NW", "en"))
    ann, ben = await come(7, "reviewer", HOUSE.code), await come(8, "reviewer", HOUSE.code)
    there = await drafted(ann)
    page = (await ann.get(there)).text
    assert blocks(render(texts_of(services.library, "en"), TEXT, HOUSE.name, samples.TODAY).html) in page
    assert "People who asked for such warnings: 20 or more." in page
    assert "another person has to approve it" in page
    own = await post(ann, there, do="approve")
    assert own.status_code == 409
    assert (await alerts.going(services.store, 0)) == []
    assert (await post(ben, there, do="approve")).status_code == 303
    assert (await post(ben, there, do="approve")).status_code == 409
    shown = await ben.get(there)
    assert shown.headers["refresh"] == "5"
    assert re.search(r'<progress id="bar" max="100" value="0">', shown.text)
    assert "Asked for it: 20 or more. Sent: fewer than 5." in shown.text
    assert "Written by Chat 7." in shown.text
    assert "Decided by Chat 8." in shown.text
    assert (await post(ann, there, do="stop")).status_code == 303
    assert "refresh" not in (await ben.get(there)).headers
    actions = [line.action for line in await audit.lines(services.store, "")]
    assert {"alert.draft", "alert.approve", "alert.stop"} <= set(actions)


async def test_another_partner_sees_and_does_nothing(services: Services, come: Come) -> None:
    ann, other = await come(7, "reviewer", HOUSE.code), await come(8, "admin", OTHER.code)
    there = await drafted(ann)
    number = there.rpartition("/")[2]
    assert number not in (await other.get(PATH)).text
    assert (await other.get(there)).status_code == 404
    for do in ("approve", "refuse", "stop"):
        assert (await post(other, there, do=do)).status_code == 404
    assert TEXT.split("\n")[0] not in (await other.get(f"{PATH}?from={number}")).text
    operator = await come(9, "reviewer")
    assert (await post(operator, there, do="approve")).status_code == 303


async def test_viewers_read_only(services: Services, come: Come) -> None:
    there = await drafted(await come(7, "reviewer", HOUSE.code))
    viewer = await come(8, "viewer", HOUSE.code)
    assert "<button>Approve" not in (await viewer.get(there)).text
    assert (await post(viewer, there, do="approve")).status_code == 403
    assert (await post(viewer, PATH, **NEW)).status_code == 403


async def test_hostile_words_are_only_words(services: Services, come: Come) -> None:
    evil = "<script>alert(1)</script> <img src=x onerror=alert(2)> & other words of a warning"
    client = await come(7, "reviewer", OTHER.code)
    there = await drafted(client, text=evil)
    refused = await post(client, PATH, **NEW | {"text": evil + " https://jobs.example.com"})
    assert refused.status_code == 400
    wish = "%22%3E%3Cscript%3E"
    for page in (
        (await client.get(there)).text,
        refused.text,
        (await client.get(f"{PATH}?text={wish}&country={wish}")).text,
    ):
        assert "<script>" not in page
        assert "<img" not in page


async def test_what_is_no_warning_is_refused_with_its_words(services: Services, come: Come) -> None:
    client = await come(7, "reviewer", HOUSE.code)
    for more in ({"country": "ZZ"}, {"country": "QQ"}, {"language": "xx"}, {"text": "short"}):
        got = await post(client, PATH, **NEW | more)
        assert got.status_code == 400
        assert more.get("text", TEXT.split("\n")[0]) in got.text
    there = await drafted(client)
    assert (await post(client, there, do="x")).status_code == 404
    assert (await post(client, there, do="refuse")).status_code == 303
    again = (await client.get(f"{PATH}?from={there.rpartition('/')[2]}")).text
    assert TEXT.split("\n")[0] in again


async def test_few_readers_are_not_counted(services: Services, come: Come) -> None:
    for chat in range(100, 104):
        await readers.join(services.store, chat, Reads("NW", "en"))
    ann, ben = await come(7, "reviewer", HOUSE.code), await come(8, "reviewer", HOUSE.code)
    there = await drafted(ann)
    assert "asked for such warnings: fewer than 5" in (await ann.get(there)).text
    await post(ben, there, do="approve")
    page = (await ann.get(there)).text
    assert "Asked for it: fewer than 5." in page
    assert "<progress" not in page  # its steps would count them
