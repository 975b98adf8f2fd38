"""An organisation's name beside other words: "acme-careers.com", "acmeusa.com", "jobs.acme.apply.top".

The label is cut into words; what the words beside the name are about decides. Substrings count for nothing: a name
inside a longer word ("unesco" in "itunescodes") is found only when the rest is words too, or a hyphen parts them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from checks.likeness import Likeness, strongest
from checks.registries import Cut
from checks.segments import NAME, Piece
from checks.skeleton import plain, skeleton
from checks.tables import Tables
from checks.weighing import CODE, SURE, WORK, Beside, Found, weigh

SLIP = 6  # letters of a misspelt name beside a word about work
# Letters that make another word of the one before them: "position|ing", "intern|al", "work|ers|hip".
ENDINGS = frozenset("ing ings er ers ed al ally able ful less ness ist ists ation ations ive ry ly man men hip".split())


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch between hyphens or dots, cut into words. `own`: it belongs to the label somebody registered."""

    pieces: tuple[Piece, ...]
    own: bool


def find(cut: Cut, known: Tables) -> Likeness | None:
    """The strongest reading of the host as a name with words beside it."""
    if cut.label.replace("-", "") in known.names and not cut.before:
        return None  # the name alone under another ending, or with a hyphen in it: not this rule's
    parts = list(_parts(cut, known))
    names = [*(found for part in parts for found in _named(part, known)), *_joined(cut, known)]
    if not names:
        parts, names = _disguised(parts, known)
    return strongest(_judged(found, parts, cut) for found in names)


def _parts(cut: Cut, known: Tables) -> Iterator[Part]:
    for place, label in enumerate((*cut.before, cut.label)):
        own = place == len(cut.before)
        for stretch in plain(label).split("-"):
            core = stretch.strip("0123456789")
            if core and (own or core != "www"):
                yield Part(known.vocabulary.cut(core), own)


def _named(part: Part, known: Tables, *, disguised: bool = False) -> Iterator[Found]:
    """The names among the pieces of `part`; one of four letters counts at the beginning only."""
    last = len(part.pieces) - 1
    for place, piece in enumerate(part.pieces):
        if piece.kind == NAME and (place == 0 or len(piece.text) >= SURE):
            first, edge = place == 0, place in (0, last)
            yield Found(known.names[piece.text], part.own, last == 0, first, edge, disguised)


def _joined(cut: Cut, known: Tables) -> Iterator[Found]:
    """Names that are written with a hyphen, alone in a label left of the registered one: "t-mobile.apply.top"."""
    for label in cut.before:
        name = known.names.get(plain(label).replace("-", "")) if "-" in label else None
        if name and not name.word:
            yield Found(name, own=False, apart=True)


def _disguised(parts: Sequence[Part], known: Tables) -> tuple[list[Part], list[Found]]:
    """The parts read again as the eye takes them, and the names found so: "arnazon-jobs", "hallburton-careers"."""
    work = any(piece.kind in WORK for part in parts for piece in part.pieces)
    read: list[Part] = []
    found: list[Found] = []
    for part in parts:
        pieces = part.pieces
        if part.own and not all(piece.kind for piece in pieces):
            pieces = _as_seen(pieces, known) or (_put_right(pieces, known) if work else pieces)
            found += _named(Part(pieces, part.own), known, disguised=True)
        read.append(Part(pieces, part.own))
    return read, found


def _as_seen(pieces: tuple[Piece, ...], known: Tables) -> tuple[Piece, ...]:
    """The pieces by the look of their letters, in plain spelling; none when no name is seen so."""
    text = "".join(piece.text for piece in pieces)
    seen = known.look_vocabulary.cut(skeleton(text)) if len(text) >= SURE else ()
    if not any(piece.kind == NAME for piece in seen):
        return ()
    return tuple(Piece(known.look_words.get(piece.text, piece.text), piece.kind) for piece in seen)


def _put_right(pieces: tuple[Piece, ...], known: Tables) -> tuple[Piece, ...]:
    """The pieces with one that is no word put right, when it is a slip away from a name."""
    for at, piece in enumerate(pieces):
        names = known.near.find(piece.text) if not piece.kind and len(piece.text) >= SLIP else ()
        for name in (known.names[text] for text in names):
            if not (name.ordinary or name.generic):
                return (*pieces[:at], Piece(name.text, NAME), *pieces[at + 1 :])
    return pieces


def _judged(found: Found, parts: Sequence[Part], cut: Cut) -> Likeness | None:
    beside = _beside(part for part in parts if part.own or not found.own)
    if found.own and not (beside.words or beside.left):
        return None  # only digits beside it
    if found.name.generic and beside.left and not found.apart:
        return None  # "r|usembassy"
    level = weigh(found, beside, cut)
    if not level:
        return None
    return Likeness(level, found.name, "words" if found.own else "subdomain", ", ".join(beside.words))


def _beside(parts: Iterable[Part]) -> Beside:
    """All pieces but names. A word that runs on into letters of no word is part of another one: "position|ing"."""
    kinds: set[str] = set()
    words: list[str] = []
    left = 0
    for part in parts:
        for piece, following in zip_longest(part.pieces, part.pieces[1:]):
            kind = _kind(piece, following, len(part.pieces))
            if kind and kind != NAME:
                kinds.add(kind)
                words.append(piece.text)
            elif not kind and part.own:
                left += len(piece.text)
    return Beside(frozenset(kinds), tuple(words), left)


def _kind(piece: Piece, following: Piece | None, pieces: int) -> str:
    if piece.kind in WORK and following and following.text in ENDINGS:
        return ""
    alone = not piece.kind and pieces == 1 and len(piece.text) <= CODE
    return "code" if alone else piece.kind
