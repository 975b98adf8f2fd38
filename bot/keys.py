"""A reply's buttons and cards as Telegram's objects."""

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.model import COPY, Reply

CARDS_FOR_S = 300  # for which Telegram may show somebody the same cards again without asking us
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    rows = [[_button(label, data) for label, data in row] for row in reply.rows]
    return InlineKeyboardMarkup(rows) if rows else None


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
