"""A bare echo bot: python-telegram-bot with the same request backend, webhook, answered within the request."""

import asyncio
import os

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import ReplyParameters, Update
from telegram.ext import ApplicationBuilder, ContextTypes, TypeHandler

from bot.request import AiohttpRequest
from bot.web.server import listening


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.message
    assert message and message.text
    hung = ReplyParameters(message.message_id)
    await context.bot.send_message(message.chat.id, message.text, reply_parameters=hung)


async def main() -> None:
    request = AiohttpRequest(64)
    builder = ApplicationBuilder().token(os.environ["TELEGRAM_TOKEN"]).request(request).get_updates_request(request)
    app = builder.base_url(f"{os.environ['TELEGRAM_API_BASE_URL']}/bot").updater(None).build()
    app.add_handler(TypeHandler(Update, echo))

    async def take(request: Request) -> Response:
        await app.process_update(Update.de_json(await request.json(), app.bot))
        return Response()

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok")

    routes = [Route("/telegram", take, methods=["POST"]), Route("/healthz", alive)]
    async with app, listening(Starlette(routes=routes), "127.0.0.1", int(os.environ["PORT"])):
        await asyncio.Event().wait()


asyncio.run(main())
