"""What is counted of a conversation: each thing for itself, tied to nobody; and once more for the partner of the link.

The counts lie in weeks; "day" says on which day of the week a check was made. A corridor is the reader's country and
the first other country an offer names. Nothing is counted where there is no chat (the public page).
"""

from collections.abc import Iterable, Iterator

from bot import store
from bot.scene import Scene
from bot.store.partners import kind_of

Things = Iterable[tuple[str, str]]
# What a partner is told of its own people; the rest is counted once, for all.
FOR_PARTNERS = frozenset(
    ("level", "day", "flag", "script", "language", "country", "corridor", "helpline", "questions", "wrong")
)
MOST = 64  # characters of a value


async def note(scene: Scene, things: Things) -> None:
    """Add one to each. Raises what the store raises."""
    if scene.at.chat:
        counted = [*things]
        await store.count(scene.services.store, scene.services.today(), [*counted, *_for_partner(scene, counted)])


def _for_partner(scene: Scene, things: Things) -> Iterator[tuple[str, str]]:
    """The same under the partner's own kinds; levels stand beside `checks`, which is their sum."""
    if scene.partner is None:
        return
    own = kind_of(scene.partner.code)
    for kind, value in things:
        if kind == "level":
            yield own, "checks"
            yield own, value
        elif kind in FOR_PARTNERS:
            yield f"{own}:{kind}", value


def helplines(names: Iterable[str]) -> list[tuple[str, str]]:
    """Places a person was shown, by their names in our lists."""
    return [("helpline", name[:MOST]) for name in names]
