"""Names of firms: one spelling for many, how alike two are, and which of many a text mentions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.agencies import mentions, normal
from checks.agencies.names import index
from checks.agencies.normal import sound, words
from checks.agencies.scorer import Rarity, score
from checks.fold import fold

LISTED = (
    "Golden Harbour Manpower Services Ltd",
    "Zamarra Overseas",
    "Kalbarri Vantage Recruitment Agency",
    "Tikolo Ltd",
    "Opportunity Manpower",
    "A & W International Manpower Services",
    "Gazipura Air International",
    "Sonalika Enterprise",
)
NAMES = index(enumerate(LISTED))
ORDINARY = frozenset("opportunity golden help we hiring good the is in for and cook cooks maria".split())


def found(text: str) -> list[str]:
    return [LISTED[NAMES.rows[m.name]] for m in mentions.find(fold(text), NAMES, ORDINARY)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M/S. K.B.S. Int'l (Pvt.) Ltd", "KBS International"),
        ("Jakаrta Vеnturеs Limited", "JAKARTA VENTURES LTD."),  # Cyrillic letters in the first
        ("Rahman & Sons Travels", "Rahman and Sons Travel"),
        ("0verseas Zamarra", "Overseas Zamarra"),
        ("Al Noor Recruiting", "Noor Recruitment"),
        ("ООО Заря Рекрутинг", "Zarya Recruitment"),
    ],
)
def test_two_ways_of_writing_one_name_are_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_initials_are_not_taken_for_an_article() -> None:
    assert words("A L International") == ("al", "international")


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("Jakarta Ventures Ltd", "Jakartya Ventures", 88),
        ("Talent Gateway Ltd", "Talent Gateaway Limited", 88),
        ("Al Sultaan Recruitment", "Alsultaan Recruitment Co", 88),
        ("Zamarra Overseas", "Zamarra Overseas Services", 92),
    ],
)
def test_spelling_variants_are_alike(one: str, other: str, least: float) -> None:
    assert score(words(one), words(other), Rarity()) >= least


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zamarra Overseas", "Bilquis Overseas"),
        ("International Manpower", "International Manpower Services"),  # nothing of their own
        ("K.S.M. International", "S.M. International"),
        ("Omega Recruitment", "Mega Recruitment"),
        ("First Choice Care Agency", "First Harvest Care Agency"),
    ],
)
def test_firms_that_share_only_everyday_words_are_not(one: str, other: str) -> None:
    assert score(words(one), words(other), Rarity()) < 85


def test_the_same_words_in_another_order_are_a_little_less_alike() -> None:
    assert 90 < score(words("Sonalika Enterprise"), words("Enterprise Sonalika"), Rarity()) < 100


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Apply at Golden Harbour Manpower Services today", 0),
        ("golden words. Zamarra Overseas Dubai branch is hiring", 1),
        ("We are 🌍 ZAMARRA OVERSEAS LTD 🌍 and need cooks", 1),
        ("Call Zаmаrrа Overseas", 1),  # Cyrillic letters
        ("Kalbari Vantage Recruitment Agency has cooks' jobs", 2),  # a letter is missing
        ("Write to Tikolo Limited in town", 3),
        ("Opportunity Manpower is hiring", 4),
        ("the zamarra overseas office", 1),
        ("গাজীপুরা এয়ার ইন্টারন্যাশনাল থেকে বলছি", 6),
        ("सोनालिका इन्टरप्राइजेज ले कामदार खोज्दैछ", 7),
        ("شركة سوناليكا مؤسسة", 7),
    ],
)
def test_a_listed_name_is_found_in_a_message(text: str, name: int) -> None:
    assert found(text) == [LISTED[name]]


@pytest.mark.parametrize(
    "text",
    [
        "A golden chance for manpower services in the harbour",
        "We work with Zamarra, a nice town, overseas and at home",
        "An opportunity for manpower",
        "Tikolo is the name of my cousin",
        "A golden harbour. Manpower services needed",
        "International Manpower Services needs cooks",
        "The enterprise in Sonal is hiring",
        "",
    ],
)
def test_ordinary_phrases_mention_nobody(text: str) -> None:
    assert found(text) == []


def test_the_ear_spells_names_in_many_ways() -> None:
    assert sound("jannat") == sound("zannat")
    assert sound("shimon") != sound("saiful")


def test_half_a_name_is_found_when_it_is_looked_up_and_a_stranger_is_not() -> None:
    assert [LISTED[NAMES.rows[n]] for _, n in NAMES.look_up("golden harbor manpower", 85)] == [LISTED[0]]
    assert NAMES.look_up("Silver Coast Recruitment", 70) == []
    assert NAMES.look_up("!!!", 70) == []


def test_a_word_of_praise_alone_does_not_make_two_firms_one() -> None:
    rarity = Rarity.of([words(name) for name in LISTED])
    listed = words("First Choice Recruitment and Consultancy Ltd")
    assert score(words("First Recruitment"), listed, rarity) < 85
    assert score(words("First Choice Recruitment"), listed, rarity) >= 85


@given(st.text("abmsintl/'& 12.\n", max_size=60))
def test_plain_names_are_cut_into_the_same_words_by_both_engines(text: str) -> None:
    assert [m.span() for m in normal._WORD.finditer(text)] == [m.span() for m in normal._ASCII_WORD.finditer(text)]
