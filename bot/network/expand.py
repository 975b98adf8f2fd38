"""Where a short link leads. Only shorteners are asked: the page behind the link is never visited.

HEAD first, because it brings no page; GET where a shortener does not answer HEAD with a place to go.
"""

import asyncio
from collections.abc import Callable

from bot.network.client import Client, Limits
from bot.network.guard import CouldNot


async def expand(client: Client, url: str, is_short: Callable[[str], bool], limits: Limits) -> str:
    """The first address behind `url` that is no short link itself. Raises CouldNot."""
    try:
        async with asyncio.timeout(limits.seconds):
            for _ in range(limits.hops):
                url = await _next(client, url, limits)
                if not is_short(url):
                    return url
    except TimeoutError:
        raise CouldNot("too slow") from None
    raise CouldNot("sent on too often")


async def _next(client: Client, url: str, limits: Limits) -> str:
    onward = (await client.ask("HEAD", url, limits)).onward
    onward = onward or (await client.ask("GET", url, Limits(limits.seconds, most_bytes=0))).onward
    if not onward.startswith(("https://", "http://")):
        raise CouldNot("leads nowhere")
    return onward
