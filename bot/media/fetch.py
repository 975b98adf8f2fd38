"""A file from Telegram's servers into memory, at most so much of it. Its address holds the token: say it nowhere."""

import asyncio

import httpx

from bot.media.model import MOST_BYTES, Problem, Refused

LONGEST_S = 40.0  # for the whole file
# What a document says it is -> why it need not be fetched. All others are judged by their bytes.
REFUSED: dict[str, Problem] = {
    "application/zip": "packed",
    "application/vnd.rar": "packed",
    "application/x-rar-compressed": "packed",
    "application/x-7z-compressed": "packed",
    "application/gzip": "packed",
    "application/x-tar": "packed",
    "application/msword": "kind",
    "application/vnd.android.package-archive": "kind",
    "application/x-msdownload": "kind",
    "image/heic": "kind",
    "image/heif": "kind",
    "image/gif": "kind",
    "image/svg+xml": "kind",
}


def refused(mime: str, size: int) -> Problem:
    """Why a file of that kind and of `size` bytes is not fetched at all; "" when it is."""
    return "large" if size > MOST_BYTES else REFUSED.get(mime.lower(), "")


async def fetch(address: str, most: int = MOST_BYTES) -> bytes:
    """The file, read piece by piece. Raises Refused: "large" as soon as it is, "away" when it can't be had."""
    data = bytearray()
    try:
        async with asyncio.timeout(LONGEST_S), httpx.AsyncClient() as client, client.stream("GET", address) as answer:
            answer.raise_for_status()
            async for piece in answer.aiter_bytes():
                data += piece
                if len(data) > most:
                    raise Refused("large")
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError):
        raise Refused("away") from None  # the error behind it quotes the address
    return bytes(data)
