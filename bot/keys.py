"""A reply's buttons, cards and quizzes as Telegram's objects."""

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    Poll,
)
from telegram.constants import ParseMode

from bot import model
from bot.model import COPY, Button, Reply

CARDS_FOR_S = 300  # for which Telegram may show somebody the same cards again without asking us
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    return _markup(reply.rows)


def _markup(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    made = [[_button(label, data) for label, data in row] for row in rows]
    return InlineKeyboardMarkup(made) if made else None


def _button(label: str, data: str) -> InlineKeyboardButton:
    if data.startswith("https://"):
        return InlineKeyboardButton(label, url=data)
    if data.startswith(COPY):
        return InlineKeyboardButton(label, copy_text=CopyTextButton(data.removeprefix(COPY)))
    return InlineKeyboardButton(label, callback_data=data)


async def show_cards(bot: Bot, ticket: str, replies: list[Reply]) -> bool:
    """The replies with a title, for the person to choose one; none of them is sent by us."""
    cards = [
        InlineQueryResultArticle(
            str(number),
            reply.title,
            InputTextMessageContent(reply.html, ParseMode.HTML, link_preview_options=NO_PREVIEW),
            reply_markup=keyboard(reply),
        )
        for number, reply in enumerate(replies)
        if reply.title
    ]
    return await bot.answer_inline_query(ticket, cards, cache_time=CARDS_FOR_S, is_personal=True)


async def send_quiz(bot: Bot, chat: int, poll: model.Poll) -> Message:
    """Anonymous: Telegram tells nobody, and not us either, who chose what."""
    return await bot.send_poll(
        chat,
        poll.question,
        poll.options,
        type=Poll.QUIZ,
        is_anonymous=True,
        correct_option_ids=(poll.right,),
        explanation=poll.why,
        reply_markup=_markup(poll.rows),
    )
