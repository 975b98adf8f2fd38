"""A pasted chat is one case, and who said what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import check, conversation
from checks.conversation import turns
from tests import once

WHATSAPP = """[10:22, 3/4/2024] HR Lisa: Hello dear, we have a packing job for you
[10:23, 3/4/2024] Me: What do I need to do?
[10:25, 3/4/2024] HR Lisa: Pay the registration fee of 50 USD today
[10:26, 3/4/2024] Me: I have no money to pay the fee"""


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (WHATSAPP, ["HR Lisa", "Me", "HR Lisa", "Me"]),
        ("3/4/24, 10:22 - Agent Ravi: send passport\n3/4/24, 10:23 - You: why?", ["Agent Ravi", "You"]),
        ("Lisa, [3 Apr 2024 at 10:22]:\nHello\nLisa, [3 Apr 2024 at 10:25]:\nPay now", []),
        ("Ольга: надо внести залог\nЯ: зачем?\nОльга: так положено", ["Ольга", "Я", "Ольга"]),
        ("Salary: 500\nPlace: Dubai\nContact: Anna", []),
        ("Apply here: https://example.com/jobs\nQuestions: jobs@example.com", []),
        ("An ordinary advert without any chat.", []),
    ],
)
def test_the_speakers_of_a_chat_are_found(text: str, speakers: list[str]) -> None:
    assert [turn.speaker for turn in turns(text)] == speakers


def test_what_the_reader_wrote_does_not_count_and_what_the_recruiter_wrote_does() -> None:
    verdict = check(WHATSAPP, once.checker())
    fees = [f for f in verdict.findings if f.flag == "fee-to-get-job"]
    assert fees
    assert all(f.span and f.span.start < WHATSAPP.rindex("Me:") for f in fees)


@given(
    st.lists(
        st.sampled_from(["Me: ", "Lisa: ", "[10:22, 3/4/24] ", "text", ":", "://", "\n", " ", "Anna, ", "3/4/24 - "])
    )
)
def test_messages_begin_where_the_expression_finds_them_in_the_whole_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [head.span() for head in conversation._heads(text)] == [m.span() for m in conversation._TURN.finditer(text)]
