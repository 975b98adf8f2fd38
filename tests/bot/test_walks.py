"""A new person walks through the screens in three languages, one of them from right to left; kept in tests/replies/."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot.markup import plain
from bot.model import At, Check, Command, Press, Reply
from bot.scene import Services
from bot.talk import talk
from checks import check
from checks.model import Offer
from tests import once
from tests.bot.reading import page

LIBRARY = once.library()
CHECKER = once.checker()
OFFERS = {
    "es": "Trabajo de limpieza en España, 1.800 euros al mes, sin experiencia. Para reservar el puesto pague 300 euros "
    "de trámites por Western Union a nombre del señor Luis antes de viajar. Escriba al WhatsApp hoy.",
    "ar": "وظيفة عاملة منزل في الكويت، راتب ممتاز. ادفعي رسوم التأشيرة 500 دولار قبل السفر وسلمي جواز السفر للمكتب. "
    "راسلينا على الواتساب اليوم.",
    "hi": "दुबई में होटल का काम, सैलरी 80,000 रुपये, अनुभव की जरूरत नहीं। सीट पक्की करने के लिए 15,000 रुपये रजिस्ट्रेशन फीस गूगल पे "
    "से भेजें। आज ही व्हाट्सऐप करें।",
}
COUNTRY = {"es": "ES", "ar": "KW", "hi": "IN"}
Same = Callable[[str, str], None]


@pytest.fixture
def real(services: Services) -> Services:
    return replace(services, library=LIBRARY, check=lambda offer: check(offer, CHECKER))


class Walk:
    """Says things and presses buttons, and writes down all that is shown."""

    def __init__(self, services: Services, language: str) -> None:
        self.services, self.at, self.shown = services, At(7, 3, language, reply_to=3), list[str]()
        self.last: Sequence[Reply] = ()

    async def say(self, said: Command | Check) -> None:
        self.last = await talk(said, self.services)
        self._write(said.name if isinstance(said, Command) else "the offer")

    async def press(self, verb: str, number: int = 0) -> None:
        """The `number`-th button whose data begin with `verb`, of the newest reply that has one."""
        for reply in reversed(self.last):
            found = [(label, data) for row in reply.rows for label, data in row if data.startswith(verb)]
            if found:
                label, data = found[number]
                self.last = await talk(Press(self.at, data), self.services)
                self._write(f"[ {label} ]")
                return
        raise AssertionError(f"no button {verb}")

    def _write(self, what: str) -> None:
        self.shown.append("\n\n".join([f">>> {what}", *map(page, self.last)]))


@pytest.mark.parametrize("language", OFFERS)
async def test_a_new_person_walks_through(language: str, real: Services, same: Same) -> None:
    walk = Walk(real, language)
    await walk.say(Command(walk.at, "start"))
    await walk.say(Command(walk.at, "country", COUNTRY[language]))
    await walk.say(Check(walk.at, Offer(OFFERS[language])))
    verdict = walk.last
    for verb in ("why|", "todo|", "help|", "ask|"):
        walk.last = verdict
        await walk.press(verb)
    await walk.press("q|", 0)
    await walk.press("q|", 1)
    await walk.press("q|", 2)
    walk.last = verdict
    await walk.press("happened|")
    menu = walk.last
    await walk.press("hap|paid")
    walk.last = menu
    await walk.press("hap|held")
    await walk.say(Command(walk.at, "privacy"))
    await walk.say(Command(walk.at, "delete"))
    same(f"walk-{language}", "\n\n\n".join(walk.shown))
    assert not any("{" in plain(shown) for shown in walk.shown)
