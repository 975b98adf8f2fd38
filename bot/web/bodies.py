"""Reading what a stranger sends: never more than we want, never for longer than we wait."""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

FORM = "application/x-www-form-urlencoded"
SLOWEST_S = 10.0  # for a whole body
MOST_FIELDS = 8


class Refused(Exception):
    """Something we do not take. `status` is HTTP's, `key` the text that says so to a person."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status, self.key = status, key


def foreign(request: Request) -> bool:
    """Whether the browser says that another site sent this. (Its Origin says nothing: we ask it to send none.)"""
    return request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")


async def body(request: Request, kind: str, most: int) -> bytes:
    """The body, of content type `kind` and at most `most` bytes. Raises Refused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise Refused(415, "web.bad-form")
    parts, size = [], 0
    try:
        async with asyncio.timeout(SLOWEST_S):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise Refused(413, "check.long")
                parts.append(part)
    except TimeoutError:
        raise Refused(408, "check.trouble") from None
    except ClientDisconnect:
        raise Refused(400, "check.trouble") from None
    return b"".join(parts)


def fields(raw: bytes) -> Mapping[str, str]:
    """A form's fields. Raises Refused for what is no form in UTF-8."""
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(400, "web.bad-form") from None
    return dict(pairs)
