"""POST /api/v1/check for partners: JSON in, the verdict as `python -m checks --json` prints it. Nothing is kept.

The description for programs is `openapi.json`, written by hand; tests hold it against the answers.
"""

import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import Any

from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.limits import Limits, Say
from bot.settings import Settings
from bot.web.bodies import Refused, body
from bot.web.looker import Looker
from checks import BadOffer
from checks.__main__ import as_object
from checks.model import Offer, Verdict

DESCRIPTION = Path(__file__).with_name("openapi.json")
MOST_BYTES = 512 * 1024
MOST_FIELD = 35  # letters of a country or a language
FIELDS = frozenset({"text", "country", "language", "reply"})
Words = Callable[[Offer, Verdict], Awaitable[str]]  # the answer as people read it
WORDS = {
    408: "The body came too slowly.",
    413: f"The body is larger than {MOST_BYTES:,} bytes.",
    415: "Send application/json.",
    503: "Too many ask at this moment. Try again in a minute.",
    400: "The body did not arrive whole.",
}


def routes(settings: Settings, look_at: Looker, words: Words) -> list[Route]:
    """The description always; the check where the operator gave out keys. `words`: for those who want them too."""
    description = DESCRIPTION.read_bytes()
    limits = Limits(
        settings.api_a_minute, settings.api_a_minute, settings.api_a_minute * max(1, len(settings.api_keys))
    )

    async def describe(_request: Request) -> Response:
        return Response(description, media_type="application/json", headers={"Access-Control-Allow-Origin": "*"})

    async def look(request: Request) -> Response:
        partner = partner_of(request.headers.get("authorization", ""), settings.api_keys)
        if partner is None:
            return _error(401, "Send your key: Authorization: Bearer KEY.", **{"WWW-Authenticate": "Bearer"})
        if limits.ask(partner, 0, token_bytes(8)) is not Say.ANSWER:
            return _error(429, "That is more than was agreed for one minute.", **{"Retry-After": "60"})
        try:
            offer, wanted = offer_of(await body(request, "application/json", MOST_BYTES))
            verdict = await look_at(offer)
        except Refused as error:
            return _error(error.status, WORDS[error.status])
        except BadOffer as error:
            return _error(422, str(error))
        said = {"reply": await words(offer, verdict)} if wanted else {}
        return JSONResponse(as_object(verdict) | said)

    paths = [Route("/api/v1/openapi.json", describe)]
    return [*paths, Route("/api/v1/check", look, methods=["POST"])] if settings.api_keys else paths


def partner_of(header: str, keys: Sequence[tuple[str, SecretStr]]) -> str | None:
    """Whose key it is, or None; all keys are compared, each in a time that tells nothing."""
    scheme, _, given = header.partition(" ")
    digest = sha256(given.strip().encode("utf-8", "replace")).digest()
    found = None
    for name, key in keys:
        if hmac.compare_digest(digest, sha256(key.get_secret_value().encode()).digest()):
            found = name
    return found if scheme.lower() == "bearer" else None


def offer_of(raw: bytes) -> tuple[Offer, bool]:
    """The offer in a body, and whether the words of the answer are wanted. Raises BadOffer with the reason."""
    try:
        row: Any = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadOffer("The body is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise BadOffer("The body is not JSON.") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadOffer("The body is not an object with a text.")
    if unknown := row.keys() - FIELDS:
        raise BadOffer(f"Only {', '.join(sorted(FIELDS))} are read; there are {len(unknown)} other fields.")
    country, language = row.get("country", ""), row.get("language", "")
    if not all(isinstance(field, str) and len(field) <= MOST_FIELD for field in (country, language)):
        raise BadOffer("country and language are short texts, such as “PH” and “en”.")
    if not isinstance(row.get("reply", False), bool):
        raise BadOffer("reply is true or false.")
    return Offer(row["text"], country.upper(), language), row.get("reply", False)


def _error(status: int, words: str, **headers: str) -> Response:
    return JSONResponse({"error": words}, status, headers)
