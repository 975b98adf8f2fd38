"""From a verdict to what a person reads. Pure: verdict, offer, texts, content and the day make a Reply.

In this order: level and act; up to three reasons in the person's own words; one thing to do; one helpline;
what was checked and what was not. Short enough to read on a small screen: the fullest form of at most 70
words is taken. Danger now is another page (`urgent.py`), and help comes first there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import get_args

from bot import fees, urgent
from bot.buttons import memo_of, source_row, under
from bot.codes import Memo
from bot.lines import FACT_LIMIT, View, checked_line, facts_of, help_line, laws, need_of, reason, said, told
from bot.markup import bold, esc, words
from bot.model import Reply
from bot.quote import quoted
from bot.texts import Texts
from checks.model import Finding, Level, Offer, Verdict, Voice
from content.model import Action, Library

MOST_WORDS = 70
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Form:
    """How full a page is: reasons, code points of a quote, one sentence more, notes, numbers, helpline."""

    reasons: int
    quote: int
    body: bool = False
    notes: bool = True
    numbers: bool = False
    help: bool = True


FORMS = (  # fullest first
    Form(3, 60, body=True, numbers=True),
    Form(3, 60, body=True),
    Form(3, 60, numbers=True),
    Form(3, 40, numbers=True),
    Form(3, 40),
    Form(3, 25),
    Form(2, 40),
    Form(2, 25),
    Form(1, 40),
    Form(1, 25, notes=False),
)


def render(verdict: Verdict, offer: Offer, texts: Texts, library: Library, today: date, *, unread: str = "") -> Reply:
    """What to answer to `offer`. `offer.country` is the reader's and chooses the helpline."""
    view = View(verdict, offer, texts, library, today, unread)
    if verdict.level is Level.URGENT:
        return urgent.render(verdict, offer, texts, library, today)
    if verdict.asks_source and not sure(verdict):
        return _ask_first(view)
    reply = _none(view) if verdict.level is Level.NONE else _warning(view)
    return _and_ask(view, reply) if verdict.asks_source else reply


def shown(view: View) -> list[Finding]:
    """One finding a flag, strongest first, of each group the best before any second; no background flags."""
    flags = view.library.flags
    first: dict[str, Finding] = {}
    for finding in sorted(view.verdict.findings, key=lambda f: f.weak):
        known = flags.get(finding.flag)
        if known and known.status == "live" and known.strength != "context":
            first.setdefault(finding.flag, finding)
    ranked = [first[name] for name in view.verdict.flags if name in first]
    groups: dict[str, Finding] = {}
    for finding in ranked:
        groups.setdefault(flags[finding.flag].group, finding)
    return [*groups.values(), *(f for f in ranked if f not in groups.values())]


def sure(verdict: Verdict) -> bool:
    """True when something the recruiter says was found, and not only a question or a warning."""
    return verdict.level is not Level.NONE and any(not f.weak for f in verdict.findings)


def lead(view: View, findings: Sequence[Finding]) -> tuple[str, Action]:
    """The flag that says what to do: of those shown, the one whose action is the gravest."""
    grave = get_args(Action)
    flags = [view.library.flags[f.flag] for f in findings[:MOST_REASONS]]
    if not flags:
        return "", "verify"
    best = min(flags, key=lambda flag: grave.index(flag.action))
    return best.id, best.action


def _warning(view: View) -> Reply:
    findings = shown(view)
    frame = _frame(view, findings)
    page = _fullest((partial(_page, view, findings, frame, form) for form in FORMS), frame)
    return Reply(page, under(view.texts, _memo(view, findings), view.offer.country))


def _memo(view: View, findings: Sequence[Finding]) -> Memo:
    return memo_of(view.verdict, need_of(view.verdict), [finding.flag for finding in findings])


def _fullest(forms: Iterable[Callable[[], Iterator[str]]], frame: Sequence[str]) -> str:
    """The first form that is short enough, or the last; a form gives its lines, and is left where it grows too long.

    `frame` are the lines that all forms have: counted before, so that one that is too long is left early.
    """
    counted, most = dict.fromkeys(("", *frame), 0), MOST_WORDS - sum(map(words, frame))
    form: Callable[[], Iterator[str]] = partial(iter, ())
    for form in forms:
        lines, left = [], most
        for line in form():
            if line not in counted:
                counted[line] = words(line)
            lines.append(line)
            left -= counted[line]
            if left < 0:
                break
        else:
            return "\n".join(lines)
    return "\n".join(form())


def _page(view: View, findings: Sequence[Finding], frame: Sequence[str], form: Form) -> Iterator[str]:
    first, head, last, checked = frame
    yield first
    yield ""
    yield from _reasons(view, findings, form, head)
    if form.body and findings:
        yield view.once(("body", form.quote), lambda: esc(said(findings[0], view.texts, "body", form.quote)))
    yield from _notes(view, form)
    yield ""
    yield last
    yield view.once(("help", form.numbers), partial(help_line, view, form.numbers))
    yield checked


