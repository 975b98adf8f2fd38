"""/privacy: what is kept and what is not, and what Telegram itself shows."""

from bot.markup import bold, esc
from bot.model import Reply
from bot.scene import Scene


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    texts = scene.texts
    kept = ["• " + esc(texts.say(f"privacy.{key}")) for key in ("keep-1", "keep-2")]
    rest = [esc(texts.say(f"privacy.{key}")) for key in ("not", "cloud", "third", "delete")]
    return [Reply("\n".join([bold(texts.say("privacy.head")), *kept, "", *rest]))]
