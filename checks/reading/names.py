"""Names of organisations: capitalised words that lead to a legal form ("Pvt. Ltd", "ООО", "Sp. z o.o.") or to a word
agencies call themselves by ("Manpower", "Overseas", "Staffing").

The word that gives a name away is looked for first; most texts have none and are done. From it the name grows to
the left over capitalised words, or to the right when the form stands in front. A name needs one word of its own:
"Recruitment Agency" is a kind of firm, not a name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from checks.fold import Folded
from checks.model import Span
from checks.reading.source import as_typed, starts_upper
from checks.reading.words import occurrences

MOST_WORDS = 6  # to one side of the word that gives the name away

# Behind the name. The second set only in capitals: in small letters they are words.
_FORMS = frozenset(
    "ltd limited llc llp inc incorporated corp corporation plc gmbh srl sarl ltda lda eirl bhd pte pty wll "
    "fze fzc fzco "
    "dmcc sti sp oo sas lllp pvt".split()
)
_CAPITAL_FORMS = frozenset("sa ag ab as bv nv oy kk spa co est kg".split())
# In front of the name; Latin ones only in capitals ("PT Maju").
_FRONT_FORMS = frozenset("ооо оао зао пао ао ип тов фоп тоо оoo".split())
_CAPITAL_FRONT_FORMS = frozenset("pt m/s tnhh".split())
# What agencies call themselves.
_TRADES = frozenset(
    "manpower recruitment agency agencies overseas consultancy consultants consulting staffing placement placements "
    "manning outsourcing immigration enterprises travels agencja pracy agence agencia agentur agenzia ajansi "
    "danismanlik yayasan kadrowa агентство агентства агенция агенція кадровое кадрова рекрутинг".split()
)
# Words that go along with them but say nothing alone.
_COMMON = _TRADES | frozenset(
    "services service solutions group international intl global company center centre bureau trading contracting "
    "establishment holding holdings management hr human resources resource job jobs work worker workers labour labor "
    "employment consultant recruiting recruiter recruiters visa foreign abroad licensed licenced government govt "
    "private public local leading best top trusted world nursing medical domestic it and of the no industry industries "
    "firm firms office business".split()
)
# A run of words with one of these is a post, not a firm ("International Recruitment Manager").
_POSTS = frozenset(
    "manager managers officer officers director directors executive executives vp head assistant assistants specialist "
    "specialists coordinator lead sales engineer engineers teacher teachers professional professionals partner "
    "psychiatrist type status experience experienced team department dept".split()
)
_JOINERS = frozenset("and of de do da la y e i und et z".split())
# A name does not reach over these, however they are written: text in capitals runs on through them.
_BREAKERS = frozenset(
    "we our your you us i is are was has have be to from in at with by on as or for the a an this that it "
    "contact "
    "call apply join hiring hire required require urgent urgently needed need needs wanted now new dear "
    "hello hi welcome about "
    "through via job jobs vacancy vacancies interview company employer client clients salary visa please "
    "whatsapp "
    "telegram email mobile phone name fee fees no sir madam team any all not only free mr mrs ms dr regards thanks "
    "sincerely "
    "от в на для из компания компании наше ваше это мы вы и по в контакт требуются вакансия".split()
)
_WORD = regex.compile(r"(?:\p{L}\.){2,6}(?:\p{L}(?!\p{L}))?+|m/s(?!\p{L})|[\p{L}\p{M}\p{N}]++(?:'\p{L}++)*+")
_MOST_LOOKED_AT = 2 * MOST_WORDS  # words to both sides: a name with a trade and the words behind that
_REACH = 120  # characters to both sides of a word that gives a name away
_DOTTED = ("w.l.l", "l.l.c", "s.a", "s.r.l", "s.p.a", "o.o", "b.v", "n.v", "a.s", "s.l")
_SMALL_TOO = _FORMS | frozenset(_DOTTED)  # forms that are read in small letters too
_MARKS = str.maketrans(dict.fromkeys('.,;:!?()[]"', " "))
_FORMAL = 2  # words before a form that make a name of common words
_QUOTED = regex.compile(r'\s?"([^"\n]{2,60})"')
_PLAIN_GAP = regex.compile(r"[ \t]{1,2}|-|[ ]?&[ ]?")
_DOT_GAP = regex.compile(r"\.[ ]?")
_BRACKET_GAP = regex.compile(r"[ ]?[()][ ]?")
_COMMA_GAP = regex.compile(r",[ ]")
_SHORT = 4  # letters: "Pvt.", "Co.", "St." keep a dot inside a name, longer words end a sentence
_HAN = regex.compile(r"(?:(?<=[是在为由到])|(?<!\p{Han}))\p{Han}{2,24}?有限公司")
_THAI = regex.compile(r"บริษัท ?[\p{Thai}\p{L}\p{N} ]{2,60}?จากัด|บริษัท ?[\p{Thai}\p{L}\p{N} ]{2,60}?จํากัด")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an organisation, as typed."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Token:
    word: str  # folded, dots left out
    start: int
    end: int
    upper: bool  # typed with a capital
    shouted: bool  # typed in capitals only


_SIGNS = _FORMS | _CAPITAL_FORMS | _FRONT_FORMS | _CAPITAL_FRONT_FORMS | _TRADES


def find(folded: Folded) -> tuple[Name, ...]:
    """Names in text order; they do not overlap."""
    text = folded.text
    spans: list[tuple[int, int]] = []
    spans += _spelled(folded)
    if "有限公司" in text:
        spans += (found.span() for found in _HAN.finditer(text))
    if "บริษัท" in text:
        spans += (found.span() for found in _THAI.finditer(text))
    places = (folded.span(*bounds) for bounds in sorted(spans))
    return tuple(Name(span, span.quote(folded.original)) for span in places)


def _spelled(folded: Folded) -> Iterator[tuple[int, int]]:
    done = 0
    for place, word in _signs(folded.text):
        if place < done or not (word in _SMALL_TOO or starts_upper(folded, place)):
            continue
        tokens, at = _around(folded, place, done)
        if at is None:
            continue
        found = _in_front(folded, tokens, at) if _is_front(tokens[at]) else _behind(folded, tokens, at)
        if found:
            done = found[1]
            yield found


def _signs(text: str) -> list[tuple[int, str]]:
    """Where words stand that may give a name away."""
    words = set(text.translate(_MARKS).split())
    found = [(at, word) for word in _SIGNS.intersection(words) for at in occurrences(text, word)]
    found += ((at, form) for form in _DOTTED if form in text for at in occurrences(text, form))
    return sorted(found)


def _around(folded: Folded, place: int, done: int) -> tuple[list[_Token], int | None]:
    """The words around `place`, and which of them starts there."""
    begin = max(done, place - _REACH)
    found = list(_WORD.finditer(folded.text, begin, place + _REACH))
    at = next((index for index, word in enumerate(found) if word.start() == place), None)
    if at is None:
        return [], None
    first = max(0, at - _MOST_LOOKED_AT)
    return [_token(folded, word) for word in found[first : at + _MOST_LOOKED_AT]], at - first


def _token(folded: Folded, found: "regex.Match[str]") -> _Token:
    word, (start, end) = found[0].replace(".", ""), found.span()
    shouted = word in _SIGNS and as_typed(folded, start, end).isupper()
    return _Token(word, start, end, starts_upper(folded, start) or word.isdigit(), shouted)


def _is_front(token: _Token) -> bool:
    return token.shouted and (token.word in _FRONT_FORMS or token.word in _CAPITAL_FRONT_FORMS)


def _is_form(token: _Token) -> bool:
    return token.word in _FORMS or (token.shouted and token.word in _CAPITAL_FORMS)


def _gives_away(token: _Token) -> bool:
    return _is_form(token) or (token.upper and token.word in _TRADES)


def _behind(folded: Folded, tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """A name whose form or trade is the token `at`."""
    if not _gives_away(tokens[at]) or _shouts(folded, tokens, at):
        return None
    first = at
    while first > 0 and at - first < MOST_WORDS and _joined(folded, tokens, first) and _belongs(tokens[first - 1]):
        if _is_form(tokens[first - 1]) and not _is_form(tokens[first]):
            break  # where a form stands, another name ends
        first -= 1
    last = _last_sign(folded, tokens, at)
    if not any(_own(token) for token in tokens[first:at]) and not _is_form(tokens[at]):
        last = _to_the_right(folded, tokens, last)
    return _trimmed(tokens, first, last)


def _shouts(folded: Folded, tokens: Sequence[_Token], at: int) -> bool:
    """Whether a form of two capitals ("SA", "AS") stands in a text that is in capitals anyway."""
    if tokens[at].word in _FORMS or tokens[at].word not in _CAPITAL_FORMS:
        return False
    before = tokens[at - 1] if at else tokens[at]
    return as_typed(folded, before.start, before.end).isupper()


def _last_sign(folded: Folded, tokens: Sequence[_Token], at: int) -> int:
    """The last form, trade or common word behind `at` that words of a name lead to ("Manpower Supply LLC")."""
    last = at
    for behind in range(at + 1, min(len(tokens), at + MOST_WORDS)):
        token = tokens[behind]
        past_form = _is_form(tokens[last]) and not (_is_form(token) or token.word == "z")  # "Sp. z o.o."
        if past_form or not _joined(folded, tokens, behind) or not _belongs(token):
            break
        if _gives_away(token) or (token.upper and token.word in _COMMON):
            last = behind
    return last


def _to_the_right(folded: Folded, tokens: Sequence[_Token], last: int) -> int:
    """ "Agencja Pracy Sunrise": the words of its own follow the trade."""
    end = last
    while end + 1 < len(tokens) and end - last < 3 and _joined(folded, tokens, end + 1):
        token = tokens[end + 1]
        if not token.upper or token.word in _BREAKERS:
            break
        end += 1
    return end


def _in_front(folded: Folded, tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """A name behind its form: "ООО «Ромашка»", "PT Maju Jaya"."""
    form = tokens[at]
    if quoted := _QUOTED.match(folded.text, form.end):
        return form.start, quoted.end()
    last = at
    while last + 1 < len(tokens) and last - at < MOST_WORDS and _joined(folded, tokens, last + 1):
        if not (tokens[last + 1].upper and _belongs(tokens[last + 1])):
            break
        last += 1
    return (form.start, tokens[last].end) if last > at else None


def _joined(folded: Folded, tokens: Sequence[_Token], at: int) -> bool:
    """Whether nothing but a blank, "&", a hyphen, or a dot or comma that a form takes, stands before token `at`."""
    left, right = tokens[at - 1], tokens[at]
    gap = folded.text[left.end : right.start]
    if _PLAIN_GAP.fullmatch(gap):
        return True
    if _DOT_GAP.fullmatch(gap):
        return len(left.word) < _SHORT and (_is_form(left) or _is_form(right) or len(left.word) <= 2)
    if _BRACKET_GAP.fullmatch(gap):
        return "pvt" in (left.word, right.word)  # "(Pvt) Ltd"
    return bool(_COMMA_GAP.fullmatch(gap)) and right.word in _FORMS  # "Acme, Inc", but not "Denver, CO"


def _belongs(token: _Token) -> bool:
    """Whether a word may be part of a name."""
    return (token.upper and token.word not in _BREAKERS) or token.word in _JOINERS or _is_form(token)


def _own(token: _Token) -> bool:
    """Whether a word is one of the firm's own, not of its kind."""
    return token.upper and token.word not in _COMMON and token.word not in _SIGNS and len(token.word) > 1


def _trimmed(tokens: Sequence[_Token], first: int, last: int) -> tuple[int, int] | None:
    """Bounds without joining words at the edges; None without a word of its own or enough common ones and a form."""
    while first < last and tokens[first].word in _JOINERS:
        first += 1
    while last > first and tokens[last].word in _JOINERS:
        last -= 1
    formal = last - first >= _FORMAL and _is_form(tokens[last])  # "Overseas Employment Corporation Ltd"
    if any(token.word in _POSTS for token in tokens[first : last + 1]) and not _is_form(tokens[last]):
        return None
    if first == last or not (formal or any(_own(token) for token in tokens[first : last + 1])):
        return None
    return tokens[first].start, tokens[last].end
