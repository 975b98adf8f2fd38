"""/export: all that is held about this chat, for people and, in one line of JSON, for programs."""

import json
from datetime import UTC, datetime

from bot.markup import bold, esc
from bot.model import Reply
from bot.scene import Scene
from bot.store.export import Held, held


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    texts = scene.texts
    found = await held(scene.services.store, scene.at.chat)
    lines = [f"<code>{esc(document(found))}</code>", "", *(esc(texts.say(f"export.{key}")) for key in ("what", "hash"))]
    return [Reply("\n".join([bold(texts.say("export.head")), *lines, esc(texts.say("export.delete"))]))]


def document(found: Held) -> str:
    """One JSON document; times are UTC."""
    language, country, week = found.person or ("", "", "")
    notes = [{"kind": kind, "kept_until": _time(end)} for kind, end in found.notes]
    whole: dict[str, object] = {"language": language, "country": country, "changed_in_week_of": week, "notes": notes}
    whole["reports"] = [{"status": status, "kept_until": _time(end)} for status, end in found.reports]
    whole["to_be_told_until"] = _time(found.watching_until) if found.watching_until else ""
    whole |= {"warnings": found.alerts, "partner": found.partner, "account": found.account}
    whole["workshop_until"] = _time(found.workshop_until) if found.workshop_until else ""
    return json.dumps(whole | {"messages_waiting": found.waiting, "blocked_since": found.blocked}, ensure_ascii=False)


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="minutes")
