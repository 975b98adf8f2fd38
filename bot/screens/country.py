"""/country: which country's helplines to show. Two taps: first letter, then name. Or typed, or skipped.

Callback data is "cc|<need>|<step>|<what>". The need ("m", "c", "k", "i" or "-") is that of the warning the
button stood under: who can help is then shown together with the choice.
"""

from dataclasses import replace
from difflib import get_close_matches

from bot import store
from bot.codes import NEEDS, Memo
from bot.markup import esc
from bot.model import Button, Reply
from bot.scene import Scene
from bot.screens import help as help_screen
from checks.model import Level

NOT_A_COUNTRY = frozenset({"ZZ", "EU"})
LETTERS_A_ROW = 6
NAMES_A_ROW = 2


async def show(scene: Scene, argument: str = "") -> list[Reply]:
    """The letters as buttons; "/country Kenya" chooses at once."""
    if not argument:
        return [letters(scene)]
    code = find(scene, argument)
    return await choose(scene, code, "-") if code else [letters(scene, ask="country.none")]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """One step of the choice; [] for data we did not write."""
    need, _, rest = rest.partition("|")
    step, _, what = rest.partition("|")
    if need not in (*NEEDS, "-"):
        return []
    if step in ("open", "letters"):  # under a warning the question is a message of its own: the warning stays
        return [replace(letters(scene, need), edit=step == "letters")]
    if step == "names":
        return [names_with(scene, what, need)]
    if step == "set" and what in names(scene):
        return await choose(scene, what, need)
    texts = {"skip": "country.skip", "other": "country.type"}
    return [Reply(esc(scene.texts.say(texts[step])), edit=True)] if step in texts else []


def names(scene: Scene) -> dict[str, str]:
    """Code -> name in the person's language, or in English, in the order of the names."""
    found = {code: name for code in scene.library.countries if (name := name_of(scene, code))}
    return dict(sorted(found.items(), key=lambda item: item[1]))


def name_of(scene: Scene, code: str) -> str:
    """The name of one country, as in `names`; "" for what is none of them."""
    country = scene.library.countries.get(code)
    return "" if country is None or code in NOT_A_COUNTRY else scene.texts.say(f"place.{code}") or country.name


def find(scene: Scene, wish: str) -> str:
    """The code for what was typed: code, everyday or full name, its beginning, a near miss; "" for none."""
    known, wish = names(scene), " ".join(wish.casefold().split())
    alias = scene.texts.say(f"place-alias.{wish.replace(' ', '-')}") or wish.upper()
    if alias in known:
        return alias
    by_name = {name.casefold(): code for code, name in known.items()}
    by_name |= {scene.library.countries[code].name.casefold(): code for code in known}
    if wish in by_name:
        return by_name[wish]
    begins = {code for name, code in by_name.items() if name.startswith(wish)} if len(wish) > 2 else set()
    if len(begins) == 1:
        return begins.pop()
    near = get_close_matches(wish, by_name, n=1, cutoff=0.8)
    return by_name[near[0]] if near else ""


def letters(scene: Scene, need: str = "-", ask: str = "country.ask", verb: str = "cc") -> Reply:
    """The first letters of all countries; with another `verb` the choice is somebody else's."""
    known = scene.library.countries
    first = sorted({known[code].name[0] for code in known.keys() - NOT_A_COUNTRY})  # the same in all languages
    buttons: list[Button] = [(letter, f"{verb}|{need}|names|{letter}") for letter in first]
    texts = scene.texts
    last = ((texts.say("button.other"), f"cc|{need}|other|"), (texts.say("button.skip"), f"cc|{need}|skip|"))
    lines = f"{texts.say(ask)}\n{texts.say('country.letter')}" if ask == "country.ask" else texts.say(ask)
    return Reply(esc(lines), (*_grid(buttons, LETTERS_A_ROW), *((last,) if verb == "cc" else ())))


def names_with(scene: Scene, letter: str, need: str, verb: str = "cc") -> Reply:
    texts = scene.texts
    under = {code: name for code, name in names(scene).items() if scene.library.countries[code].name[0] == letter}
    these = [(name, f"{verb}|{need}|set|{code}") for code, name in under.items()]
    last = ((texts.say("button.back"), f"{verb}|{need}|letters|"),)
    return Reply(esc(texts.say("country.choose")), (*_grid(these, NAMES_A_ROW), last), edit=True)


async def choose(scene: Scene, code: str, need: str) -> list[Reply]:
    """Keep the country; under a warning, show at once who can help there."""
    services = scene.services
    await store.remember(services.store, scene.at.chat, services.today(), country=code)
    done = Reply(esc(scene.texts.say("country.set", country=names(scene)[code])), edit=True)
    if need == "-":
        return [done]
    return [done, help_screen.places_in(scene, code, Memo(Level.CARE, NEEDS[need]))]


def _grid(buttons: list[Button], across: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[i : i + across]) for i in range(0, len(buttons), across))
