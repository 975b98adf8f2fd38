"""/story: made-up stories in which the reader answers a recruiter and sees where each choice leads. Nothing is kept.

Callback data is "sty|<story>|<path>": the number of each choice so far, so one step back is one digit less. Also
"sty|menu" and "sty|leave"; a "!" at the end: as a message of its own.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot import store
from bot.buttons import Rows
from bot.codes import Memo, pack
from bot.markup import bold, esc, small
from bot.model import Button, Reply
from bot.scene import Scene, quietly
from bot.screens import help as helping
from checks.model import Level
from content.guidance import Story

VERB = "sty"
START = "start"
MOST_SIGNS = 4


async def show(scene: Scene, _argument: str = "") -> list[Reply]:
    return [_menu(scene)]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """The page a choice leads to; [] for what we did not write or a story that has changed since."""
    data, edit = rest.removesuffix("!"), not rest.endswith("!")
    if data == "menu":
        return [replace(_menu(scene), edit=edit)]
    if data == "leave":
        return [Reply(esc(scene.texts.say("story.left")), edit=True)]
    name, _, path = data.partition("|")
    story = scene.library.school.stories.get(name)
    way = walked(story, path) if story else []
    if story is None or not way:
        return []
    if story.nodes[way[-1]].end:
        await quietly(store.count(scene.services.store, scene.services.today(), [("story", story.id)]))
    return [_page(scene, story, path, way)]


def walked(story: Story, path: str) -> list[str]:
    """The nodes on a path of choices, the first one included; [] when there is no such path."""
    way = [START]
    for choice in path:
        to = story.nodes[way[-1]].to
        if not (choice.isascii() and choice.isdecimal() and int(choice) < len(to)):
            return []
        way.append(to[int(choice)])
    return way


def _menu(scene: Scene) -> Reply:
    say = scene.texts.say
    rows: Rows = tuple(((say(f"story.{name}.title"), f"{VERB}|{name}|"),) for name in scene.library.school.stories)
    last = ((say("story.learn"), "lrn|menu!"), _leave(scene))
    return Reply(f"{esc(say('story.head'))}\n{small(say('story.heavy'))}", (*rows, last))


def _page(scene: Scene, story: Story, path: str, way: list[str]) -> Reply:
    key, node = f"story.{story.id}.{way[-1]}", story.nodes[way[-1]]
    title = scene.texts.say("story.small", title=scene.texts.say(f"story.{story.id}.title"))
    lines = [small(title), *_said(scene, story, way), "", esc(scene.texts.say(f"{key}.text"))]
    if node.end:
        return Reply("\n".join([*lines, *_end(scene, story, way)]), _end_rows(scene, story, path), edit=True)
    rows: Rows = tuple(
        ((scene.texts.say(f"{key}.to-{target}"), f"{VERB}|{story.id}|{path}{number}"),)
        for number, target in enumerate(node.to)
    )
    return Reply("\n".join(lines), (*rows, (*_back(scene, story, path), _leave(scene))), edit=True)


def _said(scene: Scene, story: Story, way: list[str]) -> Iterator[str]:
    """The choice that led here."""
    if len(way) > 1:
        yield bold("– " + scene.texts.say(f"story.{story.id}.{way[-2]}.to-{way[-1]}"))


def _end(scene: Scene, story: Story, way: list[str]) -> Iterator[str]:
    """The signs met on this way, one thing to do, and one place that helps."""
    texts, node = scene.texts, story.nodes[way[-1]]
    if signs := _signs(scene, story, way):
        yield from ("", esc(texts.say("story.signs")))
        yield from ("• " + esc(texts.say(f"flag.{flag}.title")) for flag in signs)
    yield from ("", bold(texts.say("story.do", do=texts.say(f"story.{story.id}.{way[-1]}.do"))))
    yield helping.nearest(scene, node.end or "control")


def _signs(scene: Scene, story: Story, way: list[str]) -> list[str]:
    """The gravest flags of a way, in the order they were met."""
    flags = scene.library.flags
    met = dict.fromkeys(f for name in way for f in story.nodes[name].signs if f in flags)
    gravest = sorted(met, key=lambda flag: (not flags[flag].emergency, -flags[flag].points))[:MOST_SIGNS]
    return [flag for flag in met if flag in gravest]


def _end_rows(scene: Scene, story: Story, path: str) -> Rows:
    """Help first, also for whom the story is not made up; then other ways, and the way out."""
    say = scene.texts.say
    memo = Memo(Level.CARE, story.nodes[walked(story, path)[-1]].end or "control")
    help_row = (say("story.who"), pack("help", memo)), (say("button.happened"), pack("happened", memo))
    again = (say("story.again"), f"{VERB}|{story.id}|")
    more = (say("story.more"), f"{VERB}|menu")
    return (help_row, (*_back(scene, story, path), again), (more, _leave(scene)))


def _back(scene: Scene, story: Story, path: str) -> tuple[Button, ...]:
    return ((scene.texts.say("story.back"), f"{VERB}|{story.id}|{path[:-1]}"),) if path else ()


def _leave(scene: Scene) -> Button:
    return scene.texts.say("story.leave"), f"{VERB}|leave"
