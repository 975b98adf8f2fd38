"""Who is speaking: decided before anything is counted (the ten classes of the taxonomy).

"We never ask for a fee" and "pay the fee" hold the same words. This module says, for a phrase that was found,
whether it counts, counts only as a question, or does not count, and by which rule. Effects, in the order tried:

- news or warning (V2, V10): the whole text, or the sentence, warns about others; nothing in it counts
- condition, duty (V5, V6): a rule or the work itself; does not count unless the phrase says `duty = true`
- disclaimer (V1): a negator or "the employer pays" in the same sentence; an exception word reopens it (V7)
- report (V3) and lure (V8): count in full; question (V4): counts, weakly

A disclaimer earns no credit: it only keeps its own words from counting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from checks.model import Voice
from checks.negation import Negation
from checks.phrases import Match
from checks.tokens import SLOTS, Tokens, token_words

REACH_BEFORE = 9  # tokens a negator reaches forward
REACH_AFTER = 5  # tokens a negator after the verb reaches back
REACH_CLAUSES = 1  # clauses a question reaches where a space is all that sets them off: "pay 500 is that normal"
LIST_CHUNK = 4  # a comma-separated list goes on while its pieces are this short
WHOLE_TEXT = 2  # so many warning sentences make the whole text a warning
LOOKED_AT = 4  # times as many tokens are looked at first, in case some are harmless and do not count


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a match is worth: `rule` is empty when it counts."""

    voice: Voice
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """The voices heard in one text: by sentence, and for the text as a whole."""

    tokens: Tokens
    by_sentence: Mapping[int, Mapping[str, tuple[Match, ...]]] = field(default_factory=dict)
    whole: Voice | None = None

    def voices(self, offset: int) -> Mapping[str, tuple[Match, ...]]:
        """The voices of the sentence around `text[offset]`."""
        return self.by_sentence.get(self.tokens.sentence_number(offset), {}) if self.by_sentence else {}


def listen(tokens: Tokens, matches: Iterable[Match]) -> Scene:
    """Sort the voice phrases that were found; decide whether the whole text is a warning or news."""
    found: dict[int, dict[str, list[Match]]] = {}
    for match in matches:
        if match.phrase.voice:
            here = found.setdefault(tokens.sentence_number(match.start), {})
            here.setdefault(match.phrase.voice, []).append(match)
    by_sentence = {number: {voice: tuple(said) for voice, said in here.items()} for number, here in found.items()}
    return Scene(tokens, by_sentence, _whole(by_sentence))


def _whole(by_sentence: Mapping[int, Mapping[str, tuple[Match, ...]]]) -> Voice | None:
    heard = [voice for voices in by_sentence.values() for voice in voices]
    if "false-warning" in heard:
        return None
    if heard.count("news") >= WHOLE_TEXT or ("news" in heard and "notice" in heard):
        return Voice.NEWS
    if "heading" in heard or heard.count("notice") >= WHOLE_TEXT:
        return Voice.NOTICE
    return None


def rule(match: Match, scene: Scene, negation: Negation) -> Ruling:
    """Whether `match`, a flag or a cue that was found, counts."""
    if scene.whole:
        return Ruling(scene.whole, f"whole text reads as {scene.whole.value}")
    heard = scene.voices(match.start)
    if "false-warning" not in heard:
        for name in ("notice", "news"):
            if name in heard:
                return Ruling(Voice(name), f"the sentence reads as {name}")
    for name in ("condition", "duty"):
        if name in heard and not match.phrase.duty:
            return Ruling(Voice(name), f"the sentence reads as {name}")
    if not match.phrase.lure:
        ruling = _negated(match, scene, negation)
        if ruling:
            return ruling
    if "report" in heard:
        return Ruling(Voice.REPORT)
    if any(_is_near(match, asked, scene.tokens) for asked in heard.get("question", ())):
        return Ruling(Voice.QUESTION)
    return Ruling(Voice.LURE if match.phrase.lure else Voice.RECRUITER)


