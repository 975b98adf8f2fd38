"""/privacy: what is kept and what is not, what leaves for look-ups, and what Telegram itself shows."""

from bot.markup import bold, esc
from bot.model import Reply
from bot.scene import Scene
from bot.store import accounts


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    texts = scene.texts
    lines = ("keep-1", "keep-2", "reports", "tell", "asked", "waiting")
    kept = ["• " + esc(texts.say(key)) for key in (*(f"privacy.{line}" for line in lines), "compare.privacy")]
    kept.append("• " + esc(texts.say("privacy.alerts")))
    if scene.services.lookout:
        kept.append("• " + esc(texts.say("privacy.emerging")))
    if scene.partner:
        kept.append("• " + esc(texts.say("partner.kept", partner=scene.partner.name)))
    if scene.at.chat and await accounts.of_chat(scene.services.store, scene.at.chat):
        kept.append("• " + esc(texts.say("desk.kept")))
    rest = [esc(texts.say(f"privacy.{key}")) for key in ("pictures", "cloud", "third", "export", "delete")]
    return [Reply("\n".join([bold(texts.say("privacy.head")), *kept, "", *_outside(scene), *rest]))]


def _outside(scene: Scene) -> list[str]:
    """Nothing goes out; or, for each look-up the operator switched on, what does and what does not."""
    texts, second = scene.texts, scene.services.second
    if second is None:
        return [esc(texts.say("privacy.not"))]
    lines = ["• " + esc(texts.say(f"privacy.look-{kind}")) for kind in second.kinds]
    head = "not" if second.kinds == ("lists",) else "look"
    return [esc(texts.say(f"privacy.{head}")), *lines, ""]
