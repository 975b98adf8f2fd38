"""The evidence file: what is in it, for whom it is made and for whom not, and that nothing of it stays."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import typst
from pydantic import SecretStr

from bot.app import running
from bot.codes import Memo, pack
from bot.evidence.child import printed
from bot.evidence.fonts import Fonts, scripts_in
from bot.evidence.gather import gather, identifiers
from bot.evidence.page import json_of, page_of, text_of
from bot.evidence.printer import Printer
from bot.inbox.progress import Plan, packed
from bot.markup import plain
from bot.model import At, Command, File, Press, Quoted, Reply
from bot.scene import Services
from bot.settings import Settings
from bot.talk import talk
from bot.texts import Texts, texts_of
from checks import check, prepare
from checks.model import Finding, HiddenLink, Level, Offer, Span, Verdict
from content.model import Library
from tests import once
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.reading import grade, page
from tests.bot.server import TOKEN, BotApi, bot_api

AT = At(7, 3, "en", reply_to=3)
FEE = Quoted(Offer(samples.FEE_TEXT, origin="canary_origin"), sent=1_790_000_000, first=1_780_000_000)
CARE = Memo(Level.CARE, "money", ("fee-to-get-job",))
SAVE = pack("save", CARE)
HOSTILE = (
    '#read("/etc/passwd") #import "@preview/cetz:0.3.0": * #include "page.typ" #eval("1") #sys.inputs '
    "$x^2 \\ *bold* _it_ `raw` ``` <label> @ref = Head // gone /* gone */ \\u{1F600} #{ #[ ] } $ \" ' \\"
)
# One sentence about a fee, written for this test, in each of the scripts of our languages.
SCRIPTS = {
    "Latin": "Kindly pay the fee first. Vui lòng trả phí trước. Önce ücreti öde, zapłać opłatę.",
    "Cyrillic": "Сначала заплатите сбор. Спочатку сплатіть внесок.",
    "Arabic": "ادفع الرسوم أولا. پہلے فیس ادا کریں۔ اول هزینه را بپرداز.",
    "Devanagari": "पहले शुल्क दीजिए। पहिले शुल्क तिर्नुहोस्।",
    "Bengali": "আগে ফি দিন, তারপর কাজ।",
    "Myanmar": "အရင်ဆုံး အခကြေးငွေ ပေးပါ။",
    "Thai": "กรุณาจ่ายค่าธรรมเนียมก่อน",
    "Han": "请先付费用。",
}


@pytest.fixture(scope="module")
def printer() -> Printer:
    return Printer()


@pytest.fixture
def here(services: Services) -> Services:
    return replace(services, printer=Printer())


def answering(services: Services, verdict: Verdict) -> Services:
    return replace(services, check=lambda _offer: verdict)


def evidence(text: str, library: Library, texts: Texts, verdict: Verdict = samples.FEE) -> dict[str, object]:
    made = gather(Quoted(Offer(text)), verdict, texts, library, 1_790_000_000)
    return page_of(made, texts).page


async def test_the_button_gives_two_files_with_their_codes(here: Services) -> None:
    (reply,) = await talk(Press(AT, SAVE, quoted=FEE), here)
    pdf, data = reply.files
    assert pdf.name.endswith(".pdf") and pdf.data.startswith(b"%PDF-")
    whole = json.loads(data.data)
    assert whole["text"] == samples.FEE_TEXT
    assert whole["text_sha256"] == sha256(samples.FEE_TEXT.encode()).hexdigest()
    assert whole["files"] == {pdf.name: {"sha256": sha256(pdf.data).hexdigest()}}
    assert all(sha256(file.data).hexdigest() in reply.html for file in reply.files)
    assert (whole["sent_to_bot_utc"], whole["first_sent_utc"]) == ("2026-09-21T14:13:20Z", "2026-05-28T20:26:40Z")


async def test_the_command_as_an_answer_to_the_message_gives_the_same(here: Services) -> None:
    (reply,) = await talk(Command(AT, "save", quoted=FEE), here)
    assert [file.name.rpartition(".")[2] for file in reply.files] == ["pdf", "json"]
    assert grade(plain(reply.html).rpartition("\nPDF:")[0]) <= 7


async def test_without_the_message_it_says_so_plainly(here: Services) -> None:
    for asked in (Command(AT, "save"), Press(AT, SAVE)):
        (reply,) = await talk(asked, here)
        assert not reply.files
        assert "keep n" in plain(reply.html)
        assert grade(plain(reply.html)) <= 7


async def test_a_time_nobody_told_is_not_made_up(here: Services) -> None:
    (reply,) = await talk(Press(AT, SAVE, quoted=replace(FEE, sent=0, first=0)), here)
    assert json.loads(reply.files[1].data)["sent_to_bot_utc"] is None


async def test_signs_stand_with_quotes_and_sources(here: Services) -> None:
    (reply,) = await talk(Press(AT, SAVE, quoted=FEE), here)
    signs = json.loads(reply.files[1].data)["signs"]
    assert [sign["sign"] for sign in signs] == list(samples.FEE.flags)
    for sign in signs:
        assert sign["sources"] and sign["title"] and sign["why"]
        for quote in sign["quotes"]:
            assert samples.FEE_TEXT[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.parametrize("flag", samples.URGENT_TEXTS)
async def test_in_danger_help_comes_and_no_file(flag: str, here: Services) -> None:
    danger = answering(here, samples.urgent(flag))
    (reply,) = await talk(Command(AT, "save", quoted=FEE), danger)
    assert not reply.files
    assert plain(reply.html).startswith("Thank you for your message.")
    assert not any(data.startswith("save") for row in reply.rows for _, data in row)
    (old,) = await talk(Press(AT, pack("save", Memo(Level.URGENT, "control")), quoted=FEE), danger)
    assert not old.files


@pytest.mark.parametrize("flag", ["minor-appears", "image-request-nude"])
async def test_no_file_where_a_picture_of_a_child_may_be_involved(flag: str, here: Services) -> None:
    verdict = replace(samples.CARE, findings=(*samples.CARE.findings, Finding(flag, "wording", None, "", weak=True)))
    (reply,) = await talk(Command(AT, "save", quoted=FEE), answering(here, verdict))
    assert not reply.files
    assert "A person can listen" in reply.html


async def test_no_file_of_a_message_without_signs(here: Services) -> None:
    (reply,) = await talk(Command(AT, "save", quoted=FEE), answering(here, samples.NONE))
    assert not reply.files
    assert "no known signs" in reply.html


async def test_a_picture_without_words_is_answered_with_what_to_do(here: Services) -> None:
    (reply,) = await talk(Command(AT, "save", quoted=Quoted(Offer(""), unread="photo")), here)
    assert not reply.files
    assert "Paste its text" in reply.html


async def test_a_picture_that_came_along_is_said_to_be_missing(here: Services) -> None:
    (reply,) = await talk(Command(AT, "save", quoted=replace(FEE, unread="photo")), here)
    assert "words only" in reply.html


def test_everything_that_leads_to_somebody_is_in_the_table() -> None:
    text = (
        "Ask @amy_desk_hr, +971 50 123 4567, amy@example.com, https://jobs.example.com/apply, t.me/amy_jobs, "
        "TJRyWwFs9wTFGZg3JbrVriFbNfCrAMPdkU or DE89 3704 0044 0532 0130 00. Click here. Again @amy_desk_hr"
    )
    start = text.index("here")
    link = HiddenLink(Span(start, start + 4), "https://evil.example.com/form")
    found = identifiers(Offer(text, hidden_links=(link,), origin="sender_name", sender="Amy"))
    assert [(one.kind, one.value) for one in found] == [
        ("handle", "amy_desk_hr"),
        ("phone", "+971501234567"),
        ("email", "amy@example.com"),
        ("site", "jobs.example.com/apply"),
        ("chat", "t.me/amy_jobs"),
        ("wallet", "TJRyWwFs9wTFGZg3JbrVriFbNfCrAMPdkU"),
        ("iban", "DE89370400440532013000"),
        ("behind", "evil.example.com/form"),
        ("forwarded", "sender_name"),
        ("forwarded-name", "Amy"),
    ]


async def test_words_of_a_message_are_never_read_as_markup(printer: Printer, library: Library, texts: Texts) -> None:
    """Any of these read as markup would end without a PDF, or read a file."""
    for words in (HOSTILE, *HOSTILE.split(), '#read("/etc/passwd")', "\\" * 50, "#" * 500, "$" * 501):
        text = f"Pay {words}"
        assert await printer.pdf(evidence(text, library, texts), text), text


@pytest.mark.parametrize(
    "markup",
    ['#read("/etc/passwd")', '#read("../../etc/passwd")', '#import "@preview/cetz:0.3.0"', '#include "/x.typ"'],
)
def test_the_typesetter_sees_no_file_and_no_package(markup: str, printer: Printer, tmp_path: Path) -> None:
    form = tmp_path / "form.typ"
    form.write_text(markup)
    (printer.fonts.root.parent / "secret.txt").write_text("x")
    with pytest.raises(typst.TypstError):
        printed("{}", str(printer.fonts.fonts), str(printer.fonts.root), form)


async def test_a_page_without_end_and_a_process_that_fails_give_no_file(library: Library, texts: Texts) -> None:
    given = evidence("text", library, texts)
    assert await Printer(command=("sleep", "60"), longest_s=0.2).pdf(given, "") is None
    assert await Printer(command=("false",)).pdf(given, "") is None
    assert await Printer(command=("echo", "no pdf")).pdf(given, "") is None


async def test_without_a_pdf_there_is_plain_text_and_the_reason(here: Services) -> None:
    broken = replace(here, printer=Printer(command=("false",)))
    (reply,) = await talk(Press(AT, SAVE, quoted=FEE), broken)
    assert [file.name.rpartition(".")[2] for file in reply.files] == ["txt", "json"]
    assert "plain text" in reply.html
    assert samples.FEE_TEXT in reply.files[0].data.decode()
    assert json.loads(reply.files[1].data)["files"] == {}


async def test_a_script_without_a_font_is_said_and_given_as_text(here: Services, tmp_path: Path) -> None:
    bare = replace(here, printer=Printer(Fonts((tmp_path,))))
    for text, ending in ((SCRIPTS["Thai"], "txt"), (SCRIPTS["Cyrillic"], "pdf")):
        (reply,) = await talk(Press(AT, SAVE, quoted=Quoted(Offer(text))), bare)
        assert reply.files[0].name.endswith(ending)
        assert ("no letters" in reply.html) == (ending == "txt")


@pytest.mark.parametrize("script", SCRIPTS)
async def test_each_of_our_scripts_is_known_and_printed(
    script: str, printer: Printer, library: Library, texts: Texts
) -> None:
    text = SCRIPTS[script]
    assert script in scripts_in(text) | {"Latin"}
    if printer.missing(text):
        pytest.skip("this machine has no font for it")
    assert await printer.pdf(evidence(text, library, texts), text)


async def test_every_language_has_its_page_in_its_own_direction(printer: Printer) -> None:
    whole = once.library()
    checker = prepare(whole)
    offer = Offer(samples.FEE_TEXT)
    verdict = check(offer, checker)
    for tag in whole.languages:
        texts = texts_of(whole, tag)
        made = page_of(gather(Quoted(offer), verdict, texts, whole, 1), texts)
        assert made.page["rtl"] == texts.rtl
        if not printer.missing(made.words):
            assert await printer.pdf(made.page, made.words), tag


def test_the_page_reads_as_kept(library: Library, texts: Texts, same: object) -> None:
    made = gather(FEE, samples.FEE, texts, library, 1_790_000_100)
    same("save-page", text_of(page_of(made, texts).page).decode("utf-8-sig"))  # type: ignore[operator]  # a fixture or a value without a type
    same("save-json", json_of(made, texts, ("a.pdf", "00")).decode())  # type: ignore[operator]  # a fixture or a value without a type


def test_a_file_is_never_in_what_is_kept_of_an_answer() -> None:
    assert packed(Plan([Reply("Here", files=(File("a.pdf", b"canary"),))])) == b""


@asynccontextmanager
async def listening(api: BotApi, services: Services) -> AsyncIterator[None]:
    settings = Settings(telegram_token=SecretStr(TOKEN), telegram_api_base_url=api.base_url)
    async with running(settings, services):
        yield


async def test_both_files_arrive_by_telegram_from_the_button_and_the_command(here: Services) -> None:
    asked = tg.message(text=samples.FEE_TEXT)
    bot = {"id": 123456, "is_bot": True, "first_name": "Second Look"}
    answer = tg.message(text="Stop and check.", reply_to_message=asked) | {"from": bot}
    command = tg.command("/save")
    command["message"]["reply_to_message"] = asked
    other = tg.command("/save")
    other["message"]["reply_to_message"] = tg.message(text=samples.FEE_TEXT)
    async with bot_api() as api, listening(api, here):
        await api.give(tg.press(SAVE, answer), command, other)
        await api.sent(6, "sendDocument")
    for name, data in (call["document"] for call in api.made("sendDocument")):
        assert data.startswith(b"%PDF-") if name.endswith(".pdf") else json.loads(data)["text"] == samples.FEE_TEXT


async def test_our_own_answer_and_a_deleted_message_are_no_message_to_save(here: Services) -> None:
    bot = {"id": 123456, "is_bot": True, "first_name": "Second Look"}
    command = tg.command("/save")
    command["message"]["reply_to_message"] = tg.message(text="Stop and check.") | {"from": bot}
    gone = {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private", "first_name": "Canaryname"}}
    async with bot_api() as api, listening(api, here):
        await api.give(command, tg.press(SAVE, gone))
        await api.sent(2)
    first, second = api.made("sendMessage")
    assert "choose Reply" in first["text"]
    assert "I do not see the message" in second["text"]


async def test_what_it_says_without_a_file_reads_as_kept(here: Services, same: object) -> None:
    replies = [*await talk(Command(AT, "save"), here), *await talk(Press(AT, SAVE), here)]
    replies += await talk(Command(AT, "save", quoted=FEE), answering(here, samples.NONE))
    same("screen-save", "\n\n--- next message ---\n\n".join(page(reply) for reply in replies))  # type: ignore[operator]  # a fixture or a value without a type
