"""/happened: "it already happened". Short paths of steps: what helps most in the next hour, then who to call."""

from collections.abc import Iterator

from bot.codes import Memo
from bot.markup import bold, esc
from bot.model import Button, Reply
from bot.scene import Scene, quietly
from bot.screens import help as helping
from bot.store.silence import silence
from checks.model import Level
from content.guidance import Situation

PER_ROW = 2


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    """The list of what may have happened."""
    buttons = [(scene.texts.say(f"happened.{name}.label"), f"hap|{name}") for name in scene.library.situations]
    rows = tuple(tuple(buttons[at : at + PER_ROW]) for at in range(0, len(buttons), PER_ROW))
    return [Reply(esc(scene.texts.say("happened.head")), rows)]


async def under_verdict(scene: Scene, _memo: Memo) -> list[Reply]:
    return await show(scene)


async def press(scene: Scene, rest: str) -> list[Reply]:
    """The steps for one situation and the places that help with it. In danger help stands before the steps."""
    situation = scene.library.situations.get(rest)
    if situation is None:
        return []
    if situation.danger:  # from now on nothing is sent to this chat by itself
        await quietly(silence(scene.services.store, scene.at.chat))
    memo = Memo(Level.URGENT if situation.danger else Level.CARE, situation.need)
    places = helping.places_in(scene, scene.country, memo)
    steps = "\n".join(_steps(scene, situation))
    first = scene.texts.say(f"happened.{rest}.first")
    parts = [esc(first), places.html, steps] if situation.danger else [bold(first), steps, places.html]
    return [Reply("\n\n".join(parts), (*places.rows, *_delete(scene, situation)))]


def _steps(scene: Scene, situation: Situation) -> Iterator[str]:
    for number in range(1, situation.steps + 1):
        yield "• " + esc(scene.texts.say(f"happened.{situation.id}.step-{number}"))


def _delete(scene: Scene, situation: Situation) -> tuple[tuple[Button, ...], ...]:
    return (((scene.texts.say("button.delete"), "del|open"),),) if situation.danger else ()