def _is_near(match: Match, said: Match, tokens: Tokens) -> bool:
    """Is a question about the match? A whole message in Thai may be one sentence, its clauses set off by spaces."""
    first, second = sorted((match, said), key=lambda one: one.start)
    return tokens.clause_edges(first.end, second.start) <= REACH_CLAUSES


def _negated(match: Match, scene: Scene, negation: Negation) -> Ruling | None:
    """V1 and V7: a ruling when a negator or a disclaimer reaches the match, None when nothing does."""
    text = scene.tokens.text
    reached = _before(match, scene, negation) or _astride(match, text, negation)
    behind = text[match.end : max(scene.tokens.sentence(match.end - 1)[1], match.end)]
    if reached and negation.or_else and _threatens(behind, negation):
        return None
    reached = reached or _inside(match, text, negation)
    if not reached and negation.after:
        behind = _first_tokens(behind, REACH_AFTER, negation.harmless)
        reached = "negated" if _earliest(behind.split(" , ")[0] + " ", negation.after) >= 0 else ""
    if not reached:
        reached = _disclaimed(match, scene, negation)
    if reached == "reopened" or (reached and _but_me(match, scene.tokens, negation)):
        return Ruling(Voice.REOPENED)
    return Ruling(Voice.DISCLAIMER, "negated in the same clause") if reached else None


def _threatens(behind: str, negation: Negation) -> bool:
    """Does the text behind a negated demand say what happens to who does not meet it?"""
    near = " ".join(word for word in behind.split(None, REACH_AFTER + 1)[: REACH_AFTER + 1] if word != ",")
    return _earliest(f" {near} ", negation.or_else) >= 0


def _but_me(match: Match, tokens: Tokens, negation: Negation) -> bool:
    """ "Do not show the code to anyone but me": the speaker keeps for themselves what nobody else may have."""
    if not negation.but_me:
        return False
    begin, finish = tokens.sentence(match.start)[0], max(tokens.sentence(match.end - 1)[1], match.end)
    before, behind = tokens.text[begin : match.start].rpartition(" , ")[2], tokens.text[match.end : finish]
    clause = f" {before}{tokens.text[match.start : match.end]}{behind.partition(' , ')[0]} "
    return _earliest(clause, negation.but_me) >= 0


def _before(match: Match, scene: Scene, negation: Negation) -> str:
    """Does a negator that stands before the match in its sentence reach it?"""
    if not negation.before:
        return ""
    text = scene.tokens.text
    begin = scene.tokens.sentence(match.start)[0]
    before = _last_tokens(text[begin : match.start], REACH_BEFORE, negation.harmless)
    return _reaches(before, _first_tokens(text[match.start : match.end], 1), negation)


def _reaches(before: str, first: str, negation: Negation) -> str:
    """Does a negator in the tokens `before` reach a match that begins with `first`? "negated", "reopened" or ""."""
    at = _latest(before, negation.before)
    if at < 0:
        return ""
    between = before[at:]
    if _earliest(between, negation.ends) >= 0:
        return ""
    if _earliest(between.rstrip() + first, negation.exceptions) >= 0:
        return "reopened"
    chunks = between.split(" , ")
    if len(chunks) > 1:
        listed = all(len(chunk.split()) <= LIST_CHUNK for chunk in chunks[1:])
        asks = _earliest(chunks[0] + " ", negation.ask) >= 0
        return "negated" if listed and asks else ""
    return "negated"


def _astride(match: Match, text: str, negation: Negation) -> str:
    """A negator that begins before the match and ends in it: 不交 and 交押金 in "不交押金".

    Only one of several tokens can, as most are in scripts that set no spaces between words.
    """
    for negator in negation.before:
        size = len(negator)
        at = text.find(negator, max(match.start - size + 2, 0), match.start + size - 1)
        if at >= 0 and not _in_one(text, at, at + size, negation.harmless):
            return "reopened" if _earliest(text[at : match.end + 1], negation.exceptions) >= 0 else "negated"
    return ""


