"""Cards to share in any chat: how a kind of trick goes. Chosen by the words typed; nothing of them is kept."""

from collections.abc import Iterator

from bot.markup import bold, esc, small
from bot.model import Inline, Reply
from bot.scene import Scene

MOST = 8
LEAST_LETTERS = 2  # of a word that chooses


def cards(asked: Inline, scene: Scene) -> list[Reply]:
    """The cards that fit the words best; without a fitting one the first few, the general one always."""
    words = [word for word in asked.query.casefold().split() if len(word) >= LEAST_LETTERS]
    fits = {name: _fits(scene, name, words) for name in scene.library.scripts}
    best = sorted((name for name in fits if fits[name]), key=lambda name: -fits[name])
    names = (best or list(fits))[:MOST]
    stories = [_story(scene, name, asked.own) for name in names if scene.texts.has(f"script.{name}.name")]
    general = _card(scene, asked.own, scene.texts.say("share.general"), list(_general(scene)))
    return [*stories, general] if words else [general, *stories]


def _fits(scene: Scene, name: str, words: list[str]) -> int:
    """How many words stand in a story, in the person's language or in English; those in its name count twice."""
    told = (scene.texts.own, scene.texts.english)
    title = " ".join([name, *(texts.get(f"script.{name}.name", "") for texts in told)]).casefold()
    then = " ".join(texts.get(f"script.{name}.next", "") for texts in told).casefold()
    return sum(2 * (word in title) + (word in then) for word in words)


def _story(scene: Scene, name: str, own: str) -> Reply:
    then, do = (scene.texts.say(f"script.{name}.{part}") for part in ("next", "do"))
    lines = [scene.texts.say("share.next", next=then), do]
    return _card(scene, own, scene.texts.say(f"script.{name}.name"), lines)


def _general(scene: Scene) -> Iterator[str]:
    yield scene.texts.say("none.head")
    for number in (1, 2, 3):
        yield "• " + scene.texts.say(f"none.check-{number}")


def _card(scene: Scene, own: str, title: str, lines: list[str]) -> Reply:
    page = [bold(title), *map(esc, lines), "", small(scene.texts.say("share.about"))]
    row = (((scene.texts.say("share.ask"), f"https://t.me/{own}"),),) if own else ()
    return Reply("\n".join(page), row, title=title)
