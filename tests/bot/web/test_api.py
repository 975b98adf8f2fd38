"""POST /api/v1/check: what `python -m checks --json` says, for those who have a key; described as it answers."""

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.settings import Settings, SettingsError, read_settings
from bot.web.api import DESCRIPTION, partner_of
from checks import Checker, check
from checks.__main__ import as_object
from checks.model import Offer
from tests.bot.web.conftest import KEY, asking

FEE = "Pay the registration fee of $50 by gift card to get this job. Write to hr.amy@mail.example"
DOCUMENT = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
AUTH = {"Authorization": f"Bearer {KEY}"}
TYPES = {"string": str, "integer": int, "object": dict, "array": list, "null": type(None)}


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """As much of JSON Schema as the description uses."""
    if "$ref" in schema:
        return fits(value, DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not isinstance(value, tuple(TYPES[kind] for kind in kinds)) or value not in schema.get("enum", [value]):
        return False
    if isinstance(value, list):
        return all(fits(item, schema["items"]) for item in value)
    return not isinstance(value, dict) or _fields_fit(value, schema)


def _fields_fit(value: dict[str, Any], schema: dict[str, Any]) -> bool:
    known, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
    if not set(schema.get("required", ())) <= value.keys() or (rest is False and value.keys() - known.keys()):
        return False
    others = [item for name, item in value.items() if name not in known] if isinstance(rest, dict) else []
    return all(fits(value[n], s) for n, s in known.items() if n in value) and all(fits(item, rest) for item in others)


def described(got: httpx.Response) -> bool:
    """True when status, content type and body are in the description."""
    answers = DOCUMENT["paths"]["/api/v1/check"]["post"]["responses"]
    kind = got.headers["content-type"]
    return fits(got.json(), answers[str(got.status_code)]["content"][kind]["schema"])


async def ask(client: httpx.AsyncClient, body: object, **headers: str) -> httpx.Response:
    return await client.post("/api/v1/check", json=body, headers=AUTH | headers)


@pytest.mark.parametrize(
    "text", [FEE, "We meet on Monday at nine in the office.", "They locked me in and took my passport, I can't leave"]
)
async def test_the_answer_is_that_of_the_command_line_and_as_described(text: str, page, checker: Checker) -> None:
    got = await ask(page, {"text": text, "country": "ph", "language": "en"})
    assert got.status_code == 200
    assert got.json() == as_object(check(Offer(text, "PH", "en"), checker))
    assert described(got)


async def test_a_gateway_gets_the_words_too_in_the_language_it_names(page: httpx.AsyncClient) -> None:
    got = await ask(page, {"text": FEE, "country": "PH", "language": "es", "reply": True})
    assert described(got)
    words = got.json()["reply"]
    assert "registration fee" in words  # its own words are quoted
    assert "Deténgase" in words
    assert "<" not in words


async def test_in_danger_the_words_say_who_can_help(page: httpx.AsyncClient) -> None:
    told = {"text": "They locked me in and took my passport, I can't leave", "country": "AE", "reply": True}
    words = (await ask(page, told)).json()["reply"]
    assert "cgidubai.gov.in" in words


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {KEY}x",
        f"Bearer {KEY[:-1]}",
        f"Basic {KEY}",
        KEY,
        "Bearer gateway",
        "Bearer é",
    ],
)
async def test_without_the_key_there_is_no_answer(header: str, page: httpx.AsyncClient) -> None:
    got = await page.post("/api/v1/check", json={"text": FEE}, headers={"Authorization": header.encode()})
    assert got.status_code == 401
    assert described(got)
    assert KEY not in got.text


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        (415, b"{}", "text/plain"),
        (415, b"text=a", "application/x-www-form-urlencoded"),
        (413, b'{"text": "' + b"a" * 600_000 + b'"}', "application/json"),
        (422, b"", "application/json"),
        (422, b"\xff", "application/json"),
        (422, b"[" * 100_000, "application/json"),
        (422, b"9" * 5_000, "application/json"),
        (422, b'"text"', "application/json"),
        (422, b'{"text": 1}', "application/json"),
        (422, b'{"text": ""}', "application/json"),
        (422, b'{"text": "Pay the fee \\ud800 now"}', "application/json"),
        (422, b'{"text": "Pay the fee", "country": 1}', "application/json"),
        (422, b'{"text": "Pay the fee", "country": null}', "application/json"),
        (422, b'{"text": "Pay the fee", "language": "' + b"e" * 99 + b'"}', "application/json"),
        (422, b'{"text": "Pay the fee", "<script>": 1}', "application/json"),
        (422, b'{"text": "' + b"a" * 200_001 + b'"}', "application/json"),
        (200, b'{"text": "Pay the fee"}', "application/json; charset=utf-8"),
        (200, b'{"text": "Pay the fee \\u0000 now", "country": "<b>", "language": "zz"}', "Application/JSON"),
    ],
)
async def test_a_wrong_body_gets_the_described_error(status: int, content: bytes, kind: str, page) -> None:
    got = await page.post("/api/v1/check", content=content, headers=AUTH | {"Content-Type": kind})
    assert got.status_code == status, got.text
    assert described(got)
    assert "<script>" not in got.text


