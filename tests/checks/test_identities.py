"""Mailboxes and chat names that anyone can open, and carry an organisation's name."""

import pytest

from checks import contacts
from checks.model import Offer, Outcome
from checks.offer import read
from tests.checks.addresses import known


def check(text: str, **parts: str) -> Outcome:
    return contacts.check(read(Offer(text, **parts)), known())


def flags(text: str, **parts: str) -> list[str]:
    return [finding.flag for finding in check(text, **parts).findings]


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Write to petronas.hiring@gmail.com", "Petronas"),
        ("Write to hr_lufthansa2026@yahoo.com", "Lufthansa"),
        ("Write to nnpcvacancies@outlook.com", "NNPC"),
        ("DHL hires. Write to dhl.hiring@hotmail.com", "DHL"),
    ],
)
def test_free_mail_in_an_organisations_name_is_found(text: str, organisation: str) -> None:
    (finding,) = check(text).findings
    assert finding.flag == "free-mail-corporate"
    assert finding.facts["organisation"] == organisation


def test_free_mail_is_surer_when_the_text_names_the_organisation() -> None:
    (unnamed,) = check("Write to petronas.hiring@gmail.com").findings
    (named,) = check("Petronas hires. Write to petronas.hiring@gmail.com").findings
    assert (unnamed.weak, named.weak) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Write to maria.jobs@gmail.com",
        "Write to sunrise.recruitment@gmail.com",
        "Write to ana.work@gmail.com",
        "Write to delta.farm.jobs@gmail.com",
        "Write to samsung.fan@gmail.com",
        "Write to hr@petronas.com",
    ],
)
def test_small_firms_and_persons_on_free_mail_are_left_alone(text: str) -> None:
    assert flags(text) == []


def test_free_mail_is_a_cue_all_the_same() -> None:
    assert [cue.flag for cue in check("Write to maria.jobs@gmail.com").cues] == ["free-mail"]


@pytest.mark.parametrize(
    "text", ["Write @UNICEF_vacancies", "join t.me/PetronasCareers", "tg://resolve?domain=lufthansa_hr"]
)
def test_a_chat_name_that_speaks_for_an_organisation_is_found(text: str) -> None:
    assert "chat-name-imitates" in flags(text)


@pytest.mark.parametrize("text", ["Write @anna_hr", "join t.me/+AbCdEf123", "see t.me/samsung_fans", "@ana_jobs"])
def test_other_chat_names_are_left_alone(text: str) -> None:
    assert flags(text) == []


def test_the_handle_a_forward_came_from_is_looked_at_too() -> None:
    (finding,) = check("Cooks wanted.", origin="unicef_jobs_official").findings
    assert (finding.flag, finding.span, finding.facts["organisation"]) == ("chat-name-imitates", None, "UNICEF")


def test_a_display_name_is_looked_at_too() -> None:
    assert flags("Cooks wanted.", sender="UNICEF Recruitment") == ["chat-name-imitates"]
    assert flags("Cooks wanted.", sender="Anna from Mill Road") == []


@pytest.mark.parametrize(
    "text",
    ["Write @second_look_official", "@SecondLookHelpBot will pay you back", "t.me/sec0nd_l00k_bot", "@SecondLokBot"],
)
def test_a_name_that_poses_as_this_very_bot_is_found(text: str) -> None:
    (finding,) = check(text, own="SecondLookBot").findings
    assert (finding.flag, finding.facts["organisation"]) == ("chat-name-imitates", "@SecondLookBot")


def test_the_display_name_of_a_forward_may_pose_as_this_bot() -> None:
    assert flags("Send your papers", sender="Second Look support", own="SecondLookBot") == ["chat-name-imitates"]


@pytest.mark.parametrize("text", ["Write @SecondLookBot", "@secondhand_books", "@lookbot", "@second"])
def test_this_bot_itself_and_other_names_are_left_alone(text: str) -> None:
    assert flags(text, own="SecondLookBot") == []


def test_a_bot_with_a_very_short_name_cannot_be_told_from_others() -> None:
    assert flags("Write @eyeglasses", own="EyeBot") == []
