"""What a file is, and what papers say."""

import io
import zipfile

import pytest

from bot.media import docx, kinds, pdf, plain
from bot.media.child import read
from bot.media.model import MOST_PAGES, MOST_TEXT, Job, Refused
from tests.bot.media import made

ODD = f"<w:document {made.WORD}><w:body><w:p><w:r><w:t>&bomb;</w:t></w:r></w:p></w:body></w:document>"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY bomb "&a;&a;&a;&a;&a;&a;">]>' + ODD


def problem(data: bytes) -> str:
    return read(data, Job()).problem


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0 and so on", "picture"),
        (b"\x89PNG\r\n\x1a\n and so on", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (b"%PDF-1.7 and so on", "pdf"),
        (b"PK\x03\x04 and so on", "docx"),
        ("Зарплата 4500 долларов".encode("cp1251"), "text"),
        ("Зарплата".encode("utf-16"), "text"),
        (b"\xef\xbb\xbfbegin:vcard\r\nFN:Amy\r\n", "vcard"),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, kind: str) -> None:
    assert kinds.kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"Rar!\x1a\x07\x01\x00", "packed"),
        (b"\x1f\x8b\x08\x00", "packed"),
        (b"7z\xbc\xaf\x27\x1c", "packed"),
        (b"MZ\x90\x00\x03\x00", "kind"),
        (b"GIF89a\x01\x00\x00", "kind"),
        (made.locked_office(), "locked"),
        (made.locked_office()[:500], "kind"),
        (b"", "wordless"),
        (b" \n", "wordless"),
        (b"\xff\xd8\xff" + b"x" * 99 + b"%PDF-1.4", "packed"),
        (b"\xff\xd8\xff" + b"x" * 99 + b"Rar!\x1a\x07", "packed"),
        (made.pdf(["Pay"]) + made.zipped({"a": "b"}), "packed"),
        (b"\xff\xd8\xff" + made.zipped({"a": "b"}), "packed"),
    ],
)
def test_archives_programs_and_two_files_in_one_are_refused(data: bytes, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        kinds.kind_of(data)
    assert refused.value.problem == refusal


def test_a_word_file_is_read_from_header_to_footer_with_its_links() -> None:
    header = f"<w:hdr {made.WORD}><w:p><w:r><w:t>Golden Harbour</w:t></w:r></w:p></w:hdr>"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        f'TargetMode="External" Target="{made.LINK}"/></Relationships>'
    )
    data = made.docx(
        ["Salary 4,500 USD", "", "Pay &lt;first&gt;"],
        word__footer1_DOT_xml=header.replace("Golden Harbour", "Page 1"),
        word__header1_DOT_xml=header,
        word___rels__document_DOT_xml_DOT_rels=links,
    )
    assert docx.read(data, (), 0.0).text == f"Golden Harbour\nSalary 4,500 USD\nPay <first>\nPage 1\n{made.LINK}"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (made.zipped({"a.txt": "x"}), "packed"),
        (made.docx(["x"], word__embeddings__a_DOT_docx=made.docx(["y"])), "packed"),
        (made.docx(["x"], word__vbaProject_DOT_bin=made.locked_office()), "packed"),
        (made.docx(["x"]) + b"#!/bin/sh", "packed"),
        (made.docx(["x"], word__document_DOT_xml=ENTITIES), "broken"),
        (made.docx(["x"], word__document_DOT_xml="<w:document"), "broken"),
        (made.docx(["x"])[:-30], "broken"),
        (b"PK\x03\x04nothing", "broken"),
        (made.zipped({"[Content_Types].xml": "a file with macros", "word/document.xml": "<a/>"}), "kind"),
        (made.docx([]), "wordless"),
    ],
)
def test_what_is_no_plain_word_file_is_refused(data: bytes, refusal: str) -> None:
    assert problem(data) == refusal


def test_a_word_file_that_is_only_a_picture_is_read_as_one() -> None:
    data = made.docx([], word__media__image1_DOT_jpg=made.jpeg(made.square()))
    assert read(data, Job()).codes == (made.LINK,)


def test_a_word_file_of_many_small_parts_is_refused() -> None:
    assert problem(made.docx(["x"], **{f"p{n}": "" for n in range(2_001)})) == "large"


def test_a_word_file_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    stream = io.BytesIO(made.docx(["Pay the fee"]))
    with zipfile.ZipFile(stream) as archive:
        size = archive.getinfo("word/document.xml").file_size
    data = stream.getvalue().replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert problem(data) == "broken"


def test_a_long_text_is_cut_and_says_so() -> None:
    found = read(("word " * MOST_TEXT).encode(), Job())
    assert (len(found.text), found.partial) == (MOST_TEXT, True)


def test_a_pdf_gives_its_text_and_where_its_links_lead() -> None:
    words = "Salary 4,500 USD every month, free room and food"
    assert read(made.pdf([words, words], link=made.LINK), Job()).text == f"{words}\n{words}\n{made.LINK}"


def test_a_square_code_in_a_pdf_is_read() -> None:
    stream = io.BytesIO()
    made.square().save(stream, "PDF", resolution=100.0)
    assert read(stream.getvalue(), Job()).codes == (made.LINK,)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (made.locked_pdf(), "locked"),
        (b"%PDF-1.4\nnothing", "broken"),
        (made.pdf(["x"] * (MOST_PAGES + 1)), "long"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, refusal: str) -> None:
    assert problem(data) == refusal


@pytest.mark.parametrize(
    ("text", "well"),
    [
        ("Зарплата 4500 долларов в месяц, жильё бесплатно", True),
        ("Lương 4.500 đô la mỗi tháng, ăn ở miễn phí", True),
        ("दुबई में पैकिंग के लिए लोग चाहिए", False),
        ("مطلوب عمال تعبئة في دبي بدون خبرة", False),
        ("Page 1", False),
    ],
)
def test_the_text_layer_is_trusted_in_latin_and_cyrillic_letters(text: str, well: bool) -> None:
    assert pdf.trusted(text, 1) is well


def test_a_contact_card_becomes_lines() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nPHOTO;ENCODING=b:AAAA\r\nitem1.TEL;TYPE=CELL:tel:+44-20-7946-0123\r\n"
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=84my Desk\r\nORG:Golden Harbour;Hiring\r\n"
        "NOTE:Pay first\\, then\r\n  fly\\nnow\r\nEND:VCARD\r\n"
    )
    found = read(card.encode(), Job()).text
    assert found == "Ämy Desk\nGolden Harbour Hiring\n+44-20-7946-0123\nPay first, then fly now"


def test_a_contact_card_without_anything_to_read_says_so() -> None:
    assert problem(b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n") == "wordless"


@pytest.mark.parametrize(
    ("data", "languages"),
    [
        ("Зарплата".encode(), ("en",)),
        ("Зарплата".encode("utf-8-sig"), ("en",)),
        ("Зарплата".encode("utf-16"), ("en",)),
        ("Зарплата".encode("cp1251"), ("en", "uk")),
    ],
)
def test_a_text_is_read_in_its_encoding(data: bytes, languages: tuple[str, ...]) -> None:
    assert plain.decoded(data, languages) == "Зарплата"


def test_a_western_text_needs_no_language() -> None:
    assert plain.decoded("señor".encode("cp1252"), ()) == "señor"
