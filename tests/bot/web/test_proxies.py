"""A visitor's address is believed only from who stands in front of us."""

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.web.server import proxies


async def _who(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.client.host if request.client else "")


async def seen(given: str, peer: str, forwarded: str) -> str:
    """Whom the pages see when `peer` connects and says that it passes on for `forwarded`."""
    app: Any = ProxyHeadersMiddleware(Starlette(routes=[Route("/", _who)]), proxies(given))  # type: ignore[arg-type]  # as uvicorn does
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(peer, 1))) as client:
        return (await client.get("http://here/", headers={"X-Forwarded-For": forwarded})).text


async def test_where_the_platform_says_to_believe_all_a_claimed_address_is_not_believed() -> None:
    assert await seen("*", "10.1.2.3", "198.51.100.7, 203.0.113.9") == "203.0.113.9"
    assert await seen("*", "203.0.113.9", "198.51.100.7") == "203.0.113.9"


@pytest.mark.parametrize("given", ["", "10.0.0.0/8"])
async def test_only_a_named_proxy_is_believed(given: str) -> None:
    assert await seen(given, "10.1.2.3", "203.0.113.9") == ("203.0.113.9" if given else "10.1.2.3")
