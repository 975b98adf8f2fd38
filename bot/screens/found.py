"""How to report an account, a channel or an advert where it was found: two steps, with their source and date."""

from bot.help import day_of, short_url
from bot.markup import bold, esc, small
from bot.model import Button, Reply
from bot.scene import Scene

PER_ROW = 3


async def press(scene: Scene, rest: str) -> list[Reply]:
    """The list of places, or the route in one of them; [] for one we do not know."""
    if not rest:
        return [Reply(esc(scene.texts.say("found.ask")), _rows(scene))]
    return [_route(scene, rest)] if rest in scene.library.platforms else []


def _rows(scene: Scene) -> tuple[tuple[Button, ...], ...]:
    buttons = [(scene.texts.say(f"platform.{name}.label"), f"fnd|{name}") for name in scene.library.platforms]
    return tuple(tuple(buttons[at : at + PER_ROW]) for at in range(0, len(buttons), PER_ROW))


def _route(scene: Scene, name: str) -> Reply:
    texts, platform = scene.texts, scene.library.platforms[name]
    source = "found.source" if platform.official else "found.source-other"
    day = day_of(platform.read_on.isoformat(), texts)
    lines = [
        bold(texts.say("found.head", name=texts.say(f"platform.{name}.label"))),
        esc(texts.say("found.before")),
        *(f"{number}. {esc(texts.say(f'platform.{name}.step-{number}'))}" for number in (1, 2)),
        esc(texts.say("found.after")),
        small(texts.say(source, url=short_url(platform.sources[0]), date=day)),
    ]
    return Reply("\n".join(lines))
