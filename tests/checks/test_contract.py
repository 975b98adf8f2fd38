"""Work contracts: what is said, what is missing, what may turn against the worker, and what changed."""

import pytest

from checks.compare import Turn, compare
from checks.contract import Count, hours, read, reads_like_one, term
from content.lint import lint
from tests import once

LIBRARY = once.library()
ENGLISH = """EMPLOYMENT CONTRACT
This agreement is made between Golden Lamp Hospitality LLC (the employer) and the worker.
Position: Kitchen helper. Place of work: Doha, Qatar.
The contract period is two (2) years from the start date.
Salary: 900 QAR per month. Working hours: 12 hours per day, six days a week.
The employer shall keep the passport of the employee for registration.
The employee shall pay the visa cost and the medical test; 200 QAR will be deducted from the monthly salary.
If the employee leaves before the end he must pay a penalty of 3000 QAR.
Accommodation and meals are provided by the company near the place of work."""
OFFER = """Position: waiter. Dubai, UAE. Salary 1500 QAR per month, 8 hours per day, one day off.
2 year contract with Sunrise Hotels Ltd. We pay ticket and visa."""
FAIR = """Contract of employment. The employer is Blue Harbour Ltd, 4 Quay Street. Place of work: the same address.
Position: cook. Start date: 1 March, duration 24 months. Pay: 1200 EUR per month, paid on the last day.
Working hours: 8 hours a day, 40 a week. Two days off a week and 20 days paid leave.
The employer pays the visa fee, the recruitment cost and the return ticket. A room and meals are provided.
Either side can end the contract with a notice of one month.
The employer shall not keep the passport of the worker. No penalty is charged and nothing is deducted from the pay."""
OTHERS = {
    "es": "Contrato de trabajo. El empleador retendrá el pasaporte. Puesto: cocinero. Salario 900 EUR al mes. "
    "Jornada: 10 horas al día. Los gastos de visado son a cargo del trabajador.",
    "fr": "Contrat de travail. L'employeur conservera le passeport. Poste : serveur. Salaire 900 EUR par mois. "
    "Horaire : 10 heures par jour. Les frais de visa sont à la charge du salarié.",
    "ar": "عقد عمل. صاحب العمل يحتفظ بجواز السفر. الوظيفة: طباخ. الراتب 900 ريال شهريا. ساعات العمل 10 ساعات يوميا. "
    "رسوم التأشيرة على نفقة العامل.",
    "hi": "अनुबंध। नियोक्ता पासपोर्ट अपने पास रखेगा। पद: रसोइया। वेतन 900 रियाल प्रति माह। काम के घंटे: 10 घंटे प्रतिदिन। "
    "वीजा शुल्क श्रमिक को देना होगा।",
    "id": "Perjanjian kerja. Majikan akan menyimpan paspor. Jabatan: juru masak. Gaji 900 riyal per bulan. "
    "Jam kerja 10 jam sehari. Biaya visa ditanggung pekerja.",
}


def test_what_turns_against_the_worker_is_found() -> None:
    found = {said.point for said in read(ENGLISH, LIBRARY).against(LIBRARY.terms)}
    assert found == {"passport-held", "worker-pays", "penalty", "deductions"}


def test_what_a_fair_contract_says_is_missed_where_it_is_not_said() -> None:
    assert set(read(ENGLISH, LIBRARY).missing) == {"rest", "ticket", "notice"}


def test_a_fair_contract_misses_nothing_and_what_it_forbids_is_no_warning() -> None:
    made = read(FAIR, LIBRARY)
    assert made.missing == ()
    assert made.against(LIBRARY.terms) == []


@pytest.mark.parametrize("tag", OTHERS)
def test_contracts_in_other_languages_are_read(tag: str) -> None:
    made = read(OTHERS[tag], LIBRARY)
    assert made.language == tag
    assert {"passport-held", "worker-pays"} <= set(made.said)
    assert {"job", "pay", "hours", "employer"} <= set(made.said)
    assert "ticket" in made.missing
    assert hours(made, LIBRARY.terms) == Count(10, "day")


def test_a_language_without_words_is_said_to_be_unknown() -> None:
    assert read("Szerződés a munkáltató és a munkavállaló között. Havi bér: 900 EUR.", LIBRARY).language == ""


def test_hours_and_length_are_counted() -> None:
    made = read(ENGLISH, LIBRARY)
    assert hours(made, LIBRARY.terms) == Count(12, "day")
    assert term(made, LIBRARY.terms) == Count(24, "month")


@pytest.mark.parametrize(("text", "like"), [(ENGLISH, True), (FAIR, True), (OFFER, False), ("Hello. " * 200, False)])
def test_only_a_long_text_about_many_points_reads_like_a_contract(text: str, like: bool) -> None:
    assert reads_like_one(text, LIBRARY) is like


def test_changes_for_the_worse_come_first() -> None:
    changes = compare(OFFER, ENGLISH, LIBRARY)
    turns = {change.point: change.turn for change in changes}
    assert turns["pay"] is turns["hours"] is turns["passport-held"] is Turn.WORSE
    assert turns["place"] is turns["job"] is turns["employer"] is Turn.CHANGED
    assert turns["term"] is Turn.SAME
    order = [list(Turn).index(change.turn) for change in changes]
    assert order == sorted(order)


def test_a_text_beside_itself_has_not_changed() -> None:
    assert {change.turn for change in compare(ENGLISH, ENGLISH, LIBRARY)} == {Turn.SAME}


def test_the_pay_is_not_the_penalty() -> None:
    text = "Contract. Penalty of 5000 QAR. Employer: Blue Harbour Ltd. Salary: 900 QAR per month. Position: cook"
    pay = next(change for change in compare(text, text, LIBRARY) if change.point == "pay")
    assert pay.before.startswith("900 QAR")


def test_every_point_has_words_in_every_language() -> None:
    needed = {*LIBRARY.terms.points, "contract", "hour", "day", "week", "month", "year"}
    assert {tag: sorted(needed - set(words)) for tag, words in LIBRARY.terms.words.items()} == {
        tag: [] for tag in LIBRARY.terms.words
    }


def test_the_content_is_whole() -> None:
    assert [str(p) for p in lint() if not p.warning and "contract" in p.file] == []
