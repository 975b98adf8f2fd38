"""What lessons and stories must keep: every word is there, Telegram takes it, and no story is a dead end."""

from collections.abc import Iterable, Iterator

from content.guidance import Lesson, Node, Story
from content.model import Library, Problem

START = "start"
OPTIONS = ("a", "b", "c")
PAGES = (2, 4)
CHOICES = (2, 3)
# Telegram's limits for a quiz (Bot API, sendPoll), in UTF-16 code units; the explanation is one line with us.
QUIZ_LIMITS = {"ask": 300, "why": 200, **dict.fromkeys(OPTIONS, 100)}
BUTTON = 40  # what a narrow phone still shows of a button that has a row for itself
LEARN_WORDS = (
    "head", "number", "next", "back", "quiz", "again", "follow", "menu", "story", "close", "closed", "country",
    "places", "more", "ask", "right", "other", "done", "last",
)  # fmt: skip
STORY_WORDS = ("head", "small", "heavy", "back", "leave", "left", "again", "more", "learn", "signs", "do", "who")
LEARN_BUTTONS = ("next", "back", "quiz", "again", "follow", "menu", "story", "close")
STORY_BUTTONS = ("back", "leave", "again", "more", "learn", "who")


def words_are_written(library: Library) -> Iterator[Problem]:
    english = library.languages["en"].texts if "en" in library.languages else {}
    for key in (*_keys_of_lessons(library), *_keys_of_stories(library)):
        if key not in english:
            yield Problem(f"languages/en/texts/{key.partition('.')[0]}.toml", key, "missing key", "Write it")


def _keys_of_lessons(library: Library) -> Iterator[str]:
    if library.school.lessons:
        yield from (f"learn.{word}" for word in LEARN_WORDS)
    for lesson in library.school.lessons.values():
        yield f"learn.{lesson.id}.title"
        yield from (f"learn.{lesson.id}.page-{page}" for page in range(1, lesson.pages + 1))
        yield from _keys_of_quizzes(lesson)


def _keys_of_quizzes(lesson: Lesson) -> Iterator[str]:
    for number in range(1, len(lesson.right) + 1):
        yield from (f"learn.{lesson.id}.quiz-{number}.{part}" for part in QUIZ_LIMITS)


def _keys_of_stories(library: Library) -> Iterator[str]:
    if library.school.stories:
        yield from (f"story.{word}" for word in STORY_WORDS)
    for story in library.school.stories.values():
        yield f"story.{story.id}.title"
        for name, node in story.nodes.items():
            yield f"story.{story.id}.{name}.text"
            yield from _choices(story, name, node)
            if node.end:
                yield f"story.{story.id}.{name}.do"


def _choices(story: Story, name: str, node: Node) -> Iterator[str]:
    return (f"story.{story.id}.{name}.to-{target}" for target in node.to)


