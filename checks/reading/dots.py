"""Dots: which one ends a sentence, and which only ends a short form ("No. 5", "Mr. Lee", "руб. в час", "setup.exe").

A short form is known by its word and proved by what stands behind its dot, because "no." and "min." also end
sentences. It is of one or more kinds:

- name: a title, a street, a place; a word or a figure follows on the same line ("Dr. Amin", "ул. Ленина")
- figure: a digit follows ("approx. 300", "Tel. 09..."); behind "No." only where a noun stands before it, or none blank
- on: the sentence goes on in lower case or with another short form ("Pvt. Ltd.", "etc. are free")
"""

import unicodedata
from functools import lru_cache

from checks.fold import Folded
from checks.reading.source import as_typed
from checks.reading.words import Words, table

# Words of all languages together: a text has not been read so far that its language is known. Left out is what
# people end sentences with: "ok.", "info.", "mgr.", "им.", "год.".
_SHORT = {
    "name": (
        "mr, mrs, ms, dr, engr, prof, st, sr, sra, srta, sres, dra, jr, rev, capt, smt, adv, av, avda, ctra, ud, uds, "
        "vd, jl, bpk, tp, ul, pl, inż, str, blvd, cad, mah, ул, просп, пер, пл, бул, вул, пров, डॉ, डा, प्रा, ডা, ডাঃ, "
        "মো, মোঃ"
    ),
    "number": "no, nos",
    "figure": "nr, num, ph, mob, cel, ext, fig, art, vol, hp, sdt, tlp, tlf, стр, кв, корп, оф, каб, नं",
    "figure on": "tel, telf, тел, моб, approx, aprox, env, cca, min, max, sec, incl, excl, rs, ref, прибл, रु, रू",
    "on": (
        "ltd, pvt, co, corp, inc, llc, llp, plc, bhd, sdn, ltda, cia, dept, dpto, govt, etc, viz, vs, hrs, mth, yr, "
        "yrs, wk, wks, mins, обл, тыс, млн, млрд, руб, грн, тис, мес, міс, чел, дол, долл, др, коп, лтд, tys, mies, "
        "godz, itp, itd, np, tzn, dll, dsb, tgl, tic, şti, vb, लि"
    ),
}
MOST_BETWEEN = 4  # signs between the dot and what proves it
_BETWEEN = " )\"':+"  # which may


@lru_cache(maxsize=1)
def _short() -> Words[str]:
    return table(_SHORT)


@lru_cache(maxsize=1)
def _ends() -> frozenset[str]:
    """The last two letters of short forms: the quickest look at a dot, of which most end sentences."""
    return frozenset(word[-2:] for word in _short())


def ends_a_sentence(folded: Folded, dot: int) -> bool:
    """Does the dot at `folded.text[dot]` end a sentence?"""
    return not (_is_initial(folded.text, dot) or _is_inner(folded, dot) or _is_short_form(folded, dot))


def _is_initial(text: str, dot: int) -> bool:
    """Does a letter that stands alone stand before the dot? "J. Smith", "г. Ковров"."""
    if not text[max(0, dot - 1) : dot].isalpha():
        return False
    before = text[dot - 2 : dot - 1] if dot > 1 else ""
    return not (before.isalnum() or unicodedata.category(before or " ").startswith("M"))


def _is_inner(folded: Folded, dot: int) -> bool:
    """A dot inside one name, or before a comma, is no sentence end: "setup.exe", "RR.HH.", "EE. UU.", "руб./час"."""
    behind = folded.text[dot + 1 : dot + 2]
    if behind in (",", "/"):
        return True
    if behind.isdigit() and folded.text[dot - 1 : dot].isdigit():
        return True
    if behind.isalnum() and behind.isascii() and as_typed(folded, dot + 1, dot + 2).islower():
        return True
    pair = folded.text[max(0, dot - 3) : dot].lstrip(" .,(")  # the plural of a short form in Spanish
    return len(pair) == 2 and pair[0] == pair[1] and as_typed(folded, dot - 2, dot).isupper()


def _is_short_form(folded: Folded, dot: int) -> bool:
    """Does the word before the dot, and what stands behind it, say that the sentence goes on?"""
    found = _short().before(folded.text, dot) if folded.text[max(dot - 2, 0) : dot] in _ends() else None
    if not found:
        return False
    text, (_, kind, start, _) = folded.text, found
    gap = text[dot + 1 : dot + 1 + MOST_BETWEEN]
    at = dot + 1 + len(gap) - len(gap.lstrip(_BETWEEN))
    behind = text[at : at + 1]
    if kind == "number":
        return behind.isdigit() and (at == dot + 1 or text[start - 2 : start - 1].isalpha())
    if kind == "name":
        return behind.isalnum() and not text[start - 2 : start].strip().isdigit()
    if not behind or behind.isdigit():
        return bool(behind) and "figure" in kind
    return "on" in kind and (as_typed(folded, at, at + 1).islower() or _is_company_form(text, at))


def _is_company_form(text: str, start: int) -> bool:
    """ "Pvt. Ltd.": a second short form of the kind behind which sentences go on."""
    found = _short().at(text, start)
    return found is not None and found[1] == "on"
