"""Telegram, asked as the bot asks it: the token, the webhook, and what time it is there."""

import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.doctor.model import Finding
from bot.settings import Settings

WAIT_S = 10.0
SKEW_LOOK_S, SKEW_FAULT_S = 30, 300
MANY_PENDING = 100
RECENT_S = 3600


async def telegram(settings: Settings) -> list[Finding]:
    """The token, the clock and the webhook; without a token one line."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return [Finding("token", "look", "there is no TELEGRAM_TOKEN: the bot is a chat in the terminal",
                        "for Telegram, get a token from @BotFather and set TELEGRAM_TOKEN")]  # fmt: skip
    try:
        async with httpx.AsyncClient(base_url=f"{settings.telegram_api_base_url}/bot{token}/", timeout=WAIT_S) as api:
            me = await api.post("getMe")
            hook = await api.post("getWebhookInfo")
    except httpx.HTTPError as error:
        return [_away(error)]
    found = [_token(me), clock(me.headers, datetime.now(UTC))]
    return (
        [*found, webhook(_result(hook), settings.webhook_url, datetime.now(UTC))] if found[0].state == "ok" else found
    )


def _away(error: httpx.HTTPError) -> Finding:
    """Why there is no connection: a name that nobody knows is not a network that is down."""
    says, cause = f"Telegram can't be reached: {type(error).__name__}", error.__cause__
    while cause and not isinstance(cause, socket.gaierror):
        cause = cause.__cause__ or cause.__context__
    if cause:
        return Finding("token", "fault", f"{says}: its name has no address",
                       "check DNS (/etc/resolv.conf) and TELEGRAM_API_BASE_URL")  # fmt: skip
    return Finding("token", "fault", says, "check the network, its firewall, and TELEGRAM_API_BASE_URL")


def _result(answer: httpx.Response) -> dict[str, Any]:
    """What the method returned; {} when it returned nothing we understand."""
    try:
        result = answer.json().get("result")
    except (ValueError, AttributeError):
        return {}
    return result if isinstance(result, dict) else {}


def _token(answer: httpx.Response) -> Finding:
    if answer.status_code in (401, 404):
        return Finding("token", "fault", "Telegram does not know this token",
                       "copy it again from @BotFather into TELEGRAM_TOKEN")  # fmt: skip
    name = str(_result(answer).get("username", ""))
    if answer.status_code != 200 or not name:
        return Finding("token", "fault", f"Telegram answers {answer.status_code}", "try again in some minutes")
    return Finding("token", "ok", f"Telegram knows the bot as @{name}")


def clock(headers: Mapping[str, str], now: datetime) -> Finding:
    """Our clock against the one of the Bot API server: limits, expiry and the age of updates go by it."""
    try:
        skew = (now - parsedate_to_datetime(headers["date"])).total_seconds()
    except (KeyError, ValueError, TypeError):
        return Finding("clock", "look", "Telegram's server tells no time to compare with", "compare it with your watch")
    says = f"this machine's clock is {abs(skew):.0f} s {'ahead of' if skew > 0 else 'behind'} Telegram's"
    if abs(skew) < SKEW_LOOK_S:
        return Finding("clock", "ok", says)
    return Finding("clock", "fault" if abs(skew) >= SKEW_FAULT_S else "look", says,
                   "switch on time synchronisation: timedatectl set-ntp true")  # fmt: skip


def webhook(info: Mapping[str, Any], wanted: str, now: datetime) -> Finding:
    """Whether Telegram brings updates where we listen; no address of Telegram's is repeated."""
    has = str(info.get("url", ""))
    if not wanted:
        return _polling(has)
    if urlsplit(has).netloc != urlsplit(wanted).netloc:
        where = "nowhere" if not has else "to another host"
        return Finding("webhook", "fault", f"Telegram brings updates {where}",
                       "start `python -m bot web` (or `python -m bot`): it tells Telegram the address")  # fmt: skip
    pending, failed = int(info.get("pending_update_count", 0)), int(info.get("last_error_date", 0))
    if failed and now.timestamp() - failed < RECENT_S:
        return Finding("webhook", "fault", f"Telegram could not bring an update in the last hour; {pending} wait there",
                       "see that WEBHOOK_URL is reachable from outside with a valid certificate")  # fmt: skip
    if pending > MANY_PENDING:
        return Finding("webhook", "look", f"{pending} updates wait at Telegram", "start more `web` programs")
    return Finding("webhook", "ok", f"Telegram brings updates here; {pending} wait there")


def _polling(has: str) -> Finding:
    if has:
        return Finding("webhook", "look", "Telegram has a webhook, and WEBHOOK_URL is empty",
                       "start `python -m bot`: it removes the webhook; or set WEBHOOK_URL")  # fmt: skip
    return Finding("webhook", "ok", "no webhook; updates are fetched by polling")
