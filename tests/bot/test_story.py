"""Stories: five minutes, every way ends kindly with one thing to do and who can help, always a way out."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from bot.markup import plain
from bot.model import At, Command, Press, Reply
from bot.scene import Services
from bot.screens.story import walked
from bot.talk import talk
from content.guidance import Story
from tests import once
from tests.bot.reading import grade, page
from tests.bot.test_reply import BANNED
from tests.bot.test_store import tallies

LIBRARY = once.library()
STORIES = LIBRARY.school.stories
AT = At(7, 3, "en", reply_to=3)
WORDS_A_MINUTE = 180
Same = Callable[[str, str], None]


@pytest.fixture
def real(services: Services) -> Services:
    return replace(services, library=LIBRARY)


async def press(data: str, services: Services, language: str = "en") -> Reply:
    return (await talk(Press(At(7, 3, language), data), services))[0]


def paths(story: Story, path: str = "") -> Iterator[str]:
    """Every path of choices, from the start to each end."""
    yield path
    for number, _ in enumerate(story.nodes[walked(story, path)[-1]].to):
        yield from paths(story, f"{path}{number}")


def words(story: Story, path: str) -> int:
    """All words a reader meets on a path, with those of the choices."""
    texts, way = LIBRARY.languages["en"].texts, walked(story, path)
    keys = [k for name in way for k in texts if k.startswith(f"story.{story.id}.{name}.")]
    return sum(len(texts[key].split()) for key in keys)


@pytest.mark.parametrize("name", STORIES)
def test_a_story_takes_at_most_five_minutes_on_every_way_and_is_easy_to_read(name: str) -> None:
    story, texts = STORIES[name], LIBRARY.languages["en"].texts
    assert max(words(story, path) for path in paths(story)) / WORDS_A_MINUTE <= 5
    for node in story.nodes:
        said = texts[f"story.{name}.{node}.text"]
        assert 25 <= len(said.split()) <= 50, node
        assert not BANNED.search(said)
    assert grade("\n".join(texts[f"story.{name}.{node}.text"] for node in story.nodes)) <= 6


@pytest.mark.parametrize("name", STORIES)
def test_some_ways_end_with_a_job_with_nothing_lost_and_with_help_after_paying_or_travelling(name: str) -> None:
    story = STORIES[name]
    ends = [node for node in story.nodes.values() if node.end]
    assert any(node.job for node in ends) and any(node.end == "control" and not node.job for node in ends)
    ways = [walked(story, path) for path in paths(story)]
    after = [way for way in ways if {"paid", "pay", "pass", "more", "go"} & set(way) and story.nodes[way[-1]].end]
    assert {story.nodes[way[-1]].end for way in after} == {"money", "control"}


@pytest.mark.parametrize("language", sorted(LIBRARY.languages))
@pytest.mark.parametrize("name", STORIES)
async def test_every_page_in_every_language_has_a_way_out_and_every_end_has_help(
    name: str, language: str, real: Services
) -> None:
    for node, path in {walked(STORIES[name], path)[-1]: path for path in paths(STORIES[name])}.items():
        reply = await press(f"sty|{name}|{path}", real, language)
        data = [data for row in reply.rows for _, data in row]
        assert "sty|leave" in data and (not path or f"sty|{name}|{path[:-1]}" in data)
        assert all(len(d.encode()) <= 64 for d in data)
        for verb in ("help|", "happened|"):
            assert bool(STORIES[name].nodes[node].end) == any(d.startswith(verb) for d in data)
        assert "{" not in reply.html


async def test_a_walk_from_the_first_message_to_help_reads_as_kept(real: Services, same: Same) -> None:
    await talk(Command(AT, "country", "Kenya"), real)
    shown = [page((await talk(Command(AT, "story"), real))[0])]
    for path in ("", "1", "11", "111", "1110"):  # yes, I borrow and pay, I fly, I write to my sister
        shown.append(page(await press(f"sty|house|{path}", real)))
    shown.append(page(await press("sty|leave", real)))
    same("story-house", "\n\n\n".join(shown))


async def test_from_right_to_left_a_page_begins_on_the_right(real: Services) -> None:
    first, last = await press("sty|house|", real, "ar"), await press("sty|house|1110", real, "ar")
    assert plain(first.html).startswith("\u200f")
    assert any("\u200f" in line and "\u2068" in line for line in plain(last.html).splitlines()[-2:])


async def test_the_way_to_a_job_reads_as_kept(real: Services, same: Same) -> None:
    shown = [page(await press(f"sty|house|{'000000'[:steps]}", real)) for steps in range(7)]
    same("story-house-job", "\n\n\n".join(shown))


@pytest.mark.parametrize("data", ["house|9", "house|0000000000", "house|²", "nope|", "", "house|a", "house|0|0"])
async def test_a_button_of_a_story_that_has_changed_is_answered_as_too_old(data: str, real: Services) -> None:
    assert "too old" in (await press(f"sty|{data}", real)).html


async def test_only_that_a_story_was_read_to_an_end_is_counted(real: Services) -> None:
    await press("sty|farm|", real)
    await press("sty|farm|11", real)
    assert await tallies(real.store) == {}
    await press("sty|farm|110", real)
    assert await tallies(real.store) == {("story", "farm"): 1}


async def test_the_signs_of_the_way_are_named_at_its_end_and_nobody_is_called_anything(real: Services) -> None:
    reply = await press("sty|farm|110", real)
    assert "They ask you to pay first" in reply.html
    assert not BANNED.search(plain(reply.html).replace("trafficking", ""))
