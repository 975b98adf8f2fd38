"""A reply's buttons, cards and quizzes as Telegram takes them.

Plain values: to make python-telegram-bot's objects of them and those into JSON took a tenth of an answer's time.
"""

from typing import Any

from telegram import Bot
from telegram.constants import ParseMode

from bot.model import COPY, Button, Poll, Reply

CARDS_FOR_S = 300  # for which Telegram may show somebody the same cards again without asking us
NO_PREVIEW = {"is_disabled": True}
Json = dict[str, Any]


def keyboard(reply: Reply) -> Json | None:
    return _markup(reply.rows)


def _markup(rows: tuple[tuple[Button, ...], ...]) -> Json | None:
    made = [[_button(label, data) for label, data in row] for row in rows]
    return {"inline_keyboard": made} if made else None


def _button(label: str, data: str) -> Json:
    if data.startswith("https://"):
        return {"text": label, "url": data}
    if data.startswith(COPY):
        return {"text": label, "copy_text": {"text": data.removeprefix(COPY)}}
    return {"text": label, "callback_data": data}


def page(html: str) -> Json:
    """What every text of ours goes with."""
    return {"parse_mode": ParseMode.HTML, "link_preview_options": NO_PREVIEW, "text": html}


async def call(bot: Bot, method: str, fields: Json) -> Any:  # noqa: ANN401  # what Telegram answers
    """Telegram's answer as it is: python-telegram-bot would make objects of it. Raises what its own methods raise.

    In lower case, which is the same to Telegram: else it warns at each call that it has a method of its own for it.
    """
    return await bot.do_api_request(method.lower(), fields)


async def show_cards(bot: Bot, ticket: str, replies: list[Reply]) -> bool:
    """The replies with a title, for the person to choose one; none of them is sent by us."""
    cards = [_card(number, reply) for number, reply in enumerate(replies) if reply.title]
    fields = {"inline_query_id": ticket, "results": cards, "cache_time": CARDS_FOR_S, "is_personal": True}
    return bool(await call(bot, "answerInlineQuery", fields))


def _card(number: int, reply: Reply) -> Json:
    said = page(reply.html)
    content = {"message_text": said.pop("text"), **said}
    card = {"type": "article", "id": str(number), "title": reply.title, "input_message_content": content}
    keys = keyboard(reply)
    return card | {"reply_markup": keys} if keys else card


async def send_quiz(bot: Bot, chat: int, poll: Poll) -> Json:
    """Anonymous: Telegram tells nobody, and not us either, who chose what."""
    sent: Json = await call(
        bot,
        "sendPoll",
        {
            "chat_id": chat,
            "question": poll.question,
            "options": [{"text": option} for option in poll.options],
            "type": "quiz",
            "is_anonymous": True,
            "correct_option_ids": [poll.right],
            "explanation": poll.why,
            "reply_markup": _markup(poll.rows),
        },
    )
    return sent