def words_fit_telegram(library: Library) -> Iterator[Problem]:
    """In every language: a quiz that Telegram refuses, or a button that is cut off, is a mistake."""
    for language in library.languages.values():
        for key, limit in _limits(library):
            text = language.texts.get(key, "")
            file = f"languages/{language.tag}/texts/{key.partition('.')[0]}.toml"
            if (length := len(text.encode("utf-16-le")) // 2) > limit:
                yield Problem(file, key, f"has {length} characters, Telegram shows {limit}", "Say it shorter")
            if "\n" in text:
                yield Problem(file, key, "has more than one line", "Put it on one line")
        yield from _same_options(library, language.tag)


def _limits(library: Library) -> Iterator[tuple[str, int]]:
    yield from ((f"learn.{word}", BUTTON) for word in LEARN_BUTTONS)
    yield from ((f"story.{word}", BUTTON) for word in STORY_BUTTONS)
    for lesson in library.school.lessons.values():
        yield f"learn.{lesson.id}.title", BUTTON
        yield from ((key, QUIZ_LIMITS[key.rpartition(".")[2]]) for key in _keys_of_quizzes(lesson))
    for story in library.school.stories.values():
        yield f"story.{story.id}.title", BUTTON
        for name, node in story.nodes.items():
            yield from ((key, BUTTON) for key in _choices(story, name, node))


def _same_options(library: Library, tag: str) -> Iterator[Problem]:
    """Two options that read alike make a quiz nobody can answer."""
    texts = library.languages[tag].texts
    for lesson in library.school.lessons.values():
        for number in range(1, len(lesson.right) + 1):
            quiz = f"learn.{lesson.id}.quiz-{number}"
            said = [texts[key] for letter in OPTIONS if (key := f"{quiz}.{letter}") in texts]
            if len(said) != len(set(said)):
                yield Problem(f"languages/{tag}/texts/learn.toml", quiz, "two options are the same", "Tell them apart")


def lessons_are_sound(library: Library) -> Iterator[Problem]:
    low, high = PAGES
    for lesson in library.school.lessons.values():
        if not low <= lesson.pages <= high:
            yield Problem("learn.toml", f"{lesson.id}.pages", f"{lesson.pages} pages", f"Make it {low} to {high}")
        if not lesson.right:
            yield Problem("learn.toml", f"{lesson.id}.right", "is empty", "Name the right option of each quiz")
        if not lesson.fact:
            yield Problem("learn.toml", f"{lesson.id}.fact", "no source", "Say where each fact was read")
        yield from _links("learn.toml", f"{lesson.id}.fact", (fact.source for fact in lesson.fact))


def _links(file: str, key: str, sources: Iterable[str]) -> Iterator[Problem]:
    for source in sources:
        if not source.startswith(("https://", "http://")):
            yield Problem(file, key, f"“{source}” is not a web address", "Give the page it was read on")


def stories_lead_somewhere(library: Library) -> Iterator[Problem]:
    """Every node can be reached, goes on or ends, and no way comes back to where it was: so every way ends."""
    for story in library.school.stories.values():
        if START not in story.nodes:
            yield Problem("story.toml", story.id, f"there is no node “{START}”", "Add it")
            continue
        yield from (problem for name, node in story.nodes.items() for problem in _node(library, story, name, node))
        for name in story.nodes.keys() - reached(story, START):
            yield Problem("story.toml", f"{story.id}.{name}", "no choice leads here", "Lead to it or take it out")
        for name in sorted(story.nodes):
            if any(name in reached(story, target) for target in story.nodes[name].to):
                yield Problem("story.toml", f"{story.id}.{name}", "a way comes back here", "Let it end elsewhere")
        if not any(node.job for node in story.nodes.values()):
            yield Problem("story.toml", story.id, "no way ends in a job", "Add one: honest employers exist")
        if not story.sources:
            yield Problem("story.toml", f"{story.id}.sources", "no source", "Say where such a story was read")
        yield from _links("story.toml", f"{story.id}.sources", story.sources)


def _node(library: Library, story: Story, name: str, node: Node) -> Iterator[Problem]:
    key, (low, high) = f"{story.id}.{name}", CHOICES
    if bool(node.to) == bool(node.end):
        yield Problem("story.toml", key, "needs either `to` or `end`", "Keep one of them")
    if node.to and not low <= len(set(node.to)) == len(node.to) <= high:
        yield Problem("story.toml", f"{key}.to", f"leads to {len(set(node.to))} places", f"Name {low} to {high}")
    for target in node.to:
        if target not in story.nodes:
            yield Problem("story.toml", f"{key}.to", f"there is no node “{target}”", "Mend the name")
    for flag in node.signs:
        if flag not in library.flags:
            yield Problem("story.toml", f"{key}.signs", f"there is no flag “{flag}”", "Mend the name")


def reached(story: Story, start: str) -> set[str]:
    """All nodes that can be come to from `start`, itself among them."""
    found, open_ones = set[str](), [start]
    while open_ones:
        name = open_ones.pop()
        if name not in found and name in story.nodes:
            found.add(name)
            open_ones += story.nodes[name].to
    return found


PROMISES = (words_are_written, words_fit_telegram, lessons_are_sound, stories_lead_somewhere)
