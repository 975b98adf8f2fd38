"""Roles, forms and hostile words, on every page of the desk."""

import re

import pytest

from bot.desk.door import see
from bot.desk.files import csv_of
from bot.desk.html import Html, table
from bot.desk.routes import PAGES
from bot.scene import Services
from bot.store import audit
from bot.store.desk_tables import ROLES
from bot.web.strict import HEADERS
from tests.bot.desk.conftest import HOUSE, OTHER, Come, browser, key_in

SHOWN = [page for page in PAGES if page.show and "{" not in page.path]
ACTING = [page for page in PAGES if page.act and "{" not in page.path]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
async def test_nobody_sees_or_does_anything_without_a_visit(services: Services, page) -> None:
    path = re.sub(r"\{.*?\}", "x", page.path)
    async with browser(services) as client:
        got = await (client.get(path) if page.show else client.post(path, data={"key": "0" * 64}))
    assert (got.status_code, got.headers["location"]) == (303, "/desk/in")


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_sees_its_pages_and_no_others(come: Come, role: str) -> None:
    client = await come(role=role)
    for page in SHOWN:
        allowed = ROLES.index(role) >= ROLES.index(page.role)
        assert (await client.get(page.path)).status_code == (200 if allowed else 403), page.path


@pytest.mark.parametrize("page", ACTING, ids=lambda page: page.path)
async def test_a_form_that_is_not_ours_does_nothing(come: Come, page) -> None:
    client, other = await come(role="admin"), await come(8, role="admin")
    foreign = key_in((await other.get("/desk")).text)
    key = key_in((await client.get("/desk")).text)
    for fields, headers in (
        ({"x": "y"}, {}),
        ({"key": foreign}, {}),
        ({"key": "é"}, {}),
        ({"key": key}, {"Sec-Fetch-Site": "cross-site"}),
    ):
        assert (await client.post(page.path, data=fields, headers=headers)).status_code == 403
    assert (await client.post(page.path, json={"key": key})).status_code == 415
    assert (await client.post(page.path, data={"key": key, "x": "y" * 70_000})).status_code == 413
    assert (await client.get("/desk")).status_code == 200


async def test_every_page_is_whole_and_obeys_the_policy(come: Come) -> None:
    client = await come(role="admin")
    for page in SHOWN:
        got = await client.get(page.path)
        assert {name: got.headers[name] for name in HEADERS} == HEADERS
        if "text/html" not in got.headers["content-type"]:
            continue
        for mark in ('<html lang="en">', 'class="skip"', "<main", "<nav aria-label", "<title>", "<h1>"):
            assert mark in got.text, page.path
        assert got.text.count("<h1>") == 1
        assert not re.search(r"<script|\sstyle=|\son\w+=|https?://(?!www\.w3\.org)", got.text), page.path
        assert got.text.count("<table>") == got.text.count("<caption>")


async def test_a_partners_admin_reads_only_the_log_of_its_own_people(services: Services, come: Come) -> None:
    mine, _other = await come(7, "admin", HOUSE.code), await come(8, "admin", OTHER.code)
    for path in ("/desk/audit", "/desk/audit.csv"):
        page = (await mine.get(path)).text
        assert "Chat 7" in page
        assert "Chat 8" not in page
    everything = (await (await come(9, "admin")).get("/desk/audit")).text
    assert "Chat 7" in everything
    assert "Chat 8" in everything


async def test_a_partner_with_a_hostile_name_is_only_a_name(come: Come) -> None:
    client = await come(role="admin", partner=OTHER.code)
    for page in SHOWN:
        assert "<script>alert" not in (await client.get(page.path)).text
    assert "&lt;script&gt;alert(1)" in (await client.get("/desk")).text


def test_cells_are_harmless_in_tables_and_in_spreadsheets() -> None:
    assert "<b>" not in table("<b>", ["<b>"], [["<b>", 5, "<b>"]])
    assert table("a", ["b"], [[Html("<i>x</i>")]]).count("<i>") == 1
    assert csv_of(["a"], [["=1+1"], ["@x"], ["a,b"], [-5]]) == "a\r\n'=1+1\r\n'@x\r\n\"a,b\"\r\n-5\r\n"


@pytest.mark.parametrize("path", ["https://evil.example", "//evil.example", "/", "/desk\r\nSet-Cookie: a=b", "/desk/é"])
def test_nobody_is_sent_elsewhere(path: str) -> None:
    with pytest.raises(ValueError, match="pages of ours"):
        see(path)


@pytest.mark.parametrize("wish", ["?next=https://evil.example", "?to=//evil.example", "/%0d%0aSet-Cookie:%20a=b"])
async def test_what_stands_in_the_address_leads_nowhere(services: Services, wish: str) -> None:
    async with browser(services) as client:
        got = await client.get(f"/desk/in{wish}")
        assert "evil" not in str(got.headers) + got.text
        assert "a=b" not in str(got.headers)


async def test_the_log_takes_no_contents(services: Services) -> None:
    for action, what in (("a word", ""), ("x", "two words"), ("", ""), ("x", "y" * 65), ("x", "é")):
        with pytest.raises(ValueError, match="no contents"):
            await audit.note(services.store, None, action, what, 0)


async def test_lines_of_the_log_are_erased_after_two_years(services: Services) -> None:
    for at in (0, 1_000):
        await audit.note(services.store, None, "x", "", at)
    await audit.expire(services.store, audit.KEPT_S + 500)
    assert [line.at for line in await audit.lines(services.store, "")] == [1_000]
