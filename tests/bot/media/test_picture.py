"""Pictures: checked before they are unpacked, made flat, their codes and words read."""

import io
import shutil
import time

import pytest
from PIL import Image

from bot.media import detect, even, ocr, picture, tesseract
from bot.media.child import read
from bot.media.model import Job, Refused
from bot.media.tesseract import Line
from tests.bot.media import made

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed here")
FEE = "You must pay a registration fee of 150 USD first"


def saved(page: Image.Image, kind: str, **more: object) -> bytes:
    stream = io.BytesIO()
    page.save(stream, kind, **more)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_square_code_is_read_from_every_kind_of_picture(kind: str) -> None:
    assert read(saved(made.square().convert("RGB"), kind), Job()).codes == (made.LINK,)


@pytest.mark.parametrize("turned", [20, 90, 180])
def test_a_turned_square_code_is_read(turned: int) -> None:
    assert picture.square_codes(made.square(turned=turned)) == (made.LINK,)


def test_a_light_square_code_on_a_dark_ground_is_read() -> None:
    assert picture.square_codes(made.square().point(lambda value: 255 - value)) == (made.LINK,)


def test_the_same_code_twice_is_said_once() -> None:
    code = made.square()
    page = Image.new("L", (code.width * 2, code.height), 255)
    page.paste(code, (0, 0))
    page.paste(code, (code.width, 0))
    assert picture.square_codes(page) == (made.LINK,)


def test_a_large_picture_is_made_smaller_before_anything_else() -> None:
    page = picture.grey(saved(Image.new("RGB", (6000, 3000), "white"), "PNG"))
    assert (page.mode, max(page.size) <= picture.LONGEST) == ("L", True)


def test_what_the_camera_says_of_its_position_is_followed() -> None:
    page = Image.new("RGB", (1200, 600), "white")
    exif = Image.Exif()
    exif[picture.HELD] = 6
    assert picture.grey(saved(page, "JPEG", exif=exif)).size == (600, 1200)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_mode_become_grey(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert picture.grey(saved(Image.new("RGB" if mode == "I;16" else mode, (1000, 10)), kind)).mode == "L"


def test_dark_words_on_nothing_are_dark_words_on_white() -> None:
    page = Image.new("RGBA", (1000, 100), (0, 0, 0, 0))
    page.paste((0, 0, 0, 255), (0, 0, 100, 100))
    grey = picture.grey(saved(page, "PNG"))
    assert (grey.getpixel((50, 50)), grey.getpixel((500, 50))) == (0, 255)


@pytest.mark.parametrize("cut", [20, 100, 500])
def test_a_broken_picture_is_said(cut: int) -> None:
    assert read(made.jpeg(made.square())[:cut], Job()).problem == "broken"


def test_a_page_is_turned_level() -> None:
    page = Image.open(io.BytesIO(made.poster("\n".join([FEE] * 6)))).convert("L")
    askew = even.even(page.rotate(4, expand=True, fillcolor=255))
    assert abs(even.slant(askew) + 4) <= 0.5


def test_light_words_on_a_dark_ground_become_dark_on_white() -> None:
    page = Image.open(io.BytesIO(made.poster(FEE, ground="navy", ink="white"))).convert("L")
    flat = even.even(page)
    white = sum(flat.histogram()[200:]) / (flat.width * flat.height)
    assert white > 0.8


@needs_tesseract
def test_words_of_a_picture_are_read() -> None:
    assert read(made.poster(f"Packers needed in Dubai\n{FEE}"), Job()).text == f"Packers needed in Dubai\n{FEE}"


@needs_tesseract
def test_a_picture_without_words_says_so() -> None:
    assert read(saved(Image.new("RGB", (1000, 800), "skyblue"), "JPEG"), Job()).problem == "wordless"


@needs_tesseract
def test_a_page_that_is_only_a_picture_is_read() -> None:
    page = Image.open(io.BytesIO(made.poster(FEE)))
    assert FEE in read(saved(page, "PDF", resolution=100.0), Job()).text


@needs_tesseract
def test_when_the_time_is_up_reading_stops() -> None:
    with pytest.raises(Refused, match="slow"):
        ocr.read(Image.new("L", (1000, 1000), 255), ("en",), time.monotonic() - 1)


@pytest.mark.skipif(not tesseract.packs() >= {"osd", "rus", "eng"}, reason="the packs osd, rus and eng are needed")
def test_a_script_that_is_not_the_readers_is_found() -> None:
    assert tesseract.wanted(("en",), "Cyrillic").startswith("rus")
    assert tesseract.wanted(("uk", "ru"), "Cyrillic").endswith("rus+eng")
    assert tesseract.wanted(("en", "ru")) == "eng+rus"


@pytest.mark.skipif(bool(tesseract.packs()), reason="Tesseract is installed here")
def test_without_tesseract_pictures_are_said_to_be_unreadable_and_codes_are_still_read() -> None:
    found = read(made.jpeg(made.square()), Job())
    assert (found.codes, found.problem) == ((made.LINK,), "unable")
    assert read(made.poster(FEE), Job()).problem == "unable"


def test_the_surest_reading_is_taken() -> None:
    sure, unsure = [Line("Pay the fee", 90)], [Line("Pqy tbe fce and much more of it", 30)]
    assert ocr.surest([unsure, sure]) == sure
    assert ocr.well([Line("Pay the registration fee of 150 dollars now", 91)])
    assert not ocr.well(sure)
    assert not ocr.well(unsure)


def test_a_line_is_cut_out_level_whatever_its_slant() -> None:
    page = Image.new("L", (400, 400), 255)
    line = detect.cut(page, ((50.0, 100.0), (350.0, 120.0), (348.0, 150.0), (48.0, 130.0)))
    assert line.height == detect.HEIGHT + 2 * detect.BORDER
    assert 350 < line.width < 550


@pytest.mark.parametrize(("kind", "side"), [("PNG", 5_500), ("WEBP", 3_500)])
def test_of_kinds_that_are_unpacked_whole_less_is_taken(kind: str, side: int) -> None:
    page = Image.new("1" if kind == "PNG" else "RGB", (side, side))
    assert read(saved(page, kind, **({"method": 0} if kind == "WEBP" else {})), Job()).problem == "large"


def test_of_two_pictures_in_one_jpeg_the_first_is_read() -> None:
    two = saved(made.square().convert("RGB"), "MPO", save_all=True, append_images=[Image.new("RGB", (99, 99))])
    assert read(two, Job()).codes == (made.LINK,)
