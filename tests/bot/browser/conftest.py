"""The program's real port in the Chromium of this machine; without one these tests are skipped.

No page may ask anybody else for anything: a request that would leave the machine is stopped, and the test fails.
The tests of a file share one browser, and so its event loop (`IN_ONE_LOOP`); each has contexts and a store of its own.
"""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, Request, async_playwright

from bot.inbox.ledger import Ledger
from bot.metrics import Meters
from bot.scene import Services
from bot.settings import Settings
from bot.store import Store
from bot.web.public import public
from bot.web.routes import routes
from bot.web.server import listening
from checks import check
from tests import once
from tests.bot.conftest import opened_shop

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PHONE, PROJECTOR = {"width": 360, "height": 740}, {"width": 1280, "height": 720}
Open = Callable[..., AbstractAsyncContextManager[Page]]


IN_ONE_LOOP = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM:
        pytest.skip("there is no Chromium on this machine")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="module")
async def shop(tmp_path: Path) -> AsyncIterator[Store]:
    async with opened_shop(tmp_path) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def site(services: Services, free_port: int) -> AsyncIterator[str]:
    """The public pages on a port of their own, over the real checks: their address."""
    checker = once.checker()
    settings = Settings(public_page=True, page_burst=1000, page_a_minute=1000)
    real = replace(services, check=lambda offer: check(offer, checker), library=checker.library)
    app = routes(Ledger(services.store), Meters(), {}, None, public(settings, real))
    async with listening(app, "127.0.0.1", free_port):
        yield f"http://127.0.0.1:{free_port}"


@pytest.fixture
def opened(browser: Browser) -> Open:
    """Opens a page of a size, with or without JavaScript; at the end nothing may have gone elsewhere or wrong."""

    @asynccontextmanager
    async def make(size: dict[str, int], *, script: bool = True) -> AsyncIterator[Page]:
        context = await browser.new_context(viewport=size, java_script_enabled=script, bypass_csp=False)  # type: ignore[arg-type]  # the test names fields or values freely
        strayed, wrong = await _watched(context)
        page = await context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
        await context.close()
        assert not strayed, f"asked elsewhere: {strayed}"
        assert not wrong, f"the page complains: {wrong}"

    return make


async def _watched(context: BrowserContext) -> tuple[list[str], list[str]]:
    strayed: list[str] = []

    def look(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            strayed.append(request.url)

    context.on("request", look)
    return strayed, []


async def barriers(page: Page) -> list[str]:
    """What axe-core finds serious or critical, one line each."""
    found = await Axe().run(page)
    heavy = (one for one in found.response["violations"] if one["impact"] in ("serious", "critical"))
    return [f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:3]}" for one in heavy]


async def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
