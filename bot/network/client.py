"""The one HTTP client for everything that goes out: few hops, few bytes, little time, nothing kept, nothing run.

    answer = await client.read("https://data.iana.org/rdap/dns.json")    # three seconds at most, redirects included

Whatever goes wrong is `CouldNot` with a few words of our own; an address or a body never stands in them.
"""

import asyncio
import ssl
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Literal

import httpcore
import httpx

from bot.network.addresses import is_address
from bot.network.guard import BROKEN, CouldNot, Guard, Resolver, Transport
from bot.network.rates import Rates
from checks.reading.hosts import registrable

AGENT = "Mozilla/5.0 (compatible)"  # says that a program asks, and not whose
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_URL = 2048


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may cost: seconds in all, bytes of body after decompression (0: none is read), redirects."""

    seconds: float = 3.0
    most_bytes: int = 256 * 1024
    hops: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `onward` is where a redirect points, complete, or ""; header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    onward: str = ""


class Client:
    """Asks public hosts, politely. Resolver, clock and wire come in; `tls` None trusts the usual authorities."""

    def __init__(
        self,
        resolve: Resolver,
        clock: Callable[[], float],
        wire: httpcore.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
        rates: Rates | None = None,
    ) -> None:
        self._rates = rates or Rates(clock)
        self._http = httpx.AsyncClient(
            transport=Transport(Guard(resolve, wire), tls or httpx.create_ssl_context()),
            trust_env=False,  # a proxy from the environment would dial for us, unchecked
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            headers={"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"},
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def read(self, url: str, limits: Limits = Limits(), headers: Mapping[str, str] | None = None) -> Answer:
        """GET `url` with its redirects, never from https down to http."""
        try:
            async with asyncio.timeout(limits.seconds):
                for _ in range(limits.hops + 1):
                    answer = await self.ask("GET", url, limits, headers)
                    if not answer.onward:
                        return answer
                    if url.lower().startswith("https:") and not answer.onward.startswith("https:"):
                        raise CouldNot("sent on without encryption")
                    url = answer.onward
        except TimeoutError:
            raise CouldNot("too slow") from None
        raise CouldNot("sent on too often")

    async def ask(
        self,
        method: Literal["GET", "HEAD"],
        url: str,
        limits: Limits = Limits(),
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request, no redirect followed; the body of a redirect is not read."""
        target = allowed(url)
        if not self._rates.take(registrable(target.host, private=False) or target.host):
            raise CouldNot("asked too often")
        try:
            async with asyncio.timeout(limits.seconds):
                return await self._ask(method, target, limits, headers or {})
        except TimeoutError:
            raise CouldNot("too slow") from None
        except (*BROKEN, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError, zlib.error, OSError):
            raise CouldNot("no answer") from None

    async def _ask(self, method: str, target: httpx.URL, limits: Limits, headers: Mapping[str, str]) -> Answer:
        stream = self._http.stream(method, target, headers=dict(headers), timeout=limits.seconds)
        async with stream as response:
            onward = _onward(response) if response.status_code in REDIRECTS else ""
            unread = onward or method == "HEAD" or not limits.most_bytes
            body = b"" if unread else await _body(response, limits.most_bytes)
            return Answer(response.status_code, dict(response.headers), body, onward)


def allowed(url: str) -> httpx.URL:
    """`url` taken apart, its fragment dropped. CouldNot for anything but a plain web address of a public name."""
    try:
        target = httpx.URL(url[: LONGEST_URL + 1]).copy_with(fragment=None)
        host = target.raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError):
        raise CouldNot("no web address") from None
    if len(url) > LONGEST_URL or target.scheme not in PORTS or target.userinfo:
        raise CouldNot("no web address")
    if target.port not in (None, *PORTS.values()):
        raise CouldNot("an unusual port")
    if not is_address(host) and not registrable(host):
        raise CouldNot("no public name")
    return target


def _onward(response: httpx.Response) -> str:
    """Where a redirect points, complete; "" when it does not say."""
    place = response.headers.get("location", "").strip()
    if not place or len(place) > LONGEST_URL:
        return ""
    try:
        return str(response.request.url.join(place))
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError):
        raise CouldNot("no web address") from None


async def _body(response: httpx.Response, most: int) -> bytes:
    """The body, unpacked piece by piece, so that a small file that grows huge is left as soon as it is too large."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise CouldNot("packed in an unknown way")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed not in ("identity", "") else None
    body, read = bytearray(), 0
    async for piece in response.aiter_raw():
        read += len(piece)
        body += unpack.decompress(piece, most + 1 - len(body)) if unpack else piece
        if max(read, len(body)) > most:
            raise CouldNot("too large")
    return bytes(body)
