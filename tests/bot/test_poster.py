"""Cards and posters: the code is readable, the address stands under it, every size fits its paper."""

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from bot.poster.command import NotMade, _texts, printed
from bot.poster.page import SIZES, page_of
from bot.texts import Texts
from tests import once
from tests.bot.test_partner import HOUSE, run  # noqa: F401  # a fixture

LINK = f"https://t.me/SecondLookBot?start={HOUSE.code}"
ENGLISH = {key: text for key, text in once.library().languages["en"].texts.items() if key.startswith("poster.")}
ARABIC = {
    "poster.head": "هل وصلك عرض عمل؟ انظر إليه مرة ثانية.",
    "poster.what": "هذا البرنامج يقرأ العرض ويقول لك أي علامات تحذير يراها ومن يستطيع المساعدة.",
    "poster.how": "امسح الرمز بهاتفك أو اكتب العنوان. اضغط على ابدأ، ثم أرسل العرض.",
    "poster.never": "لا يطلب أبدا مالا أو رموزا أو أوراقا.",
    "poster.by": "من {partner}",
}
LANGUAGES = {"en": Texts("en", ENGLISH, ENGLISH), "ar": Texts("ar", ARABIC, ENGLISH, rtl=True)}
PAPER_MM = {"a4": (210, 297), "a5": (148, 210), "card": (105, 74), "tent": (210, 297)}


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_a_picture_has_the_size_of_its_paper_no_colour_and_codes_that_can_be_read(size: str, tag: str) -> None:
    made = await printed(page_of(HOUSE, "SecondLookBot", LANGUAGES[tag], size, sheet=False), ".png")
    picture = Image.open(io.BytesIO(made)).convert("RGB")
    assert [round(side / 200 * 25.4) for side in picture.size] == list(PAPER_MM[size])
    assert all(max(colour) == min(colour) for _, colour in picture.getcolors(1 << 16))
    found = zxingcpp.read_barcodes(picture)
    assert [code.text for code in found] == [LINK] * (2 if size == "tent" else 1)


@pytest.mark.parametrize("size", SIZES)
async def test_a_pdf_is_one_page_with_the_plain_address_and_cards_fill_a_sheet(size: str) -> None:
    made = await printed(page_of(HOUSE, "SecondLookBot", LANGUAGES["en"], size, sheet=True), ".pdf")
    paper = pypdfium2.PdfDocument(made)
    assert len(paper) == 1
    words = paper[0].get_textpage().get_text_range()
    for part in ("t.me/SecondLookBot", f"start={HOUSE.code}"):
        assert words.count(part) == {"tent": 2, "card": 8}.get(size, 1)
    assert "\u200b" not in words
    assert ("House" in words) is (size != "card")


@pytest.mark.parametrize("name", ["<b>#[x]", "O'Neil & Söhne", "Աշխատանք"])
async def test_a_partners_name_is_only_words(name: str) -> None:
    page = page_of(replace(HOUSE, name=name), "SecondLookBot", LANGUAGES["en"], "a5", sheet=False)
    paper = pypdfium2.PdfDocument(await printed(page, ".pdf"))
    assert name in paper[0].get_textpage().get_text_range()


async def test_letters_without_a_font_are_said_and_nothing_is_printed() -> None:
    page = page_of(HOUSE, "SecondLookBot", LANGUAGES["en"], "a4", sheet=False) | {"head": "ᚠᚢᚦᚨᚱᚲ"}
    with pytest.raises(NotMade, match="no font"):
        await printed(page, ".pdf")


def test_a_language_without_words_for_a_poster_is_refused() -> None:
    with pytest.raises(NotMade, match="en"):
        _texts(once.library(), "tlh")


def test_the_operator_gets_a_file_or_the_reason(run, tmp_path: Path) -> None:  # noqa: F811  # the fixture of another module
    run("partners", "add", "House", "--country", "NP")
    code = run("partners")[1].split()[0]
    out = tmp_path / "card.png"
    assert run("poster", code, "--bot", "@SecondLookBot", "--size", "card", "--out", str(out))[0] == 0
    assert zxingcpp.read_barcodes(Image.open(out))[0].text == f"https://t.me/SecondLookBot?start={code}"
    assert "no partner" in run("poster", "pzzzzzzzzzz", "--bot", "SecondLookBot", "--out", str(out))[2]
    assert "cannot be written" in run("poster", code, "--bot", "ABot", "--out", str(tmp_path / "no" / "x.pdf"))[2]
