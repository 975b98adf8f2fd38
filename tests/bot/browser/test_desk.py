"""The partners' pages in a real browser, without JavaScript: sign in, look at numbers, decide on a report, leave."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Page

from bot.desk.routes import desk_routes
from bot.inbox.ledger import Ledger
from bot.markup import plain
from bot.metrics import Meters
from bot.model import At, Check, Command
from bot.scene import Services
from bot.settings import Settings
from bot.store import accounts, reports
from bot.store.desk_tables import Role
from bot.talk import talk
from bot.web.routes import routes
from bot.web.server import listening
from checks.model import Offer
from tests.bot import samples
from tests.bot.browser.conftest import IN_ONE_LOOP, PHONE, PROJECTOR, Open, barriers, sideways

pytestmark = IN_ONE_LOOP

LAST = samples.TODAY - timedelta(days=7)  # a day of the last week that is over
WEEK = "{}-W{:02}".format(*LAST.isocalendar()[:2])


@pytest_asyncio.fixture(loop_scope="module")
async def desk(services: Services, free_port: int) -> AsyncIterator[Services]:
    """The pages on a port; seven checks of a week ago and one report wait."""
    noon = datetime.combine(samples.TODAY, datetime.min.time(), UTC).timestamp() + 43_200
    address = f"http://127.0.0.1:{free_port}"
    here = replace(services, desk=address, now=lambda: noon)
    before = replace(here, today=lambda: LAST)
    for n in range(7):
        await talk(Check(At(20, n, "en"), Offer(f"{samples.FEE_TEXT} {n}")), before)
    left = reports.Left((("phone", "+999501234567"),), ("fee-to-get-job",), "<script>document.title='taken'</script>")
    assert await reports.leave(here.store, 987_654, left, int(noon))
    app = routes(Ledger(here.store), Meters(), {}, None, desk_routes(Settings(desk=True, public_url=address), here))
    async with listening(app, "127.0.0.1", free_port):
        yield here


async def sign_in(page: Page, desk: Services, chat: int, role: Role) -> None:
    """As people do it: an invitation taken in the chat, /desk, the link, its button."""
    code = await accounts.invite(desk.store, f"Chat {chat}", role, "", int(desk.now()))
    assert await accounts.take(desk.store, chat, code, desk.today(), int(desk.now()))
    replies = await talk(Command(At(chat, 3, "en"), "desk"), desk)
    await page.goto(re.findall(r"http://\S+", plain(replies[0].html))[0])  # Telegram takes no http in a button
    await page.click("main button")
    await page.wait_for_url(f"{desk.desk}/desk")


async def decide(page: Page, desk: Services, why: str) -> str:
    await page.goto(f"{desk.desk}/desk/reports")
    await page.click("main tbody th a")
    await page.select_option("[name=keep]", "yes")
    await page.fill("[name=why]", why)
    await page.fill("[name=source]", "called the number")
    await page.click("main form button")
    return await page.inner_text("main")


@pytest.mark.parametrize("size", [PHONE, PROJECTOR], ids=["phone", "projector"])
async def test_every_page_has_no_serious_barrier_and_fits(size: dict[str, int], desk: Services, opened: Open) -> None:
    async with opened(size) as page:
        await sign_in(page, desk, 7, "admin")
        paths = await page.eval_on_selector_all("nav a", "links => links.map(link => link.pathname)")
        assert {"/desk/numbers", "/desk/reports", "/desk/alerts", "/desk/audit"} <= set(paths)
        for path in paths:
            await page.goto(desk.desk + path)
            assert await barriers(page) == [], path
            assert await sideways(page) <= 0, path


async def test_the_numbers_of_a_week_are_drawn(desk: Services, opened: Open) -> None:
    async with opened(PROJECTOR, script=False) as page:
        await sign_in(page, desk, 7, "viewer")
        await page.goto(f"{desk.desk}/desk/numbers?period={WEEK}")
        assert await page.locator("main svg").count() >= 2
        assert "5" in await page.inner_text("main table >> nth=0")


async def test_two_people_confirm_a_report(desk: Services, opened: Open) -> None:
    async with opened(PHONE, script=False) as page:
        await sign_in(page, desk, 7, "reviewer")
        assert "another person" in await decide(page, desk, "Seen on two boards")
        assert await page.title() != "taken"
    async with opened(PROJECTOR, script=False) as page:
        await sign_in(page, desk, 8, "reviewer")
        assert "entry" in await decide(page, desk, "The same number")


async def test_who_leaves_is_out(desk: Services, opened: Open) -> None:
    async with opened(PROJECTOR, script=False) as page:
        await sign_in(page, desk, 7, "viewer")
        await page.click("header button, footer button, nav button")
        await page.goto(f"{desk.desk}/desk/numbers")
        assert page.url.endswith("/desk/in")
