"""Guided questions under a verdict: one at a time, buttons only, and what the answers changed."""

from collections.abc import Iterator
from dataclasses import replace

from bot import counting, interview, urgent
from bot.buttons import memo_of, under
from bot.codes import Memo
from bot.interview import Answer, Talk
from bot.lines import View, help_line, need_of
from bot.markup import bold, esc, small
from bot.model import Button, Reply
from bot.scene import Scene, quietly
from bot.store.silence import silence
from checks.model import Level, Offer, Verdict
from content.model import Action

STOP = "end"  # behind a talk's data: the person has had enough
MORE = "more"
ANSWERS: tuple[tuple[Answer, str], ...] = (("y", "yes"), ("n", "no"), ("u", "unknown"), ("s", "skip"))


async def begin(scene: Scene, memo: Memo) -> list[Reply]:
    """The button under a verdict: the first question, as a message of its own."""
    return [replace(_ask(scene, Talk(memo)), edit=False)]


async def press(scene: Scene, rest: str) -> list[Reply]:
    """An answer, "more" or "stop": the question's message becomes the next question, or the result."""
    data, _, act = rest.partition("!")
    talk = interview.unpack(data, scene.library)
    if talk is None:
        return []
    if interview.verdict(talk, scene.library).level is Level.URGENT:  # nothing is sent to this chat by itself any more
        await quietly(silence(scene.services.store, scene.at.chat))
    if act == STOP:
        return [_result(scene, talk, last=True)]
    if act == MORE or not interview.row_is_over(talk):
        return [_ask(scene, talk)] if not _decided(talk) else [_result(scene, talk)]
    await _count(scene, talk)
    return [_result(scene, talk)]


def _decided(talk: Talk) -> bool:
    """A yes to a safety question ends the questions: help comes now."""
    return bool(talk.said) and talk.said[-1][0].startswith("S") and talk.said[-1][1] in ("y", "u")


async def _count(scene: Scene, talk: Talk) -> None:
    """How many rows of questions were answered; never which, and nothing at all in danger."""
    if interview.verdict(talk, scene.library).level is not Level.URGENT:
        await quietly(counting.note(scene, [("questions", "row")]))


def _ask(scene: Scene, talk: Talk) -> Reply:
    question = interview.following(talk, scene.library)
    if question is None:
        return _result(scene, talk)
    texts = scene.texts
    number = texts.say("interview.number", number=len(talk.said) % interview.IN_A_ROW + 1, all=interview.IN_A_ROW)
    lines = [small(number), bold(texts.say(f"question.{question}.text"))]
    safety = scene.library.questions[question].safety
    page = "\n".join(lines[1:] if safety else lines)  # in danger no counting: the person may stop at any time
    return Reply(page, tuple(_answers(scene, talk, question)), edit=True)


def _answers(scene: Scene, talk: Talk, question: str) -> Iterator[tuple[Button, ...]]:
    say = scene.texts.say
    made = [(say(f"interview.{word}"), interview.pack(talk.with_answer(question, letter))) for letter, word in ANSWERS]
    yield tuple(made[:2])
    yield tuple(made[2:])
    yield ((say("interview.stop"), f"{interview.pack(talk)}!{STOP}"),)


def _result(scene: Scene, talk: Talk, *, last: bool = False) -> Reply:
    """Level and act, what was said that matters, one thing to do, who can help; and more questions for who wants."""
    made = interview.verdict(talk, scene.library)
    offer = Offer("", country=scene.country)
    if made.level is Level.URGENT:
        page = urgent.render(made, offer, scene.texts, scene.library, scene.services.today())
        return replace(page, edit=True)
    view = View(made, offer, scene.texts, scene.library, scene.services.today())
    memo = memo_of(made, need_of(made), interview.names(scene.library.flags, made))
    rows = under(scene.texts, memo, scene.country)
    if not last and interview.following(talk, scene.library):
        rows = (((scene.texts.say("interview.more"), f"{interview.pack(talk)}!{MORE}"),), *rows)
    return Reply("\n".join(_page(view, talk, made)), rows, edit=True)


def _page(view: View, talk: Talk, made: Verdict) -> Iterator[str]:
    texts = view.texts
    flag, action = _gravest(view, made)
    if made.level is Level.NONE:
        yield bold(texts.say("interview.none"))
    else:
        yield bold(f"{texts.say(f'reply.{made.level}')} {texts.say(f'act.{action}')}".strip())
    yield ""
    yield from _because(view, talk)
    yield from _advice(view, talk)
    if made.level is not Level.NONE:
        do = texts.first((f"flag.{flag}.do", f"action.{action}.do", f"do.{action}", "do.verify"))
        yield esc(texts.say("reply.now", do=do))
    yield help_line(view, numbers=True)
    yield small(texts.say("reply.again"))


def _gravest(view: View, made: Verdict) -> tuple[str, Action]:
    known = [f for f in made.flags if f in view.library.flags]
    return (known[0], view.library.flags[known[0]].action) if known else ("", "verify")


def _because(view: View, talk: Talk) -> Iterator[str]:
    """ "Because you said: ..." with the sign each answer means."""
    texts = view.texts
    found = interview.reasons(talk, view.library)
    if found:
        yield esc(texts.say("interview.because"))
    for question, answer, flag in found:
        asked = texts.say(f"question.{question}.text")
        said = texts.say(f"interview.{dict(ANSWERS)[answer]}")
        title = texts.first((f"flag.{flag}.title", "flag-default.title"))
        yield "• " + esc(texts.say("interview.line", question=asked, answer=said, sign=title.rstrip(".")))


def _advice(view: View, talk: Talk) -> Iterator[str]:
    """What answers that set no flag still call for: "find out before you go"."""
    for question, answer in talk.said:
        if answer in ("n", "u") and view.texts.has(f"question.{question}.advice"):
            yield esc(view.texts.say(f"question.{question}.advice"))
