"""An organisation's name beside other words: "acme-careers.com", "acmeusa.com", "jobs.acme.apply.top".

The label is cut into words; what the words beside the name are about decides. Substrings count for nothing: a name
inside a longer word ("unesco" in "itunescodes") is found only when the rest is words too, or a hyphen parts them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from checks.likeness import Level, Likeness, strongest
from checks.protected import Name
from checks.reading.places import atlas
from checks.registries import Cut
from checks.segments import NAME, Piece
from checks.skeleton import plain, skeleton
from checks.tables import Tables

WORK = frozenset(("job", "visa"))
FIRM = frozenset(("company", "place", "code"))
FRANCHISED = frozenset(("hotel_hospitality", "tech"))  # dealers and franchise holders put the country behind the name
WIDE = "tech"  # platforms and shops run sites of their own under every sort of word
SURE = 5  # a name of so many letters is found inside a glued label
SURE_APART = 4  # and of so many when hyphens or dots stand around it
LONG = 7
CODE = 2  # a lone part of so many letters is a country's or a branch's short form
SLIP = 6
# Letters that make another word of the one before them: "position|ing", "intern|al", "work|ers|hip".
ENDINGS = frozenset("ing ings er ers ed al ally able ful less ness ist ists ation ations ive ry ly man men hip".split())


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch between hyphens or dots, cut into words. `own`: it belongs to the label somebody registered."""

    pieces: tuple[Piece, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a host: alone between hyphens or dots (`apart`), or disguised by look-alike letters or a slip."""

    name: Name
    own: bool
    apart: bool
    disguised: bool = False

    @property
    def sure(self) -> bool:
        """Is it this organisation's name and hardly anything else?"""
        return not self.name.ordinary and len(self.name.text) >= (SURE_APART if self.apart else SURE)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the name: kinds of words, the words themselves, and how many letters are no word."""

    kinds: frozenset[str]
    words: tuple[str, ...]
    left: int

    @property
    def work(self) -> bool:
        return bool(self.kinds & WORK)


def find(cut: Cut, known: Tables) -> Likeness | None:
    """The strongest reading of the host as a name with words beside it."""
    if cut.label.replace("-", "") in known.names and not cut.before:
        return None  # the name alone under another ending, or with a hyphen in it: not this rule's
    parts = list(_parts(cut, known))
    names = [*_names(parts, known), *_joined(cut, known)]
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


def _names(parts: Sequence[Part], known: Tables) -> Iterator[Found]:
    for part in parts:
        for name in _named(part.pieces, known):
            yield Found(name, part.own, len(part.pieces) == 1)


def _named(pieces: Sequence[Piece], known: Tables) -> list[Name]:
    """The names among the pieces; one of four letters counts at the beginning only."""
    return [
        known.names[piece.text]
        for place, piece in enumerate(pieces)
        if piece.kind == NAME and (place == 0 or len(piece.text) >= SURE)
    ]


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
            found += (Found(n, own=True, apart=len(pieces) == 1, disguised=True) for n in _named(pieces, known))
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
    level = _level(found, beside, cut)
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


def _level(found: Found, beside: Beside, cut: Cut) -> Level | None:
    if not found.own:
        return _in_front(found, beside)
    if cut.strangers:
        return _at_strangers(found, beside)
    if found.sure or (found.disguised and not found.name.ordinary):
        return _sure(found, beside)
    return _ordinary(found, beside)


def _in_front(found: Found, beside: Beside) -> Level | None:
    """The name left of what was registered: services for firms do that too, so only work beside it says something."""
    if not found.apart:
        return None
    if beside.work or found.name.work:
        return "amber" if found.sure or (len(found.name.text) > CODE and not beside.left) else None
    return "info" if found.sure else None


def _at_strangers(found: Found, beside: Beside) -> Level | None:
    """On a host where anybody gets a name."""
    if found.sure:
        if beside.left:
            return "amber" if found.apart else "info"
        return "red" if beside.work else "amber"
    if beside.work and not beside.left:
        return _ordinary(found, beside)
    return "info" if found.apart and len(found.name.text) >= SURE_APART else None


def _sure(found: Found, beside: Beside) -> Level | None:
    """A name that is hardly anything else."""
    if "infra" in beside.kinds and not beside.work:
        return None
    if beside.work or found.name.work:
        if not beside.left:
            return "red"
        return "amber" if found.apart or beside.left <= 1 or len(found.name.text) >= LONG else "info"
    if beside.left:
        return "amber" if found.apart and found.name.hiring else "info" if found.apart else None
    if beside.kinds & FIRM:
        return "info" if _is_usual(found, beside) else "amber"
    return "amber" if found.name.hiring or found.disguised else _door(found, beside)


def _is_usual(found: Found, beside: Beside) -> bool:
    """Do honest sites of this kind of organisation, or of its dealers, often look like that?"""
    category = found.name.brand.category
    dealer = category in FRANCHISED and beside.kinds <= {"place", "plain"}
    return dealer or (category == WIDE and not found.apart and not found.disguised)


def _door(found: Found, beside: Beside) -> Level:
    """ "acme-login": be careful; "acmelogin" and "acme-shop": not an address we know of."""
    return "amber" if "access" in beside.kinds and found.apart else "info"


def _ordinary(found: Found, beside: Beside) -> Level | None:
    """A name that is also a word or very short: only whole words about work beside it mean something."""
    size = len(found.name.text)
    if beside.left:
        return "info" if beside.work and found.apart and size >= SURE_APART else None
    if beside.work:
        if size <= CODE:
            return "info" if found.name.text.upper() in atlas().countries else "amber"
        return "amber"
    if beside.kinds & FIRM and size > CODE:
        if size >= SURE_APART and found.name.brand.category in ("recruiter", "job_board"):
            return "amber"
        if found.apart:
            return "amber" if found.name.hiring else "info"
        return "info" if size >= SURE and found.name.hiring else None
    return None
