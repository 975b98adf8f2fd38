""" "This is wrong": three buttons, counted without the text and without the person."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot import counting
from bot.codes import Memo, pack
from bot.markup import esc
from bot.model import Button, Reply
from bot.scene import Scene, quietly
from checks.model import Level

MOST_SIGNS = 4
ANSWERS = ("real", "miss", "words")


async def ask(scene: Scene, memo: Memo) -> list[Reply]:
    rows = [((scene.texts.say(f"button.wrong-{a}"), pack(f"fb-{a}", memo)),) for a in ANSWERS]
    rows[1:1] = [(button,) for button in _signs(scene, memo)]
    return [Reply(esc(scene.texts.say("feedback.ask")), tuple(rows))]


def _signs(scene: Scene, memo: Memo) -> list[Button]:
    """A button for each sign on the page, so that a person can say which one; none in danger."""
    if memo.level is Level.URGENT:
        return []
    made = []
    for flag in memo.flags[:MOST_SIGNS]:
        sign = scene.texts.first((f"flag.{flag}.title", "flag-default.title")).rstrip(".")
        made.append((scene.texts.say("button.wrong-sign", sign=sign), pack("fb-sign", replace(memo, flags=(flag,)))))
    return made


def taken(answer: str) -> Callable[[Scene, Memo], Awaitable[list[Reply]]]:
    """The screen behind one of the three buttons: counts the answer, and which signs it was about."""

    async def take(scene: Scene, memo: Memo) -> list[Reply]:
        things = [("wrong", answer), *((f"wrong-{answer}", flag) for flag in memo.flags)]
        await quietly(counting.note(scene, things))
        return [Reply(esc(scene.texts.say("feedback.thanks")), edit=True)]

    return take