async def test_a_partner_has_a_limit_of_its_own(site: Callable[..., Starlette]) -> None:
    other = "another-key-for-tests-99"
    async with asking(site(api_keys=f"one={KEY},two={other}", api_a_minute=3)) as client:
        got = [await ask(client, {"text": FEE}) for _ in range(10)]
        assert got[0].status_code == 200
        assert got[-1].status_code == 429
        assert described(got[-1])
        assert got[-1].headers["retry-after"] == "60"
        assert (await ask(client, {"text": FEE}, Authorization=f"Bearer {other}")).status_code == 200


async def test_no_keys_no_api(site: Callable[..., Starlette]) -> None:
    async with asking(site()) as client:
        assert (await ask(client, {"text": FEE})).status_code == 404
        assert (await client.get("/api/v1/openapi.json")).status_code == 200


async def test_only_post_is_answered_and_no_other_site_may_read_it(page: httpx.AsyncClient) -> None:
    assert (await page.get("/api/v1/check")).status_code == 405
    assert "access-control-allow-origin" not in (await ask(page, {"text": FEE})).headers


async def test_the_description_is_served_and_names_every_field(page: httpx.AsyncClient) -> None:
    got = await page.get("/api/v1/openapi.json")
    assert got.json() == DOCUMENT
    assert got.headers["content-type"] == "application/json"
    for name in re.findall(r'"\$ref": "#/components/schemas/(\w+)"', got.text):
        assert name in DOCUMENT["components"]["schemas"]


def test_keys_are_read_and_two_for_one_name_are_fine(tmp_path) -> None:
    keys = Settings(api_keys=f" one={KEY} , one={KEY}2,").api_keys  # type: ignore[arg-type]  # the test names fields or values freely
    assert [name for name, _ in keys] == ["one", "one"]
    assert partner_of(f"bearer {KEY}2", keys) == "one"
    assert partner_of(f"Bearer {KEY}3", keys) is None
    assert KEY not in repr(keys)


WRONG = (
    "API_KEYS=one=short",
    "API_KEYS=justakey-justakey-justakey",
    f"API_KEYS=O={KEY}",
    "CONTACT_EMAIL=a@b.example?cc=x@y.example",
    'CONTACT_EMAIL="a@b.example\nBcc: x@y.example"',
)


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_setting_is_named_without_its_value(line: str, tmp_path) -> None:
    (tmp_path / ".env").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SettingsError) as said:
        read_settings(tmp_path / ".env")
    assert line.partition("=")[0] in str(said.value)
    assert KEY not in str(said.value)
