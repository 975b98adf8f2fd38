"""The public pages over the real checks, asked through ASGI; a real port where the wire matters."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette

from bot.inbox.ledger import Ledger
from bot.metrics import Meters
from bot.scene import Services
from bot.settings import Settings
from bot.web.public import public
from bot.web.routes import routes
from checks import Checker, check
from tests import once

KEY = "a-key-for-tests-only-1234"
PLENTY = {"page_burst": 1000, "page_a_minute": 1000}


@pytest.fixture(scope="session")
def checker() -> Checker:
    return once.checker()


@pytest.fixture
def site(services: Services, checker: Checker) -> Callable[..., Starlette]:
    """Makes the program's whole port with settings of one's own."""

    def make(**more: object) -> Starlette:
        settings = Settings(public_page=True, **(PLENTY | more))  # type: ignore[arg-type]  # the test names fields or values freely
        real = replace(services, check=lambda offer: check(offer, checker), library=checker.library)
        return routes(Ledger(services.store), Meters(), {}, None, public(settings, real))

    return make


@asynccontextmanager
async def asking(app: Starlette, **more: object) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, **more)  # type: ignore[arg-type]  # the test names fields or values freely
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        yield client


@pytest.fixture
async def page(site: Callable[..., Starlette]) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(site(api_keys=f"gateway={KEY}", contact_email="help@example.org")) as client:
        yield client
