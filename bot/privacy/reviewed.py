"""The inventory's tables of new scripts, disputes, calls and warnings: what reviewers work with."""

from bot.privacy.kept import HASH, Kept

REVIEWED = (
    Kept("cluster", "a text with warning signs: no word of it", "14 days after it was last seen, 3 when alone", False, {
        "id": ("random letters", "to put it together"),
        "flags": ("ids of signs, words of ours", "to say what it asks of people"),
        "script": ("the id of a known story, or empty", "to say which story it is"),
        "first": ("the day it was first seen; no time", "to see how new it is"),
    }),
    Kept("shingle", "the fingerprint of such a text: up to 16 keyed hashes", "as long as the text's row", False, {
        "value": ("a keyed hash of three words; without the secret nobody can try words", "to know the text again"),
        "cluster": ("the text's random letters", "to know whose it is"),
    }),
    Kept("sighting", "that somebody sent such a text; shown from five people on", "14 days", False, {
        "cluster": ("the text's random letters", "to count it"),
        "mark": ("a small number out of a keyed hash", "so that one person counts once; it leads back to nobody"),
        "week": ("a Monday", "so that a person counts once a week"),
        "day": ("a day; no time", "to see whether it spreads, and to erase it in time"),
        "language": ("the language of the answer", "to warn in it; named from five people on"),
        "country": ("a country code, or empty", "to warn there; named from five people on"),
    }),
    Kept("dispute", "what an organisation says against a row", "180 days after the last step", False, {
        "id": ("random letters", "to find its steps"),
        "key": ("a keyed hash of its code", "so that whoever has the code can follow it"),
        "sealed": ("what was written, with an e-mail address if one was given, encrypted", "to look into it, to ask"),
        "state": ("a word of ours", "to say what became of it"),
        "since": ("the day it came", "to see how long it waits"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("dispute_step", "a decision about a dispute", "as long as the dispute", False, {
        "dispute": ("the dispute's random letters", "to find it"),
        "number": ("1, 2, 3 ...", "to keep the order"),
        "state": ("a word of ours", "the decision itself"),
        "who": ("the name of the account that decided", "so that decisions can be looked at again"),
        "sealed": ("the reason, the answer and the row that was hidden, encrypted", "to answer, and to look again"),
        "day": ("a day", "to say since when"),
    }),
    Kept("hidden", "a row of an official list that is not shown any more", "until somebody shows it again", False, {
        "list": ("the id of a list", "to know the row"),
        "row": ("the id of a row", "to know the row"),
        "who": ("the name of the account that hid it", "so that it can be looked at again"),
        "since": ("a day", "so that it can be looked at again"),
    }),
    Kept("call", "that somebody of a partner called a helpline", "two years", False, {
        "id": ("random letters", "to tell calls apart"),
        "country": ("a country code", "to know the line"),
        "name": ("the helpline's name", "to know the line"),
        "phone": ("the helpline's number", "to know the line"),
        "worked": ("yes or no", "to keep numbers right"),
        "who": ("the name of the account that called", "to ask again"),
        "day": ("a day", "to say how old it is"),
    }),
    Kept("alert_reader", "that a chat asked for warnings", "until it stops them, blocks us, or /delete", True, {
        "key": (f"{HASH}; another one than in the other tables", "so that it can be stopped"),
        "country": ("a country code", "to send only what is for it"),
        "language": ("a language tag", "to send only what is in it"),
        "sealed": ("the chat's number, encrypted", "to send what was asked for"),
    }),
    Kept("alert", "a warning that a partner wrote", "a draft 14 days, one that was approved 90", False, {
        "id": ("random letters", "to find it"),
        "partner": ("the partner's code", "to know whose it is"),
        "country": ("a country code", "to send it there alone"),
        "language": ("a language tag", "to send it in that alone"),
        "text": ("the words of the warning", "to send them"),
        "state": ("a word of ours", "to know what happens with it"),
        "drafted_by": ("the id of an account", "so that another one approves"),
        "decided_by": ("the id of an account", "to look at it again"),
        "signed": ("the partner's name", "to say who wrote it"),
        "day": ("a day", "to say how old it is"),
        "total": ("how many asked for it", "to see how far it has come"),
        "sent": ("how many got it", "to see how far it has come"),
        "missed": ("how many could not get it", "to see how far it has come"),
        "expires": ("its end", "so that it is erased in time"),
    }),
    Kept("alert_copy", "a copy of a warning that is on its way", "until it is sent, or until all are", True, {
        "alert": ("the warning's random letters", "to find it"),
        "key": (f"{HASH}; that of alert_reader", "to send it once"),
        "begun": ("whether it may have gone out", "so that nobody gets it twice"),
    }),
)  # fmt: skip
