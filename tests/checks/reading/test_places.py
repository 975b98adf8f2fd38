"""Places in many languages, inflected; everyday words that are names of places; and the table behind it."""

import tomllib
from pathlib import Path

import pytest
import regex

from checks.fold import fold
from checks.reading import places

OWN = Path(places.__file__).with_name("places_own.toml")


def countries(text: str) -> list[str]:
    return [place.country for place in places.find(fold(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Work in Dubai, Qatar or Saudi Arabia", ["AE", "QA", "SA"]),
        ("UAE / KSA / U.S.A.", ["AE", "SA", "US"]),
        ("trabajo en España y en los Emiratos Árabes Unidos", ["ES", "AE"]),
        ("Trabalho em Portugal", ["PT"]),
        ("Côte d’Ivoire", ["CI"]),
        ("de lucru în Germania", ["DE"]),
        ("Türkiye'de ve Almanya'ya", ["TR", "DE"]),
        ("Работа в Польше, в Саудовской Аравии и в Германии", ["PL", "SA", "DE"]),
        ("Робота у Польщі та Німеччині", ["PL", "DE"]),
        ("w Niemczech, w Holandii i w Arabii Saudyjskiej", ["DE", "NL", "SA"]),
        ("दुबई में काम", ["AE"]),
        ("मलेसियामा काम, कतारको भिसा", ["MY", "QA"]),
        ("কাতারের কাজ, সৌদি আরবে", ["QA", "SA"]),
        ("امارات میں نوکری", ["AE"]),
        ("کار در دبی", ["AE"]),
        ("العمل في السعودية وبالإمارات وللكويت", ["SA", "AE", "KW"]),
        ("kerja di Malaysia dan Kamboja", ["MY", "KH"]),
        ("đi Hàn Quốc, Nhật Bản, nước Đức", ["KR", "JP", "DE"]),
        ("ไปทำงานเมียวดีและกัมพูชา", ["MM", "KH"]),
        ("ទៅធ្វើការនៅប្រទេសថៃ", ["TH"]),
        ("ထိုင်းနိုင်ငံ", ["TH"]),
        ("招聘缅甸妙瓦底，迪拜", ["MM", "MM", "AE"]),
        ("በዱባይ ሥራ ለሳዑዲ", ["AE", "SA"]),
        ("Kazi Dubai na Uingereza", ["AE", "GB"]),
        ("Mae Sot, Myawaddy, Sihanoukville, Bavet, Poipet", ["TH", "MM", "KH", "KH", "KH"]),
        ("Golden Triangle Special Economic Zone", ["LA"]),
        ("Papua New Guinea and Guinea-Bissau", ["PG", "GW"]),
    ],
)
def test_a_place_is_found_in_the_languages_of_the_readers(text: str, found: list[str]) -> None:
    assert countries(text) == found


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("Contract in Turkey", "roast turkey sandwich"),
        ("a job in turkey", "we eat turkey"),
        ("Work in Chile", "salsa de chile picante"),
        ("Fly to Jordan", "nike jordan shoes"),
        ("work in the US", "CONTACT US NOW"),
        ("jobs in the us", "tell us more"),
        ("Мы едем в Вену", "вены болят"),
        ("العمل في جدة", "اسم جده محمد"),
        ("work in Mali", "Mali ang sagot"),
        ("nước Đức", "duc"),
    ],
)
def test_a_name_that_is_also_a_word_needs_a_capital_or_a_place_word(place: str, word: str) -> None:
    assert len(countries(place)) == 1
    assert countries(word) == []


@pytest.mark.parametrize(
    "text", ["gana dinero", "по делам", "روم سروس", "مبلغ مالي", "माली की नौकरी", "la reunión", "my phone"]
)
def test_everyday_words_are_no_places(text: str) -> None:
    assert countries(text) == []


def test_a_city_and_a_country_are_told_apart() -> None:
    dubai, emirates = places.find(fold("Dubai, United Arab Emirates"))
    assert (dubai.name, dubai.kind) == ("Dubai", "city")
    assert (emirates.name, emirates.kind) == ("United Arab Emirates", "country")


def test_the_gulf_is_a_region_without_a_country() -> None:
    (gulf,) = places.find(fold("Khaleej jobs"))
    assert (gulf.country, gulf.name, gulf.kind) == ("", "Gulf", "region")


def test_a_name_inside_a_longer_word_is_no_place() -> None:
    assert countries("indianapolis omanian катарина") == []


def test_the_table_is_folded_as_texts_are() -> None:
    """When this fails, the folding has changed: make places.json again (see build_places.py)."""
    assert [name for name in places.atlas().names if fold(name).text != name] == []


def test_the_table_holds_what_places_own_says() -> None:
    """When this fails, places_own.toml has changed: make places.json again (see build_places.py)."""
    own = tomllib.loads(OWN.read_text("utf-8"))
    never = {_key(word) for word in own["care"]["never"]}
    named = own["countries"] | {
        f"{code}/{city}": [city, *names] for code, cities in own["cities"].items() for city, names in cities.items()
    }
    wanted = {_key(name): place[:2] for place, names in named.items() for name in names}
    known = places.atlas().names
    assert {name for name in wanted.keys() - known.keys() - never if len(name) > 1} == set()


def _key(name: str) -> str:
    return regex.sub(r"[^\p{L}\p{M}\p{N}]+", " ", fold(name).text).strip().removeprefix("the ")


def test_a_name_another_one_begins_with_is_found_before_a_word_that_is_no_part_of_it() -> None:
    assert [place.country for place in places.find(fold("የአሜሪካ ዜግነት አለው።"))] == ["US"]
