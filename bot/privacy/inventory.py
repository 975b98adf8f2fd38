"""Every table and column of the store. A new one fails a test until it stands here, with its reason and its end.

`person` says whether rows are about a chat: then `/delete` must leave none (a test holds that), and `/export` shows
them. A column is `name: (what, why)`.
"""

from bot.privacy.kept import HASH, Kept
from bot.privacy.reviewed import REVIEWED

INVENTORY = (
    Kept("person", "what somebody chose", "until /delete; two years after the last use at most", True, {
        "key": (HASH, "to find the choice again"),
        "language": ("a language tag, or empty", "to answer in it"),
        "country": ("a country code, or empty", "to name who can help there"),
        "updated": ("the Monday before the last change, or half a year's later return", "to erase it; no day, no time"),
    }),
    Kept("state", "where a conversation stands, while a question is open", "until its end", True, {
        "key": (f"{HASH}; another one than in the other tables", "to go on where it stopped"),
        "kind": ("the name of a screen", "to know whose note it is"),
        "sealed": ("the note, encrypted", "what the screen needs to go on"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("inbox", "a message that is not answered or looked up yet", "until that is done, at most a day", True, {
        "update_id": ("Telegram's number of the update, below zero for look-ups", "so that none is answered twice"),
        "chat": (f"{HASH}; another one than in the other tables", "to keep the order of a chat's messages"),
        "sealed": ("the update as it came, or what to look up, encrypted", "so that a machine that stops loses none"),
        "plan": ("the answer, encrypted", "so that a second try sends the same"),
        "sent": ("numbers of the messages Telegram has confirmed", "so that a second try repeats none"),
        "slow": ("whether it is a picture, a paper or a look-up", "so that these keep no text waiting"),
        "at": ("when it came", "to see how long it waits"),
        "due": ("when to try again", "Telegram asks us to wait at times"),
        "owner": ("a worker's random name", "so that only one works on it"),
        "until": ("how long that worker has it", "so that another takes over when it dies"),
        "tries": ("how often it was tried", "to set it aside after three"),
    }),
    Kept("seen", "that an update came", "a day", False, {
        "update_id": ("Telegram's number of the update, without a chat", "to drop Telegram's repeats"),
        "at": ("when it came", "to erase it after a day"),
    }),
    Kept("guest", "that a chat came through a partner's link", "until /delete, until the partner goes, "
         "or two years after the last use at most", True, {
        "key": (f"{HASH}; another one than in the other tables", "to find it again"),
        "partner": ("the code in the partner's link", "to name the partner's helpline first, and to count for it"),
        "updated": ("the Monday before they came, or half a year's later return", "to erase it; no day, no time"),
    }),
    Kept("partner", "an organisation that shares the bot", "until the operator drops it", False, {
        "code": ("random letters, in its link", "to know the link"),
        "name": ("the organisation's name", "to say who gave the link"),
        "language": ("a language tag, or empty", "to answer its people in it"),
        "country": ("a country code", "to name who can help there"),
        "helpline": ("the name of its helpline", "to name it first"),
        "phone": ("the helpline's number", "so that its people can call"),
        "url": ("the helpline's web address", "so that its people can read it"),
        "given": ("the day it gave them", "to show how old they are, and to stop showing them"),
    }),
    Kept("account", "who may sign in to the partners' pages", "until /delete, or until the operator drops it", True, {
        "id": ("letters of a keyed hash of the chat", "to name the account in the log; one chat is one person"),
        "key": (f"{HASH}; another one than in the other tables", "to know who asks for a link"),
        "partner": ("the partner's code, or empty", "to show a partner its own numbers only"),
        "role": ("viewer, reviewer or admin", "to know what the account may do"),
        "label": ("a name chosen by the operator", "to say in the log who did something"),
        "since": ("a day", "to look at old accounts again"),
    }),
    Kept("invitation", "a code that makes one account", "7 days, or until it is used", False, {
        "key": ("a keyed hash of the code", "to know it"),
        "partner": ("the partner's code, or empty", "for the account"),
        "role": ("viewer, reviewer or admin", "for the account"),
        "label": ("a name chosen by the operator", "for the account"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("signin", "a link that signs an account in, once", "10 minutes, or until it is used", True, {
        "key": ("a keyed hash of the link", "to know it"),
        "account": ("the account's id", "to know whose it is"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("visit", "that an account is signed in", "12 hours, or until it signs out", True, {
        "key": ("a keyed hash of what the browser holds", "to know it"),
        "account": ("the account's id", "to know whose it is"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("audit", "what was done on the partners' pages", "2 years", False, {
        "id": ("a random name", "to tell lines apart"),
        "at": ("when", "to follow what was done"),
        "account": ("the account's id, or empty for the operator", "to follow what was done"),
        "label": ("the account's label then", "to say who it was when the account is gone"),
        "partner": ("the partner's code, or empty", "to show a partner its own people only"),
        "action": ("a word of ours, like sign-in", "to follow what was done"),
        "object": ("an id of ours, never contents", "to follow what it was done to"),
    }),
    Kept("blocked", "a chat the operator does not serve", "until the operator lets it in again", False, {
        "key": (f"{HASH}; another one than in the other tables", "to know it; /delete does not lift a block"),
        "since": ("a day", "to look at old blocks again"),
    }),
    Kept("allowance", "how much a chat has asked lately (PostgreSQL only)", "an hour after its last message", False, {
        "key": (f"{HASH}; another one than in the other tables", "limits hold over all programs; /delete lifts none"),
        "tokens": ("how many messages or pictures it may still send", "so that nobody floods the bot"),
        "at": ("when it last sent one", "the allowance grows again; erased an hour later"),
        "told": ("whether it was asked to slow down", "to say so once"),
        "said": ("whether its last one was answered", "the same"),
        "last": ("a keyed hash of its last message", "to answer a second tap once"),
        "number": ("Telegram's number of that update", "so that a second try is no repeat"),
    }),
    Kept("tally", "counts that belong to nobody", "no end", False, {
        "week": ("a Monday", "to see changes over months"),
        "kind": ("what is counted, a word of ours", "to tell counts apart"),
        "value": ("which of them: a level, a sign's id, a day, two countries", "to see which rules help or are wrong"),
        "count": ("how often in that week", "the count itself"),
    }),
    Kept("lookup", "what a registry said of a domain", "used for 7 days, erased after 14", False, {
        "key": ("the kind of question and a domain", "so that it is not asked again; who asked is not kept"),
        "value": ("the answer, a date", "to answer the next who asks"),
        "at": ("when it was asked", "to erase it in time"),
    }),
    Kept("blocklist", "a copy of a public list of bad addresses", "until a newer copy; unused after 30 days", False, {
        "key": ("a hash of the list's address", "to find the copy"),
        "read": ("when it was read", "to know its age"),
        "tried": ("when it was last tried", "so that only one program reads it"),
        "etag": ("the server's mark of the copy", "to ask only for changes"),
        "digests": ("eight bytes for each address on it", "to look addresses up here, without asking anybody"),
    }),
    Kept("report", "what somebody chose to leave about a recruiter", "90 days, or until it is taken back", True, {
        "id": ("a random name", "to take it back, and to review it"),
        "owner": (f"{HASH}; another one than in the other tables", "so that whoever left it can take it back"),
        "sealed": ("what was chosen (numbers, signs, the text), encrypted", "for two reviewers"),
        "status": ("pending, confirmed or refused", "to know what waits"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("decision", "what one reviewer said of a report", "as long as the report", False, {
        "report": ("the report's random name", "to find both reviewers"),
        "reviewer": ("a keyed hash of the reviewer's account", "so that two different people decide"),
        "keep": ("yes or no", "the decision itself"),
        "sealed": ("the reason, encrypted", "to answer a dispute"),
        "at": ("when", "to answer a dispute"),
    }),
    Kept("entry", "a number or address that two reviewers confirmed", "as long as the report", False, {
        "key": ("a keyed hash of the number or address", "to know it when somebody asks about it"),
        "report": ("the report's random name", "so that it goes with the report"),
        "sealed": ("the reviewers' reasons, encrypted", "to answer a dispute"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("watch", "that somebody wants to hear more", "30 days, or until they were told", True, {
        "owner": (f"{HASH}; another one than in the other tables", "so that /delete ends it"),
        "key": ("a keyed hash of the number or address", "to know what it is about"),
        "sealed": ("the chat's number, encrypted", "to send the one message that was asked for"),
        "due": ("whether there is news", "to send it once"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("asked", "how many asked about a number or address in a week", "26 weeks", False, {
        "key": ("a keyed hash of it, another one each week", "to count without a list of numbers"),
        "mark": ("a small number out of a keyed hash", "so that one person counts once; it leads back to nobody"),
        "week": ("a Monday", "to erase it in time"),
    }),
    *REVIEWED,
    Kept("workshop", "a room that looks at offers together", "until it ends, at most a day; sums 10 minutes", True, {
        "code": ("random letters that people type", "to come in"),
        "owner": (f"{HASH}; another one than in the other tables", "so that only whoever leads it can go on"),
        "sealed": ("the leader's chat and message, then sums of answers, encrypted", "to show counts; for the sheet"),
        "bot": ("the bot's name", "for the link on the wall"),
        "language": ("a language tag", "to show the offers in it"),
        "work": ("the name of a set of offers", "to show these"),
        "step": ("a number", "where the room stands"),
        "shown": ("yes or no", "whether the result is shown"),
        "changed": ("a number that counts up", "to see cheaply that something happened"),
        "drawn": ("the same number", "to show counts no faster than Telegram likes"),
        "drawn_at": ("when counts were shown", "the same"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("vote", "an answer in a workshop", "until it ends, at most a day", True, {
        "code": ("the workshop's letters", "to count it there"),
        "key": ("a keyed hash of chat and workshop together; nobody's once they left", "so that one counts once"),
        "step": ("a number", "which question it answers"),
        "answer": ("a number", "the answer; shown as a sum only, from five people on"),
    }),
    Kept("replica", "that a worker is alive", "15 seconds after it was last heard of", False, {
        "owner": ("a random name", "to count workers"),
        "until": ("when to forget it", "workers die"),
    }),
)  # fmt: skip
