"""Names of organisations in running text."""

import pytest

from checks.fold import fold
from checks.reading import names


def read(text: str) -> list[str]:
    return [name.text for name in names.find(fold(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Contact Sunrise Overseas Pvt. Ltd. today", "Sunrise Overseas Pvt. Ltd"),
        ("We at BLUE STAR MANPOWER AGENCY ARE HIRING NOW", "BLUE STAR MANPOWER AGENCY"),
        ("Al Noor Manpower Supply LLC, Dubai", "Al Noor Manpower Supply LLC"),
        ("Bright Future Consultancy Services W.L.L.", "Bright Future Consultancy Services W.L.L."),
        ("Kathmandu Overseas (Pvt) Ltd", "Kathmandu Overseas (Pvt) Ltd"),
        ("Overseas Employment Corporation Limited", "Overseas Employment Corporation Limited"),
        ("Smith & Sons Staffing Solutions", "Smith & Sons Staffing Solutions"),
        ("O'Brien Recruitment", "O'Brien Recruitment"),
        ("Acme, Inc. is", "Acme, Inc"),
        ("praca w Nowak Sp. z o.o.", "Nowak Sp. z o.o."),
        ("Agencja Pracy Sunrise zatrudni", "Agencja Pracy Sunrise"),
        ("Keller AG", "Keller AG"),
        ("ООО «Ромашка» ищет", "ООО «Ромашка»"),
        ("ТОВ Сонечко Плюс", "ТОВ Сонечко Плюс"),
        ("PT Maju Jaya Abadi membuka", "PT Maju Jaya Abadi"),
        ("M/s Star Enterprises", "M/s Star Enterprises"),
        ("上海新世界劳务有限公司招聘", "上海新世界劳务有限公司"),
        ("บริษัท ไทยงาม จำกัด รับ", "บริษัท ไทยงาม จำกัด"),
    ],
)
def test_a_name_is_read_to_its_ends(text: str, name: str) -> None:
    assert read(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Recruitment Agency",
        "our agency is licensed",
        "International Recruitment Manager",
        "Head of Recruitment",
        "NO PLACEMENT FEE",
        "Manpower needed in Dubai",
        "Denver, CO",
        "AS A RULE",
        "Ltd",
    ],
)
def test_a_kind_of_firm_or_a_post_is_no_name(text: str) -> None:
    assert read(text) == []


def test_two_firms_side_by_side_are_two_names() -> None:
    assert read("Acme Ltd and Blue Star Staffing") == ["Acme Ltd", "Blue Star Staffing"]


def test_a_full_stop_ends_a_name() -> None:
    assert read("Sunrise Manpower. Call Now") == ["Sunrise Manpower"]
