"""Amounts with currency and pay period, as people write them in many languages; and numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.fold import fold
from checks.reading import amounts, money
from checks.reading.money import Money


def read(text: str, *regions: str) -> list[Money]:
    return list(money.find(fold(text), regions))


@pytest.mark.parametrize(
    ("text", "quote", "ends", "currency", "period"),
    [
        ("AED 3,000 per month", "AED 3,000", (3000, 3000), "AED", "month"),
        ("1,500 AED", "1,500 AED", (1500, 1500), "AED", ""),
        ("US$ 1.5k weekly", "US$ 1.5k", (1500, 1500), "USD", "week"),
        ("$20-$30/hr", "$20-$30", (20, 30), "USD", "hour"),
        ("$80-$130,000 a year", "$80-$130,000", (80_000, 130_000), "USD", "year"),
        ("INR 500/-", "INR 500/-", (500, 500), "INR", ""),
        ("₹1,50,000 only", "₹1,50,000", (150_000, 150_000), "INR", ""),
        ("3.5 LPA", "3.5 LPA", (350_000, 350_000), "INR", "year"),
        ("5 tys. netto", "5 tys.", (5000, 5000), "", ""),
        ("send R450 today", "R450", (450, 450), "ZAR", ""),
        ("paga Q250", "Q250", (250, 250), "GTQ", ""),
        ("Bs 1.150", "Bs 1.150", (1150, 1150), "BOB", ""),
        ("B/. 45 al día", "B/. 45", (45, 45), "PAB", "day"),
        ("MK 20,000", "MK 20,000", (20000, 20000), "MWK", ""),
        ("P8000/day", "P8000", (8000, 8000), "PHP", "day"),
        ("P500-P8000 per day", "P500-P8000", (500, 8000), "PHP", "day"),
        ("P500 - P800", "P500 - P800", (500, 800), "PHP", ""),
        ("R500 to R8,000", "R500 to R8,000", (500, 8000), "ZAR", ""),
        ("P20k-P30k monthly", "P20k-P30k", (20_000, 30_000), "PHP", "month"),
        ("$20-30/hr", "$20-30", (20, 30), "USD", "hour"),
        ("Rs 5,000-8,000 INR", "Rs 5,000-8,000 INR", (5000, 8000), "INR", ""),
        ("200~300元", "200~300元", (200, 300), "CNY", ""),
        ("15.000 - 20.000 Kč", "15.000 - 20.000 Kč", (15_000, 20_000), "CZK", ""),
        ("₱500 a day", "₱500", (500, 500), "PHP", "day"),
        ("sweldo 20,000 PHP kada buwan", "20,000 PHP", (20_000, 20_000), "PHP", "month"),
        ("S/ 80 diarios", "S/ 80", (80, 80), "PEN", "day"),
        ("R$ 1.500,00 por mês", "R$ 1.500,00", (1500, 1500), "BRL", "month"),
        ("1.500 euros al mes", "1.500 euros", (1500, 1500), "EUR", "month"),
        ("15 euros de l'heure", "15 euros", (15, 15), "EUR", "hour"),
        ("2000 lei pe lună", "2000 lei", (2000, 2000), "RON", "month"),
        ("50 тыс. руб. в месяц", "50 тыс. руб.", (50_000, 50_000), "RUB", "month"),
        ("зп 50 т.р.", "50 т.р", (50_000, 50_000), "RUB", ""),
        ("от 2000 до 3000 грн на день", "2000 до 3000 грн", (2000, 3000), "UAH", "day"),
        ("25-30 zł na godzinę", "25-30 zł", (25, 30), "PLN", "hour"),
        ("20.000 TL aylık", "20.000 TL", (20_000, 20_000), "TRY", "month"),
        ("5 juta per bulan", "5 juta", (5_000_000, 5_000_000), "IDR", "month"),
        ("Rp 150 ribu/hari", "Rp 150 ribu", (150_000, 150_000), "IDR", "day"),
        ("phí hồ sơ 2tr5", "2tr5", (2_500_000, 2_500_000), "VND", ""),
        ("lương 15tr/tháng", "15tr", (15_000_000, 15_000_000), "VND", "month"),
        ("đóng 500k trước", "500k", (500_000, 500_000), "VND", ""),
        ("20 triệu cho hồ sơ", "20 triệu", (20_000_000, 20_000_000), "VND", ""),
        ("bayar 100rb dulu", "100rb", (100_000, 100_000), "IDR", ""),
        ("5.000 de lei pe lună", "5.000 de lei", (5000, 5000), "RON", "month"),
        ("günde 2500 liraya kadar", "2500 liraya", (2500, 2500), "TRY", "day"),
        ("elfu 50 kwa mwezi", "elfu 50", (50_000, 50_000), "", "month"),
        ("frais de dossier 25 000F", "25 000F", (25_000, 25_000), "", ""),
        ("Envoyez 3000 DA", "3000 DA", (3000, 3000), "DZD", ""),
        ("500k đ", "500k đ", (500_000, 500_000), "VND", ""),
        ("5 triệu/tháng", "5 triệu", (5_000_000, 5_000_000), "VND", "month"),
        ("฿500 ต่อวัน", "฿500", (500, 500), "THB", "day"),
        ("日薪300元", "300元", (300, 300), "CNY", "day"),
        ("每天300-500元", "300-500元", (300, 500), "CNY", "day"),
        ("日赚300U", "300U", (300, 300), "USDT", ""),
        ("KD 250.000", "KD 250.000", (250, 250), "KWD", ""),
        ("0.05 BTC", "0.05 BTC", (0.05, 0.05), "BTC", ""),
        ("প্রতিদিন ৫০০ টাকা", "৫০০ টাকা", (500, 500), "BDT", "day"),
    ],
)
def test_an_amount_is_read_with_currency_and_period(
    text: str, quote: str, ends: tuple[float, float], currency: str, period: str
) -> None:
    (one,) = read(text)
    assert (one.span.quote(text), (one.low, one.high), one.currency, one.period) == (quote, ends, currency, period)


@pytest.mark.parametrize(
    ("text", "low", "period"),
    [
        ("3800/day", 3800, "day"),
        ("200 per task", 200, ""),
        ("500 pesos a day", 500, "day"),
        ("20000 रुपये महीना", 20_000, "month"),
        ("प्रति माह 20000 रुपये", 20_000, "month"),
        ("٣٠٠٠ ريال شهريا", 3000, "month"),
        ("الراتب الشهري 5000 درهم", 5000, "month"),
        ("Rs. 500/-", 500, ""),
        ("pay 5 lakh for visa", 500_000, ""),
        ("月入3万", 30_000, "month"),
        ("monthly salary: 4000 pesos", 4000, "month"),
    ],
)
def test_a_currency_several_countries_share_stays_open(text: str, low: float, period: str) -> None:
    (one,) = read(text)
    assert (one.low, one.currency, one.period) == (low, "", period)


@pytest.mark.parametrize(
    ("text", "region", "currency"),
    [
        ("500 pesos", "PH", "PHP"),
        ("500 pesos", "MX", "MXN"),
        ("Rs. 500", "NP", "NPR"),
        ("3000 riyal", "SA", "SAR"),
        ("1500 dirhams", "AE", "AED"),
        ("5 lakh", "BD", "BDT"),
        ("$500", "CA", "CAD"),
        ("$500", "NP", "USD"),
        ("$15,000", "MX", ""),
        ("P500", "PH", "PHP"),
    ],
)
def test_the_country_says_whose_money_it_is(text: str, region: str, currency: str) -> None:
    assert [one.currency for one in read(text, region)] == [currency]


@pytest.mark.parametrize(
    "text",
    [
        "room 305",
        "Rm 305",
        "pages P2-P8",
        "P500-Q800",
        "open 24/7",
        "since 2024 annual report",
        "10:30 pm or 1130 pm",
        "8 hours per day",
        "5 per day",
        "3 million a day",
        "50% per day",
        "5 lakh followers",
        "call 5 500 123",
        "lift 50 pounds",
        "mad 500 people",
        "5 do you",
        "P2 and R500",
        "the K500 motor",
        "mk 2 edition",
        "code 32506BR",
        "500 try it",
        "3000 da loro",
        "100 F outside",
        "10 ribu orang",
        "500k followers",
        "2 triệu người xem",
    ],
)
def test_counts_times_years_and_rooms_are_no_money(text: str) -> None:
    assert read(text) == []


def test_the_quote_with_the_period_is_kept_beside_the_amount() -> None:
    text = "Earn AED 3,000 per month here"
    (one,) = read(text)
    assert one.whole.quote(text) == "AED 3,000 per month"


def test_a_period_belongs_to_one_amount_only() -> None:
    assert [one.period for one in read("USD 500 per week plus 50 USD bonus")] == ["week", ""]


def test_a_smaller_number_behind_a_dash_is_no_range() -> None:
    (one,) = read("AED 3000 - 2 years contract")
    assert (one.low, one.high) == (3000, 3000)


def test_the_sign_of_the_next_amount_is_left_to_it() -> None:
    assert [(one.low, one.currency) for one in read("in 2025 $5 million")] == [(5_000_000, "USD")]
    assert [one.low for one in read("$50 $20")] == [50, 20]


def test_a_capital_p_behind_a_figure_is_pesos_and_a_picture_height_is_not() -> None:
    assert [(m.low, m.currency) for m in money.find(fold("Earn 7000P every day"))] == [(7000.0, "PHP")]
    assert money.find(fold("the video is in 1080P")) == ()


@given(st.text("0123456789 .,:'kp$€/-\n", max_size=60))
def test_figures_are_tried_where_digits_begin_and_none_is_missed(text: str) -> None:
    assert [m.span() for m in amounts.numbers(text)] == [m.span() for m in amounts.NUMBER.finditer(text)]


@given(st.lists(st.sampled_from("50 5000 $ usd per day lakh elfu k P 2tr5 de lei F to - monthly , years x".split())))
def test_a_figure_that_is_passed_over_says_nothing(words: list[str]) -> None:
    folded = fold(" ".join(words))
    for number in amounts.NUMBER.finditer(folded.text):
        if money._is_bare(folded, number.start(), number.end(), 0):
            first = money._part(folded, number.start(), number.end(), 0)
            assert money._says_nothing(folded.text, first, money._second(folded, first))
