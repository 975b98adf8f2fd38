"""The projector page in a real browser: large, live, without a connection, from right to left, without script."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from bot.inbox.ledger import Ledger
from bot.metrics import Meters
from bot.scene import Services
from bot.store import workshops
from bot.web.projector import pages, rooms_of
from bot.web.routes import routes
from bot.web.server import listening
from bot.workshop.lead import wall
from tests.bot import rooms
from tests.bot.browser.conftest import IN_ONE_LOOP, PHONE, PROJECTOR, Open, barriers, sideways

pytestmark = IN_ONE_LOOP

LARGE = {"width": 1920, "height": 1080}
Serve = Callable[[], AbstractAsyncContextManager[None]]


@pytest.fixture
def here(services: Services, free_port: int) -> Services:
    return rooms.real(services, f"http://127.0.0.1:{free_port}")


@pytest.fixture
def serve(here: Services, free_port: int) -> Serve:
    """Starts the port; at the end of the block it is gone, and so is every connection."""

    @asynccontextmanager
    async def make() -> AsyncIterator[None]:
        shown = rooms_of(here)
        app = routes(Ledger(here.store), Meters(), {}, None, pages(here, shown))
        async with listening(app, "127.0.0.1", free_port):
            try:
                yield
            finally:
                shown.close()

    return make


async def upright(page: Any) -> int:
    return int(await page.evaluate("document.documentElement.scrollHeight - window.innerHeight"))


@pytest.mark.parametrize("size", [PROJECTOR, LARGE, PHONE], ids=["projector", "large", "phone"])
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_state_fits_and_has_no_serious_barrier(
    here: Services, serve: Serve, opened: Open, size: dict[str, int], language: str
) -> None:
    room = await rooms.room(here, language=language)
    async with serve(), opened(size) as page:
        await page.goto(wall(here, room))
        await expect(page.locator(".type")).to_contain_text(room.code)
        for step, shown in ((0, False), (6, False), (6, True), (8, False), (8, True), (11, False)):
            await rooms.walk(here, room.code, step, shown=shown)
            if not shown:
                await rooms.votes(here, room.code, 7)
            await expect(page.locator("section")).to_have_count(2 if shown else 0)
            assert await barriers(page) == [], step
            assert await sideways(page) <= 0, step
            assert size == PHONE or await upright(page) <= 0, step


async def test_the_wall_counts_by_itself(here: Services, serve: Serve, opened: Open) -> None:
    room = await rooms.room(here)
    async with serve(), opened(PROJECTOR) as page:
        await page.goto(wall(here, room))
        await rooms.walk(here, room.code, 1)
        await expect(page.locator(".offer")).to_be_visible()
        await rooms.votes(here, room.code, 9)
        await expect(page.locator("footer")).to_contain_text("9 of 9")
        await workshops.end(here.store, room, rooms.SUMS, rooms.now())
        await expect(page.locator("h1")).to_contain_text("has ended")
        await expect(page.locator("section")).to_have_count(2)
        assert await barriers(page) == []
        assert await upright(page) <= 0


async def test_without_a_connection_the_last_state_stays_also_when_loaded_anew(
    here: Services, serve: Serve, browser: Browser
) -> None:
    room = await rooms.room(here)
    page = await (await browser.new_context(viewport=PROJECTOR)).new_page()  # type: ignore[arg-type]  # the test names fields or values freely
    async with serve():
        await page.goto(wall(here, room))
        await page.evaluate("navigator.serviceWorker.ready")
        await rooms.walk(here, room.code, 2)
        await expect(page.locator(".head")).to_contain_text("Offer 2")
        await page.wait_for_timeout(500)  # until the worker has kept it
    await expect(page.locator("#away")).to_be_visible()
    await expect(page.locator(".head")).to_contain_text("Offer 2")
    await page.reload()
    await expect(page.locator(".head")).to_contain_text("Offer 2")
    await rooms.walk(here, room.code, 3)
    async with serve():
        await expect(page.locator(".head")).to_contain_text("Offer 3", timeout=20_000)
        await expect(page.locator("#away")).to_be_hidden()


async def test_without_script_the_page_asks_anew_by_itself(here: Services, serve: Serve, opened: Open) -> None:
    room = await rooms.room(here)
    async with serve(), opened(PROJECTOR, script=False) as page:
        await page.goto(wall(here, room))
        await rooms.walk(here, room.code, 4)
        await expect(page.locator(".head")).to_contain_text("Offer 4", timeout=10_000)
