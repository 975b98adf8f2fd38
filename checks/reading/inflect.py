"""Inflected forms of place names, for the build of places.json only: Russian, Ukrainian, Polish, and Arabic "li-".

Plain paradigms by ending: enough for country and city names ("Польша" -> "Польше", "Katar" -> "Katarze"). A wrong
form costs nothing, because nobody writes it; names that change their stem ("Niemcy", "Niemczech") stand in
places_own.toml.
"""

from collections.abc import Iterator

import regex

Name = tuple[str, str]  # language ("" for names of places_own.toml), name as written
Cases = tuple[str, ...]  # genitive, dative, accusative, instrumental, prepositional

_CYRILLIC = regex.compile(r"\p{Cyrillic}")
# Ending -> what replaces it in the five cases; the longest ending that fits is taken, "" is a consonant.
_RU_NOUN: dict[str, Cases] = {
    "ия": ("ии", "ии", "ию", "ией", "ии"), "ья": ("ьи", "ье", "ью", "ьей", "ье"), "я": ("и", "е", "ю", "ей", "е"),
    "ка": ("ки", "ке", "ку", "кой", "ке"), "га": ("ги", "ге", "гу", "гой", "ге"),
    "ша": ("ши", "ше", "шу", "шей", "ше"),
    "а": ("ы", "е", "у", "ой", "е"), "ь": ("я", "ю", "ь", "ем", "е"), "й": ("я", "ю", "й", "ем", "е"),
    "ы": ("", "ам", "ы", "ами", "ах"), "ты": ("тов", "там", "ты", "тами", "тах"),
    "ды": ("дов", "дам", "ды", "дами", "дах"), "": ("а", "у", "", "ом", "е"),
}  # fmt: skip
_RU_ADJECTIVE: dict[str, Cases] = {
    "ая": ("ой", "ой", "ую", "ой", "ой"), "яя": ("ей", "ей", "юю", "ей", "ей"),
    "ые": ("ых", "ым", "ые", "ыми", "ых"), "ие": ("их", "им", "ие", "ими", "их"),
    "ый": ("ого", "ому", "ый", "ым", "ом"), "ий": ("ого", "ому", "ий", "им", "ом"),
    "ое": ("ого", "ому", "ое", "ым", "ом"),
}  # fmt: skip
_UK_NOUN: dict[str, Cases] = {
    "ія": ("ії", "ії", "ію", "ією", "ії"), "я": ("і", "і", "ю", "ею", "і"), "ща": ("щі", "щі", "щу", "щею", "щі"),
    "ка": ("ки", "ці", "ку", "кою", "ці"), "га": ("ги", "зі", "гу", "гою", "зі"), "а": ("и", "і", "у", "ою", "і"),
    "ь": ("я", "ю", "ь", "ем", "і"), "й": ("ю", "ю", "й", "єм", "ї"), "и": ("ів", "ам", "и", "ами", "ах"),
    "": ("у", "у", "", "ом", "і"),
}  # fmt: skip
_UK_ADJECTIVE: dict[str, Cases] = {
    "а": ("ої", "ій", "у", "ою", "ій"), "я": ("ьої", "ій", "ю", "ьою", "ій"), "і": ("их", "им", "і", "ими", "их"),
    "ий": ("ого", "ому", "ий", "им", "ому"),
}  # fmt: skip
_PL_NOUN: dict[str, Cases] = {
    "ia": ("ii", "ii", "ię", "ią", "ii"), "ja": ("ji", "ji", "ję", "ją", "ji"), "ka": ("ki", "ce", "kę", "ką", "ce"),
    "ga": ("gi", "dze", "gę", "gą", "dze"), "da": ("dy", "dzie", "dę", "dą", "dzie"),
    "ra": ("ry", "rze", "rę", "rą", "rze"),
    "ta": ("ty", "cie", "tę", "tą", "cie"), "a": ("y", "ie", "ę", "ą", "ie"), "y": ("", "om", "y", "ami", "ach"),
    "r": ("ru", "rowi", "r", "rem", "rze"), "t": ("tu", "towi", "t", "tem", "cie"),
    "l": ("lu", "lowi", "l", "lem", "lu"),
    "j": ("ju", "jowi", "j", "jem", "ju"), "k": ("ku", "kowi", "k", "kiem", "ku"), "": ("u", "owi", "", "em", "ie"),
}  # fmt: skip
_PL_ADJECTIVE: dict[str, Cases] = {
    "a": ("iej", "iej", "ą", "ą", "iej"), "e": ("ych", "ym", "e", "ymi", "ych"),
    "ie": ("ich", "im", "ie", "imi", "ich"),
}  # fmt: skip
_INDECLINABLE = tuple("оеуёэю")  # "Перу", "Токио"; Russian also "-и": "Чили", where Ukrainian has a plural
_RU, _UK, _PL = (_RU_NOUN, _RU_ADJECTIVE), (_UK_NOUN, _UK_ADJECTIVE), (_PL_NOUN, _PL_ADJECTIVE)


def forms(named: Name) -> Iterator[str]:
    """The name and the forms it takes in a sentence."""
    tag, name = named
    yield name
    if tag == "pl":
        yield from _declined(name, *_PL)
    elif tag in ("ru", "uk", "") and _CYRILLIC.search(name):
        if tag != "uk":
            yield from _declined(name, *_RU)
        if tag == "uk" or (not tag and name.endswith(("ща", "ія", "ь"))):
            yield from _declined(name, *_UK)
    elif name.startswith("ال"):
        yield "ل" + name.removeprefix("ا")


def _declined(name: str, noun: dict[str, Cases], adjective: dict[str, Cases]) -> Iterator[str]:
    """The whole name in each case. Its last word that is no adjective is the noun; short words stay."""
    pieces = regex.split(r"([\s-]+)", name)
    cases = [_cases(word, noun, adjective, head=_is_head(pieces, at)) for at, word in enumerate(pieces)]
    for case in range(5):
        yield "".join(word[case] for word in cases)


def _is_head(pieces: list[str], at: int) -> bool:

    return at == len(pieces) - 1 or (at == 0 and pieces[0].endswith(("ia", "ea")) and pieces[0].isascii())


def _cases(word: str, noun: dict[str, Cases], adjective: dict[str, Cases], *, head: bool) -> Cases:
    whole = (word,) * 5
    if len(word) < 3 or word.isupper() or not word[:1].isupper():
        return whole
    table = noun if head and not word.endswith(("ая", "ska", "owa", "кая")) else adjective
    if word.endswith(_INDECLINABLE) or (table is _RU_NOUN and word.endswith("и")):
        return whole
    for length in (2, 1, 0):
        ending = word[len(word) - length :]
        if ending in table and (ending or word[-1] not in "аеёиоуыэюяіїєaeiouyąęó"):
            return tuple(word[: len(word) - length] + new for new in table[ending])
    return whole