def _in_one(text: str, start: int, end: int, harmless: tuple[str, ...]) -> bool:
    """Is `text[start:end]` part of a harmless phrase?"""
    return any(0 <= text.find(one, max(end - len(one), 0), start + len(one)) <= start for one in harmless)


def _inside(match: Match, text: str, negation: Negation) -> str:
    """A negator in one of the match's own gaps ("pay no fee"): words the phrase itself wrote do not count."""
    if not (negation.before or negation.after):
        return ""
    inner = _plain(text[match.start : match.end] + " ", negation.harmless)
    for negator in (*negation.before, *negation.after):
        at = inner.find(negator)
        if at >= 0 and negator not in _own_words(match.phrase.say) and negator not in negation.without:
            return "reopened" if _earliest(inner[at:], negation.exceptions) >= 0 else "negated"
    return ""


@lru_cache(maxsize=4_096)
def _own_words(say: tuple[str, ...]) -> str:
    """The words that the patterns of a phrase are written with, as token text."""
    return f" {' '.join(word for pattern in say for word in token_words(pattern))} "


def _disclaimed(match: Match, scene: Scene, negation: Negation) -> str:
    if not scene.by_sentence:
        return ""
    ends = {scene.tokens.sentence_number(at): at for at in (match.start, match.end - 1)}
    for said in (said for at in ends.values() for said in scene.voices(at).get("disclaimer", ())):
        between = scene.tokens.text[min(said.end, match.end) : max(said.start, match.start)] + " "
        far = len(between.split(None, REACH_BEFORE + 1)) > REACH_BEFORE
        if far or _priced_apart(match, said, between, scene.tokens.text):
            continue
        return "reopened" if _earliest(between, negation.exceptions) >= 0 else "negated"
    return ""


def _priced_apart(match: Match, said: Match, between: str, text: str) -> bool:
    """ "Registration fee 500, the company pays the ticket": a priced demand before a comma is not taken back by it."""
    priced = any(c.isdigit() or c == SLOTS["money"] for c in text[match.start : match.end] + between)
    return said.start >= match.end and " , " in between and priced


def _plain(text: str, harmless: tuple[str, ...]) -> str:
    """`text` without phrases in which a negator takes nothing back."""
    for phrase in harmless:
        text = text.replace(phrase, " ")
    return text


def _last_tokens(text: str, count: int, harmless: tuple[str, ...] = ()) -> str:
    """The last `count` tokens of `text` without `harmless` phrases; what stands far before them cannot change them."""
    if harmless:
        words = text.rsplit(None, LOOKED_AT * count)[1:]
        lasting = _lasting(words, harmless)
        enough = " ".join(words[lasting[-count] :]) if len(lasting) >= count else text
        text = _plain(f" {enough} ", harmless)
    return f" {' '.join(text.rsplit(None, count)[-count:])} "


def _first_tokens(text: str, count: int, harmless: tuple[str, ...] = ()) -> str:
    """The first ones, in the same way."""
    if harmless:
        words = text.split(None, LOOKED_AT * count)[:-1]
        lasting = _lasting(words, harmless)
        enough = " ".join(words[: lasting[count - 1] + 1]) if len(lasting) >= count else text
        text = _plain(f" {enough} ", harmless)
    return f" {' '.join(text.split(None, count)[:count])} "


def _lasting(words: list[str], harmless: tuple[str, ...]) -> list[int]:
    """Where words stand that are in no harmless phrase: none is taken out, and no phrase reaches over one."""
    taken = {word for phrase in harmless for word in phrase.split()}
    return [at for at, word in enumerate(words) if word not in taken]


def _latest(text: str, words: tuple[str, ...]) -> int:
    return max((text.rfind(word) for word in words), default=-1)


def _earliest(text: str, words: tuple[str, ...]) -> int:
    places = [at for word in words if (at := text.find(word)) >= 0]
    return min(places, default=-1)
