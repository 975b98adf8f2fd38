"""Pay periods: "per day", "/hr", "monthly", "в месяц", "每天", before or after an amount, in the users' languages."""

from collections.abc import Iterable
from functools import lru_cache

from checks.reading.amounts import skip
from checks.reading.words import Words, table

PERIODS = ("hour", "day", "week", "month", "year")

_UNITS = {
    "hour": (
        "hour, hr, hrs, h, hora, horas, heure, heures, oră, ora, час, ч, годину, година, год, godzinę, "
        "godz, godzina, घंटा, घंटे, oras, jam, saat, giờ, ঘণ্টা, ঘন্টা, گھنٹہ, گھنٹے, ساعة, الساعة, ساعت, "
        "ชั่วโมง, ชม, ម៉ោង, နာရီ, 小时, 钟头, ሰዓት, saa"
    ),
    "day": (
        "day, dia, día, jour, zi, день, сутки, смену, смена, dzień, dniówka, day shift, shift, दिन, araw, "
        "hari, gün, ngày, দিন, دن, يوم, اليوم, روز, วัน, ថ្ងៃ, ရက်, နေ့, 天, 日, ቀን, siku, turno, diária"
    ),
    "week": (
        "week, wk, semana, semaine, săptămână, неделю, неделя, тиждень, tydzień, हफ्ता, हफ्ते, सप्ताह, "
        "linggo, minggu, hafta, tuần, সপ্তাহ, ہفتہ, ہفتے, أسبوع, الأسبوع, هفته, สัปดาห์, อาทิตย์, "
        "សប្តាហ៍, អាទិត្យ, ပတ်, 周, 星期, ሳምንት, wiki"
    ),
    "month": (
        "month, mo, mth, mes, mês, mois, lună, месяц, мес, мес., місяць, міс, miesiąc, mc, mies, महीना, "
        "महीने, महिना, माह, मास, buwan, bulan, bln, ay, tháng, মাস, মাসে, مہینہ, مہینے, ماہ, شهر, الشهر, "
        "เดือน, ខែ, လ, 月, 个月, ወር, mwezi"
    ),
    "year": (
        "year, yr, annum, año, ano, an, année, год, рік, rok, साल, वर्ष, taon, tahun, thn, yıl, năm, বছর, "
        "سال, سنة, السنة, العام, ปี, ឆ្នាំ, နှစ်, 年, ዓመት, mwaka"
    ),
    "task": (
        "task, tasks, order, click, like, video, review, piece, tarea, tarefa, tâche, задание, завдання, "
        "zadanie, टास्क, tugas, görev, nhiệm vụ, 单, 任务, مهمة"
    ),
}  # fmt: skip
_LINKS = (
    "per, par, l', de l', /, -/, /-, a, an, each, every, for a, for one, for each, the, por, al, a la, cada, par, le, "
    "la, pe, în, на, в, за, за один, у, w, za, na, na jeden, प्रति, हर, एक, रोज, bawat, kada, isang, "
    "sa isang, para sa isang, se, setiap, tiap, satu, bir, mỗi, một, প্রতি, একটি, فی, في, كل, لكل, "
    "در, هر, ต่อ, ละ, ក្នុងមួយ, មួយ, တစ်, 每, 一, 一个, 每个, kwa, kila, ao, à, po, / per, a cada, per "
    "each, od"
)
_ADVERBS = {
    "hour": (
        "hourly, p/h, p.h., ph, por hora, à l'heure, почасово, godzinowo, saatlik, saatte, sejam, 时薪, "
        "รายชั่วโมง, ชั่วโมงละ, ชม.ละ, بالساعة, ঘণ্টায়"
    ),
    "day": (
        "daily, everyday, every day, diario, diarios, diariamente, diarias, por dia, journalier, zilnic, "
        "ежедневно, щодня, dziennie, dniówki, रोजाना, रोज़ाना, प्रतिदिन, दैनिक, दिन का, दिन के, रोज का, "
        "araw-araw, arawan, kada araw, harian, sehari, günlük, günde, hàng ngày, প্রতিদিন, দৈনিক, روزانہ, "
        "روزانه, يوميا, يومي, اليومي, باليوم, দিনে, दिनको, दिनमा, 日薪, 每天, 每日, 日结, วันละ, รายวัน, p/d, pd, "
        "တစ်ရက်, တစ်နေ့, በቀን, kwa siku"
    ),
    "week": (
        "weekly, semanal, semanales, semanalmente, hebdomadaire, săptămânal, еженедельно, щотижня, "
        "tygodniowo, साप्ताहिक, lingguhan, mingguan, seminggu, haftalık, haftada, hàng tuần, সাপ্তাহিক, "
        "أسبوعيا, بالأسبوع, সপ্তাহে, هفتگی, 周薪, 每周, รายสัปดาห์, p/w, pw, တစ်ပတ်, በሳምንት"
    ),
    "month": (
        "monthly, p.m., p.m, pm, pcm, p/m, per mensem, mensual, mensuales, mensualmente, mensal, mensais, "
        "mensuel, mensuels, lunar, ежемесячно, щомісяця, miesięcznie, मासिक, प्रतिमाह, महीने का, महीने "
        "के, buwanan, buwan-buwan, kada buwan, bulanan, sebulan, aylık, ayda, hàng tháng, lương tháng, "
        "মাসিক, ماہانہ, ماهانه, شهريا, شهري, الشهري, بالشهر, মাসে, महिनाको, महिनामा, 月薪, 每月, 月入, เดือนละ, "
        "รายเดือน, တစ်လ, በወር, kwa mwezi"
    ),
    "year": (
        "yearly, annually, annual, p.a., p.a, pa, per annum, anual, anuales, annuel, годовой, rocznie, "
        "सालाना, वार्षिक, taunan, setahun, yıllık, hàng năm, বার্ষিক, سالانہ, سنويا, سنوي, السنوي, 年薪, "
        "每年, รายปี, በዓመት"
    ),
}  # fmt: skip
# Words that may stand between "monthly" and the amount.
_FILLERS = (
    "salary salaries pay wage wages income earning earnings earn earned rate stipend of is are up to "
    "upto from about approx around minimum min max starting start at basic net gross only you get "
    "sueldo salario salário pago de hasta desde salaire jusqu'à зарплата оплата до от доход заробіток "
    "від wynagrodzenie stawka वेतन सैलरी sahod sweldo na gaji upah maaş lương الراتب راتب বেতন تنخواہ "
    "का के की से 工资 收入 เงินเดือน ค่าจ้าง"
)
# Before an amount only a short way is looked at.
_MOST_WORDS = 6
_SURE_ADVERB = 5  # letters: shorter ones ("pm", "ph") need a currency, or "11.30 pm" would be pay


