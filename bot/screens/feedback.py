""" "This is wrong": three buttons, counted without the text and without the person."""

from collections.abc import Awaitable, Callable

from bot import store
from bot.codes import Memo, pack
from bot.markup import esc
from bot.model import Reply
from bot.scene import Scene, quietly

ANSWERS = ("real", "miss", "words")


async def ask(scene: Scene, memo: Memo) -> list[Reply]:
    rows = tuple(((scene.texts.say(f"button.wrong-{a}"), pack(f"fb-{a}", memo)),) for a in ANSWERS)
    return [Reply(esc(scene.texts.say("feedback.ask")), rows)]


def taken(answer: str) -> Callable[[Scene, Memo], Awaitable[list[Reply]]]:
    """The screen behind one of the three buttons: counts the answer, and which signs it was about."""

    async def take(scene: Scene, memo: Memo) -> list[Reply]:
        things = [("wrong", answer), *((f"wrong-{answer}", flag) for flag in memo.flags)]
        await quietly(store.count(scene.services.store, scene.services.today(), things))
        return [Reply(esc(scene.texts.say("feedback.thanks")), edit=True)]

    return take
