"""What lies outside the tables: held in memory for a while, in files, or by Telegram."""

# What is never written anywhere: held while an answer is made, gone with it or with the program.
IN_MEMORY = (
    ("the words of a message, while it is answered", "seconds"),
    ("a picture or paper and what was read in it; the process that reads it is made for that file alone", "20 seconds"),
    ("how much a chat has sent lately, and a short hash of its last message, under a keyed hash", "until a restart, "
     "at most 20,000 chats"),
    ("a text pasted into the public page, or sent by a partner's program, while it is answered", "seconds"),
    ("how much an internet address has asked of the public page, under a hash with a random key", "until midnight"),
    ("what look-ups outside are about to ask, where the operator switched them on", "three seconds"),
)  # fmt: skip

FILES = (
    ("var/secret.key", "the secret of hashes and seals, where SECRET_KEY is not set; only its owner may read it"),
    ("var/lists", "official lists an operator added; organisations, never people who write to the bot"),
    ("logs and figures", "what went wrong and where, how many and how fast; no words, names, chats or tokens"),
    (
        "the browser that shows a workshop's projector page",
        "the page as it last was, so that it stays without a "
        "connection, until it has seen the end; offers, sums and the code to come in, nothing of anybody",
    ),
    (
        "schema `jobs` (PostgreSQL)",
        "names and times of regular work, numbers of pictures that wait (Procrastinate); no more",
    ),
    ("table alembic_version", "the form of the tables"),
)

TELEGRAM = (
    "A chat with a bot is an ordinary cloud chat: Telegram keeps it on its servers, and it shows on every device.",
    "Telegram keeps an update for us for up to a day, until we have stored it.",
    "A bot can delete messages of the last 48 hours only. The person can delete the chat in Telegram.",
    "Whoever runs the bot holds its token and its secret: they could change the program, or open messages that wait. "
    "Nothing in the program shows them a message, and none is there once it is answered.",
)
