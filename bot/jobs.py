"""The regular work beside the answers, put together: tidying, warnings that are on their way, campaigns, lists."""

from functools import partial

from telegram import Bot

from bot import alerts
from bot.housekeeping import tidy
from bot.inbox.ledger import Ledger
from bot.pace import Pace
from bot.scene import Services
from bot.slow import Job
from bot.store import emerging


def jobs(bot: Bot, services: Services, ledger: Ledger, sends_a_second: float) -> list[Job]:
    """Each harmless to do twice."""

    async def forget_campaigns() -> None:
        await emerging.expire(services.store, services.today())

    reads = services.second.refresh if services.second and not services.store.small else None
    slowly = Pace(sends_a_second / alerts.SHARE)
    return [
        Job("tidy", 1, partial(tidy, ledger)),
        Job("alerts", 1, partial(alerts.send_out, bot, services, slowly)),
        Job("campaigns", 30, forget_campaigns),
        *([Job("lists", 5, reads)] if reads else []),
    ]