@lru_cache(maxsize=1)
def _units() -> Words[str]:
    return table(_UNITS)


@lru_cache(maxsize=1)
def _adverbs() -> Words[str]:
    return table(_ADVERBS)


@lru_cache(maxsize=1)
def _links() -> Words[str]:
    return table({"": _LINKS})


@lru_cache(maxsize=1)
def _fillers() -> Words[str]:
    return table({"": _FILLERS.replace(" ", ", ")})


def behind() -> tuple[Iterable[str], ...]:
    """The words that are read behind a figure."""
    return _adverbs(), _links(), _units()


def after(text: str, end: int, *, sure: bool) -> tuple[str, int] | None:
    """The period said right behind an amount that ends at `end`, and where it ends.

    `sure`: the amount has a currency; without one only clear forms count ("/day", "per task", "daily"). "task" is a
    period here, so that callers see that the bare number is pay.
    """
    at = skip(text, end)
    adverb = _adverbs().at(text, at)
    if adverb and (sure or len(adverb[0]) >= _SURE_ADVERB or not adverb[0].isascii()):
        return adverb[1], adverb[3]
    link = _links().at(text, at)
    unit = _units().at(text, skip(text, link[3])) if link else None
    if unit is None and sure:
        unit = _units().at(text, at)  # "3000 AED month"
        if unit and unit[0].isascii() and len(unit[0]) < 3:
            return None
    return (unit[1], unit[3]) if unit else None


def before(text: str, start: int, floor: int) -> str:
    """The period said before an amount that starts at `start` ("monthly salary: ..."), not before `floor`; or ""."""
    at = start
    for _ in range(_MOST_WORDS):
        at = _back(text, at, floor)
        if adverb := _adverbs().before(text, at):
            return adverb[1] if adverb[2] >= floor else ""
        unit = _units().before(text, at)
        if unit and unit[2] > floor and _links().before(text, _back(text, unit[2], floor)):
            return unit[1]
        filler = _fillers().before(text, at)
        if not filler or filler[2] <= floor:
            return ""
        at = filler[2]
    return ""


def _back(text: str, at: int, floor: int) -> int:
    while at > floor and text[at - 1] in " \t:=-":
        at -= 1
    return at