def _frame(view: View, findings: Sequence[Finding]) -> tuple[str, str, str, str]:
    """Level and act, the words before the signs, the one thing to do, what was looked at: the same in every form."""
    texts = view.texts
    flag, action = lead(view, findings)
    first = bold(f"{texts.say(f'reply.{view.verdict.level}')} {texts.say(f'act.{action}')}".strip())
    do = texts.first((f"flag.{flag}.do", f"action.{action}.do", f"do.{action}", "do.verify"))
    head = esc(texts.say("reply.saw")) if findings else ""
    return first, head, esc(texts.say("reply.now", do=do)), checked_line(view)


def _reasons(view: View, findings: Sequence[Finding], form: Form, head: str) -> Iterator[str]:
    if findings:
        yield head
    for finding in findings[: form.reasons]:
        yield view.once(("sign", finding.flag, form.quote), partial(_sign, view, finding, form.quote))


def _sign(view: View, finding: Finding, length: int) -> str:
    """Of several lengths most give the same quote."""
    short = quoted(finding.quote, length)
    return view.once(("reason", finding.flag, short), partial(_reason, view, finding, short))


def _reason(view: View, finding: Finding, quote: str) -> str:
    facts = view.once(("facts", finding.flag), partial(facts_of, finding))
    return "• " + esc(reason(finding, view.texts, quote, facts))


def _notes(view: View, form: Form) -> list[str]:
    """What a check noticed. Behind "=" stands what it found ("note.leads-to=evil.example"): that is never left out."""
    return view.once(("notes", form.notes, form.body), lambda: list(map(esc, _noticed(view, form))))


def _noticed(view: View, form: Form) -> Iterator[str]:
    yield from told(view)
    if form.notes:
        yield from laws(view, full=form.body)
    for key, _, about in (note.partition("=") for note in view.verdict.notes if not fees.ours(note)):
        if view.texts.has(key) and (form.notes or about):
            what, _, since = about.partition("|")
            yield view.texts.say(key, about=quoted(what, FACT_LIMIT), since=since)


NONE_FORMS = (
    Form(2, 60, body=True, numbers=True),
    Form(2, 60, numbers=True),
    Form(2, 60),
    Form(1, 40),
    Form(1, 40, help=False),
    Form(1, 25, notes=False, help=False),
)


def _none(view: View) -> Reply:
    findings = shown(view)
    frame = tuple(_none_frame(view, findings))
    page = _fullest((partial(_none_page, view, findings, frame, form) for form in NONE_FORMS), frame)
    return Reply(page, under(view.texts, _memo(view, findings), view.offer.country))


def _none_page(view: View, findings: Sequence[Finding], frame: Sequence[str], form: Form) -> Iterator[str]:
    """No known signs; or only small ones, which are named, because saying "none" would not be true."""
    first, head, *advice, checked = frame
    yield first
    yield ""
    yield from _reasons(view, findings, form, head)
    yield from advice
    yield from _notes(view, form)
    yield ""
    if form.help:
        yield view.once(("help", form.numbers), partial(help_line, view, form.numbers))
    yield checked
    if form.body:
        yield esc(view.texts.say("reply.again"))


def _none_frame(view: View, findings: Sequence[Finding]) -> Iterator[str]:
    """What was seen, what to check, what was looked at: the same in every form."""
    texts = view.texts
    yield bold(texts.say("reply.none-small" if findings else "reply.none"))
    yield esc(texts.say("reply.saw-small")) if findings else ""
    yield esc(texts.say("none.head"))
    yield from ("• " + esc(texts.say(f"none.check-{n}")) for n in (1, 2, 3))
    yield checked_line(view)


def _question(view: View) -> str:
    """ "question" when the person asks whether something is normal, "source" when it reads like a warning."""
    return "question" if any(f.voice is Voice.QUESTION for f in view.verdict.findings) else "source"


def _ask_first(view: View) -> Reply:
    """One question back, before any level: an advice on a newspaper cutting would only confuse."""
    texts, kind = view.texts, _question(view)
    because = "ask.because" if kind == "source" else "ask.question-because"
    lines = [bold(texts.say(f"ask.{kind}")), esc(texts.say(because)), checked_line(view)]
    return Reply("\n".join(lines), _source_buttons(view, kind))


def _and_ask(view: View, reply: Reply) -> Reply:
    """The answer, and the question under it."""
    kind = _question(view)
    return Reply(f"{reply.html}\n\n{esc(view.texts.say(f'ask.{kind}'))}", _source_buttons(view, kind) + reply.rows)


def _source_buttons(view: View, kind: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    flags = [f.flag for f in shown(view)] + [s.flag for s in view.verdict.suppressed]
    memo = memo_of(view.verdict, need_of(view.verdict), list(dict.fromkeys(flags)), Level.CARE)
    return (source_row(view.texts, memo, kind),)
