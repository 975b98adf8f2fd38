"""/delete: erase what we keep, offer to delete messages, and say honestly what neither of that can do."""

from bot import store
from bot.markup import esc
from bot.model import Reply
from bot.scene import Scene
from bot.store import state


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    """Our row goes at once; messages only when asked, because a sudden change can be noticed."""
    await store.forget(scene.services.store, scene.at.chat)
    await state.forget(scene.services.store, scene.at.chat)
    texts = scene.texts
    lines = [esc(texts.say(f"delete.{key}")) for key in ("done", "later", "can", "cannot", "choice")]
    row = ((texts.say("button.erase"), "del|erase"), (texts.say("button.keep"), "del|keep"))
    return [Reply("\n".join(lines), (row,))]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """The answer to an erasure is a toast, so that it leaves no new message behind."""
    if rest == "open":
        return await show(scene)
    if rest == "erase":
        return [Reply(esc(scene.texts.say("delete.erased")), toast=True, erase=True)]
    return [Reply(esc(scene.texts.say("delete.kept")), edit=True)] if rest == "keep" else []
