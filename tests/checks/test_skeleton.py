"""Names that look the same have one skeleton; a label is cut into the words it is made of."""

import pytest

from checks.nearby import Nearby
from checks.segments import NAME, Vocabulary
from checks.skeleton import blurred, plain, skeleton, skeletons


@pytest.mark.parametrize("name", ["раураl", "paypa1", "pаypal", "ｐaypal", "páypål", "ƥaypal"])
def test_all_these_look_like_paypal(name: str) -> None:
    assert skeleton(name) == skeleton("paypal")


def test_two_letters_may_look_like_one() -> None:
    assert skeleton("rnaersk") == skeleton("maersk")
    assert skeleton("vvorley") == skeleton("worley")


def test_a_wider_look_takes_d_for_b_and_c_for_e() -> None:
    assert blurred("bangote") == blurred("dangote")
    assert skeleton("bangote") != skeleton("dangote")


def test_a_letter_may_have_two_readings() -> None:
    assert skeleton("ebay") in set(skeletons("ɵbay"))
    assert skeleton("obay") in set(skeletons("ɵbay"))


def test_signs_that_are_no_letters_fall_away() -> None:
    assert plain("‹google›") == "google"


def test_a_name_one_slip_away_is_found_and_two_are_not() -> None:
    near = Nearby(["petronas", "unilever"])
    assert near.find("petroans") == ["petronas"]
    assert near.find("petrona") == ["petronas"]
    assert near.find("petrobaz") == []
    assert near.find("petronas") == []


def test_short_names_have_no_neighbours() -> None:
    assert Nearby(["hays"]).find("days") == []


def test_a_label_is_cut_into_the_fewest_words() -> None:
    words = Vocabulary({"total": NAME, "totalenergies": NAME, "energies": "company", "jobs": "job"})
    assert [piece.text for piece in words.cut("totalenergiesjobs")] == ["totalenergies", "jobs"]


def test_letters_of_no_word_stand_apart() -> None:
    words = Vocabulary({"amazon": NAME, "hr": "job"})
    assert [(piece.text, piece.kind) for piece in words.cut("amazonqxzhr")] == [
        ("amazon", NAME),
        ("qxz", ""),
        ("hr", "job"),
    ]


def test_a_name_of_three_letters_is_found_only_alone() -> None:
    words = Vocabulary({"ing": NAME, "work": "job"})
    assert words.cut("working")[0].kind == "job"
    assert words.cut("working")[1].kind == ""
    assert words.cut("ing")[0].kind == NAME
