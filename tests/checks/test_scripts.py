# ruff: noqa: E501  # the texts are messages, as people would get them
"""The known scripts: each is recognised from texts we wrote, and the answer can say what usually comes next."""

from functools import cache

import pytest

from checks import Checker, check
from checks.model import Offer
from tests import once

TEXTS = {
    "account-rental": (
        "Rent your LinkedIn account to us, 200 dollars a month. We only need your login and password.",
        "We pay for your old bank account and SIM card. You give us the card and the PIN, we pay monthly.",
    ),
    "au-pair": (
        "Our family in London wants you as au pair, 3,000 pounds a month, you are hired. Pay the visa fee of 400 pounds to our lawyer by Western Union. Buy your own flight ticket first and we pay you back. Send a copy of your passport.",
        "Dear nanny, you got the job, no interview. We send you a cheque, deposit it and send part to the travel agent. You must pay for the work permit, 350 dollars by MoneyGram. Book your ticket and we refund you when you land.",
    ),
    "crypto-part-time": (
        "Part time job: help our exchange grow. Open a wallet, buy USDT and follow my trading signals, 20% profit a day guaranteed.",
        "Remote crypto assistant. You invest your own 100 USDT on our platform and earn 15% daily as salary.",
    ),
    "domestic-work": (
        "Housemaid in Riyadh. The employer keeps your passport. You work 16 hours a day, no day off. You are not allowed to leave the house, no phone.",
        "Nanny job in Beirut: give your passport to madam on arrival. No day off, work from 5 am to 11 pm. No contract needed, you sign another one there.",
    ),
    "fake-cheque": (
        "We will mail you a cheque. Deposit it in your account, keep 300 dollars as your first pay and send the rest to our equipment vendor.",
        "A check for 2,400 dollars is on its way. Deposit it by phone and buy your laptop from our approved vendor with Zelle.",
    ),
    "fake-government-job": (
        "Your appointment letter for Indian Railways is ready, no exam. Pay the processing fee of Rs 4,500 to get the joining letter.",
        "Direct joining in the airport authority without exam. The appointment letter will be issued after you pay the security deposit of Rs 9,000.",
    ),
    "fake-internship": (
        "Congratulations, you are selected for our internship without interview! Pay Rs 499 for the training certificate today to keep your seat.",
        "You have been selected for the internship. Pay a registration fee of 600 rupees and 900 rupees for the course certificate, only today.",
    ),
    "football-trial": (
        "My son is 15 and an agent wants to take him to a football club abroad. He asks us to pay 900 dollars for the trial. We must buy the ticket ourselves and get it back later.",
        "Boys of 14 to 16 wanted for a football academy in Europe. Pay the registration fee of 500 dollars for the trial. Buy the flight now, the club pays it back. Send a passport photo page.",
    ),
    "malware-interview": (
        "For the interview please install AnyDesk and give us the code so that we can set up your computer.",
        "Download the test project from this file and run it on your computer before the interview, turn off your antivirus.",
    ),
    "merge-orders": (
        "You pay for the order first with your own money and get it back with 12% commission. Write me on Telegram. Guaranteed income every day.",
        "Our shop platform: top up your account to unlock the combined orders. Your balance shows 900 dollars, withdraw after you complete the set.",
    ),
    "mlm-as-job": (
        "Join our team! Buy the starter kit for 150 dollars and earn from every friend you recruit. Guaranteed income.",
        "Business opportunity: pay the joining fee of 5,000 pesos for the membership pack and bring in two people to start earning.",
    ),
    "modelling-hostess": (
        "Hostess in a club in Tokyo, girls 18 to 25, send photos in bikini. No sex, only drink with customers. Ticket and flat paid.",
        "Escort and massage work for pretty girls, send nude pictures so that the client can choose.",
    ),
    "money-mule": (
        "Payment processing agent: customers send money to your bank account, you keep 8% and forward the rest by Bitcoin.",
        "Receive transfers on your card, withdraw the cash and hand it to our courier. You keep 5% of each transfer.",
    ),
    "overseas-fee": (
        "Canada farm visa guaranteed in 15 days. Pay 2,000 dollars for the work permit now and the rest after the visa.",
        "Poland work visa 100% guaranteed, no interview. Visa fee 900 euros, then 500 euros for the embassy slot.",
    ),
    "parcel-courier": (
        "Free trip to Brazil, hotel and ticket paid. You only carry a suitcase for us on the way back, 5,000 euros.",
        "Driver wanted: take a sealed bag across the border for us, don't ask what is inside, 800 euros a trip.",
    ),
    "penalty-contract": (
        "You did not finish the typing work in time. You signed the contract, so pay the penalty of 5,800 rupees or our lawyer files a court case against you.",
        "Form filling at home. If you make mistakes you must pay a fine of Rs 6,200 under the agreement or we take legal action.",
    ),
    "recruit-friends-abroad": (
        "Work abroad, the country we tell you later. You must bring three friends before you can fly. Keep it secret from your family. Send passport copies today.",
        "To get your place you must first recruit five people from your village. Pay 300 dollars for the visa. Tell nobody about it.",
    ),
    "reshipping": (
        "Shipping assistant at home: you receive packages at your address, put new labels on and send them on to our customers abroad.",
        "Quality inspector from home. Parcels arrive at your home, you check them, repack and reship them.",
    ),
    "romance-abroad": (
        "My boyfriend whom I met online two months ago found me a job in his country and wants me to come and work for his uncle.",
        "I love you baby, come live with me, I have arranged a job for you in my friend's bar and I pay your ticket.",
    ),
    "scam-compound": (
        "Customer service job in Myawaddy, typing chat, 1,500 dollars a month, no experience, free ticket, we fly you tomorrow.",
        "Chat support for online casino in Sihanoukville, Cambodia. Salary 2,000 USD, visa, food, dormitory and ticket free. No skill needed.",
    ),
    "seafarer-fees": (
        "Cruise ship waiter, you are hired without interview. Pay 250 dollars for the visa and 180 for the medical. Book your flight, the company refunds you on board. Pay the agency registration fee to the personal account of our agent.",
        "MSC ship job: send the processing fee of 300 dollars. You pay the seaman visa fee. Book your ticket first and we refund you on board. You are hired, no interview needed. Send your passport scan.",
    ),
    "sextortion-job": (
        "We have your nude pictures from the casting. Pay 500 dollars in bitcoin or we send them to your family.",
        "If you don't pay I will post your naked photos and show them to all your friends on Facebook.",
    ),
    "sponsorship-sale": (
        "Care worker sponsorship for £12,000, half now. If you leave in three years you pay a penalty of 8,000 pounds. The visa cost is taken from your salary.",
        "You sign a new contract when you arrive. If you leave early you must pay back 6,000 pounds for the visa. We cut 300 pounds a month from your pay for it. The certificate of sponsorship costs 9,000 pounds.",
    ),
    "study-visa-work": (
        "Go on a student visa and work full time in the factory, no work permit needed. Pay 3,000 euros for the visa, guaranteed in 20 days.",
        "Work in Japan on a tourist visa, tell the officer at the airport you are a tourist. Visa guaranteed, pay 4,000 dollars for visa.",
    ),
    "task-scam": (
        "Like YouTube videos and earn 50 pesos per like. After five tasks you top up 1,000 pesos to unlock the bigger tasks.",
        "Simple task job: rate hotels and apps, 30 ratings per set, commission paid daily in USDT. Message me on Telegram.",
    ),
    "teen-missions": (
        "Are you 14 or 15? Small missions for cash: take photos of a house, carry a bag, film a fire. Good money, nobody must know.",
        "Teens wanted for quick cash missions on Snapchat, you deliver something and get 500, too young for police to punish.",
    ),
    "un-ngo-vacancy": (
        "UNICEF recruitment: you have been selected. Send the visa and induction fee of 450 dollars to unicef.hr.office@gmail.com.",
        "The United Nations UNDP has given you the post. Write to undp-jobs@outlook.com and pay for your training certificate.",
    ),
    "work-study-weapons": (
        "Work and study in Russia for girls aged 18 to 22: you assemble drones in our plant, free ticket and free flat.",
        "Security job abroad, sign a contract with the army, go to the front line, 3,000 dollars a month, no experience.",
    ),
}
HONEST = (
    "Warehouse assistant in Leeds, 12.60 pounds an hour, shifts, training paid. Interview on site, bring your passport to prove your right to work.",
    "Au pair wanted by a family in Lyon: 30 hours a week, own room, pocket money 450 euros. We pay the visa fee and meet by video first.",
    "Waiter for a cruise line: apply on our website, the company pays visa, medical and flight. No fees at any stage.",
    "Internship in accounting, six months, 900 euros a month, two interviews, university agreement needed.",
)


@cache
def checker() -> Checker:
    return once.checker()


def test_every_script_has_two_texts() -> None:
    assert set(TEXTS) == set(checker().library.scripts)


@pytest.mark.parametrize(("script", "text"), [(script, text) for script, texts in TEXTS.items() for text in texts])
def test_the_script_is_recognised(script: str, text: str) -> None:
    assert check(Offer(text), checker()).script == script


@pytest.mark.parametrize("script", TEXTS)
def test_what_usually_comes_next_can_be_said(script: str) -> None:
    texts = checker().library.languages["en"].texts
    assert all(texts[f"script.{script}.{part}"] for part in ("name", "next", "do"))
    assert checker().library.scripts[script].stages


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_advert_resembles_none(text: str) -> None:
    assert check(Offer(text), checker()).script is None
