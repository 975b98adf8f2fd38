"""Currencies: their signs, codes and words in the languages of the users, and whose a shared word is.

Written as people write them and folded once when first used. A currency beginning with "~" is a word that several
countries share; `resolve` says whose it is, or "" when the text and the reader leave it open.
Left out on purpose, because they are commoner as other words: "real", "sol", "mark", "crown", "won", "all", "top".
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from checks.fold import Folded
from checks.reading.source import as_typed
from checks.reading.words import Hit, Words, table

# Written after the amount ("3000 dirhams"), unless BEFORE says otherwise.
_AFTER = {
    "~$": (
        "$, dollar, dollars, bucks, dolar, dolares, dolari, dollaro, доллар, доллара, долларов, доларів, "
        "долари, dolara, dolarow, डॉलर, डलर, ডলার, ڈالر, دولار, دلار, ดอลลาร์, ដុល្លារ, ဒေါ်လာ, đô, đô la, "
        "ዶላር, ዶላሮች, ዶላሩን, የአሜሪካ ዶላር, ካናዳ ዶላር, dola, dolla"
    ),
    "USD": "usd, us$, us dollar, us dollars, dollars us, 美元, 美金, 美刀, u.s. dollars, 刀",
    "USDT": "usdt, tether, تتر, юсдт, usd t",
    "BTC": "btc, bitcoin, bitcoins",
    "DZD": "dzd, da, دج, دينار جزائري",
    "TND": "tnd, dt, دينار تونسي",
    "GNF": "gnf, francs guineens, franc guineen",
    "CDF": "cdf, fc, francs congolais",
    "AOA": "aoa, kz, kwanza, kwanzas",
    "MZN": "mzn, metical, meticais",
    "EUR": "eur, €, euro, euros, euroi, eura, евро, євро, यूरो, युरो, ইউরো, یورو, يورو, ยูโร, 欧元, ዩሮ",
    "GBP": "gbp, £, pounds sterling, quid, 英镑",
    "CHF": "chf, swiss francs",
    "~rupee": (
        "rs, rs., rupee, rupees, रुपये, रुपए, रुपया, रु, रु., रूपये, रुपैयाँ, रुपैया, रुपियाँ, रुपिया, रू, रू., "
        "rupaiya, rupaiyan, rupaye, ru, রুপি, روپے, روپیہ, روبية, /-"
    ),
    "INR": "inr, ₹, indian rupees",
    "NPR": "npr, nrs, nepali rupees, nepalese rupees, ने.रु.",
    "PKR": "pkr, pakistani rupees",
    "LKR": "lkr, sri lankan rupees",
    "BDT": "bdt, ৳, taka, tk, tk., টাকা, টাকার, টাকায়, টাকাই",
    "AED": "aed, uae dirham, uae dirhams, emirati dirhams, дирхам оаэ, د.إ, درهم اماراتي",
    "~dirham": (
        "dirham, dirhams, dh, dhs, dhs., derham, dirhem, दिरहम, दिराम, दिर्हाम, দিরহাম, درهم, دراهم, дирхам, дирхамов, "
        "дирхама, ዲርሃም, ድርሃም, 迪拉姆"
    ),
    "~riyal": "riyal, riyals, rial, rials, riyaal, रियाल, रियल, রিয়াল, ریال, ريال, ريالا, ሪያል, 里亚尔",
    "SAR": "sar, sr, saudi riyal, saudi riyals, ريال سعودي, ر.س",
    "QAR": "qar, qr, qatari riyal, qatari riyals, ريال قطري",
    "OMR": "omr, omani rial, omani rials, omani riyals, ريال عماني",
    "~dinar": "dinar, dinars, दिनार, দিনার, دینار, دينار, ዲናር",
    "KWD": "kwd, kd, kuwaiti dinar, kuwaiti dinars, دينار كويتي",
    "BHD": "bhd, bd, bahraini dinar, bahraini dinars, دينار بحريني",
    "JOD": "jod, jd, دينار اردني",
    "IQD": "iqd, دينار عراقي",
    "~pound": "pound, pounds, جنيه, جنيها, جنيهات",
    "EGP": "egp, le, جنيه مصري",
    "~lira": "lira, lire, liret, لير, lirasi, liraya, liralik, liradan, lirayi, лир, ليرة",
    "TRY": "try, tl, ₺, turk lirasi",
    "LBP": "lbp, ليرة لبنانية",
    "TOMAN": "toman, تومان, تومن",
    "IRR": "irr, ريال ايراني",
    "AFN": "afn, افغاني",
    "RUB": "rub, ₽, р, р., руб, руб., рубль, рубля, рублей, рублях, rubles, roubles, рублів, rubli, 卢布",
    "UAH": "uah, ₴, грн, грн., гривень, гривні, гривня, гривны, гривен, hryvnia, hryvnias, hrywien",
    "BYN": "byn, бел руб, белорусских рублей",
    "KZT": "kzt, ₸, тенге, tenge",
    "KGS": "kgs, сом, сомов",
    "UZS": "uzs, сум, сумов, so'm",
    "PLN": "pln, zł, zl, złotych, złote, złoty, zlotych, zloty, zlotys, злотых, злотих",
    "CZK": "czk, kč, korun, крон",
    "RON": "ron, lei, leu, лей, леев",
    "MDL": "mdl, lei moldovenesti",
    "HUF": "huf, forint, forints",
    "~peso": "peso, pesos, ps, piso, песо",
    "PHP": "php, ₱, philippine peso, philippine pesos, 比索",
    "MXN": "mxn, mx$, pesos mexicanos, mn",
    "COP": "cop, col$, pesos colombianos",
    "ARS": "ars, pesos argentinos",
    "CLP": "clp, pesos chilenos",
    "DOP": "dop, rd$, pesos dominicanos",
    "PEN": "pen, soles, s/",
    "BOB": "bob, bs, bs., bolivianos",
    "VES": "ves, bolivares",
    "GTQ": "gtq, quetzales",
    "HNL": "hnl, lempiras",
    "NIO": "nio, cordobas",
    "CRC": "crc, ₡, colones",
    "PYG": "pyg, guaranies, ₲",
    "BRL": "brl, r$, reais, reales brasileños",
    "~franc": "francs, franc, frs",
    "XAF": "xaf, fcfa, f cfa, cfa, francs cfa, franc cfa",
    "XOF": "xof",
    "IDR": "idr, rp, rp., rupiah, 印尼盾",
    "MYR": "myr, rm, ringgit, ringgits, 马币, 令吉, ရင်းဂစ်, រីងគីត, রিঙ্গিত, রিংগিত, रिंगेट, रिङ्गेट",
    "SGD": "sgd, s$, singapore dollars, 新币",
    "THB": "thb, ฿, baht, บาท, បាត, បាទ, ဘတ်, 泰铢, บ.",
    "VND": "vnd, vnđ, ₫, đ, đồng, dong, 越南盾",
    "KHR": "khr, ៛, រៀល, riel",
    "LAK": "lak, ₭, kip, ກີບ",
    "MMK": "mmk, ks, kyat, kyats, ကျပ်, 缅币",
    "CNY": "cny, rmb, 元, 块, 块钱, 人民币, yuan, юаней, юань, nhân dân tệ, ¥",
    "JPY": "jpy, yen, 日元, 円",
    "KRW": "krw, ₩, korean won, 韩元, វ៉ុន",
    "TWD": "twd, nt$, ntd, 台币",
    "HKD": "hkd, hk$, hong kong dollars, 港币, 港元",
    "AUD": "aud, a$, au$, australian dollars, 澳元",
    "CAD": "cad, c$, ca$, canadian dollars, 加元",
    "NZD": "nzd, nz$, new zealand dollars",
    "KES": "kes, ksh, ksh., kshs, kshs., kenyan shillings",
    "TZS": "tzs, tsh, tsh., tshs",
    "UGX": "ugx, ush, ugandan shillings",
    "~shilling": "shilling, shillings, shilingi, bob, sh, shs, /=",
    "NGN": "ngn, ₦, naira",
    "GHS": "ghs, gh₵, ₵, gh¢, cedi, cedis",
    "ZAR": "zar, rand, rands",
    "ZMW": "zmw, kwacha",
    "RWF": "rwf",
    "ETB": "etb, birr, ብር, ብሩን, ብሮች",
    "MAD": "mad, درهم مغربي",
    "ILS": "ils, ₪, nis, shekel, shekels, shekeli, שקל",
    "SEK": "sek",
    "NOK": "nok",
    "DKK": "dkk",
}  # fmt: skip
# The ones that also stand before the amount: signs, codes, and words of languages that put them there.
_BEFORE = {
    "~rupee": "rs, rs., rupees, रु, रु., रू, रू., ru",
    "~dirham": "dh, dhs, dhs., dirham, dirhamu",
    "~peso": "ps, peso, pesos",
    "~shilling": "sh, shs, shilingi, thao",
    "~riyal": "riyal, riyali",
    "~$": "$, dola",
    "USD": "usd, us$, us $, usd$, u$s, u$d",
    "EUR": "eur, €", "GBP": "gbp, £", "CHF": "chf, fr.", "INR": "inr, ₹", "NPR": "npr, nrs, nrs.", "PKR": "pkr",
    "LKR": "lkr", "BDT": "bdt, ৳, tk, tk.", "AED": "aed", "SAR": "sar, sr", "QAR": "qar, qr", "OMR": "omr, ro",
    "KWD": "kwd, kd", "BHD": "bhd, bd", "JOD": "jod, jd", "EGP": "egp, le", "TRY": "₺", "RUB": "rub, ₽",
    "UAH": "uah, ₴",
    "KZT": "kzt, ₸", "PLN": "pln", "RON": "ron", "PHP": "php, ₱, php.", "MXN": "mxn, mx$, mxn$",
    "COP": "cop, col$, cop$",
    "ARS": "ars, ar$", "CLP": "clp, clp$", "DOP": "rd$", "PEN": "pen, s/, s/.", "BOB": "bob, bs, bs.", "CRC": "₡",
    "GTQ": "gtq", "BRL": "brl, r$", "XAF": "fcfa, xaf", "XOF": "xof", "IDR": "idr, rp, rp.", "MYR": "myr, rm",
    "SGD": "sgd, s$", "THB": "thb, ฿", "VND": "vnd, ₫", "LAK": "lak", "MMK": "mmk, ကျပ်", "CNY": "cny, rmb, ¥, 人民币",
    "JPY": "jpy", "KRW": "krw, ₩", "TWD": "twd, nt$, nt", "HKD": "hkd, hk$, hk", "AUD": "aud, a$, au$",
    "CAD": "cad, c$, ca$",
    "NZD": "nzd, nz$", "KES": "kes, ksh, ksh., kshs, kshs.", "TZS": "tzs, tsh, tsh.", "UGX": "ugx, ush",
    "NGN": "ngn, ₦", "GHS": "ghs, gh₵, ₵, gh¢, ghc", "ZAR": "zar", "ZMW": "zmw", "ETB": "etb, br, br., ብር",
    "ILS": "ils, ₪", "USDT": "usdt", "BTC": "btc", "PAB": "b/., b/", "PYG": "₲, gs.", "MWK": "mwk, mk", "BWP": "bwp",
}  # fmt: skip
# One capital letter before the digits: currency only with more evidence (see money.py).
LETTERS = {"p": ("PHP", "PH"), "r": ("ZAR", "ZA"), "n": ("NGN", "NG"), "k": ("ZMW", "ZM"), "q": ("GTQ", "GT")}
# Codes that are also words or short forms: they must be typed in capitals.
CAPITALS_ONLY = frozenset(
    "mk try mad pen cop cad lak le ro br bd mop nis nok ils mn ps hk nt rm da dt fc sr qr kd jd bs bob".split()
)

# Those that are also typed so, right before the digits.
_TITLES = frozenset(("Bs", "Bs.", "Br", "Br."))

# Whose a shared word is: country -> currency; "" is the answer without any of these countries, if one is plain.
SHARED: dict[str, dict[str, str]] = {
    "~$": {
        "": "USD", "US": "USD", "AU": "AUD", "CA": "CAD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD",
        # Where "$" is as often the local money as the dollar, nothing is claimed.
        "MX": "", "CO": "", "CL": "", "AR": "", "DO": "", "UY": "", "BB": "", "JM": "", "TT": "", "NA": "", "BN": "",
    },
    "~rupee": {"IN": "INR", "NP": "NPR", "PK": "PKR", "LK": "LKR"},
    "~dirham": {"AE": "AED", "MA": "MAD"},
    "~lakh": {"IN": "INR", "NP": "NPR", "PK": "PKR", "BD": "BDT", "LK": "LKR"},
    "~riyal": {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER", "IR": "IRR"},
    "~dinar": {"KW": "KWD", "BH": "BHD", "JO": "JOD", "IQ": "IQD", "LY": "LYD", "TN": "TND", "DZ": "DZD", "RS": "RSD"},
    "~pound": {"GB": "GBP", "EG": "EGP", "SD": "SDG", "LB": "LBP", "SY": "SYP", "SS": "SSP"},
    "~lira": {"": "TRY", "TR": "TRY", "LB": "LBP", "SY": "SYP"},
    "~peso": {"PH": "PHP", "MX": "MXN", "CO": "COP", "AR": "ARS", "CL": "CLP", "DO": "DOP", "UY": "UYU", "CU": "CUP"},
    "~franc": {"CH": "CHF", "CM": "XAF", "GA": "XAF", "TD": "XAF", "SN": "XOF", "CI": "XOF", "ML": "XOF", "BJ": "XOF",
               "TG": "XOF", "BF": "XOF", "NE": "XOF", "RW": "RWF", "BI": "BIF", "GN": "GNF", "CD": "CDF", "DJ": "DJF"},
    "~shilling": {"KE": "KES", "TZ": "TZS", "UG": "UGX", "SO": "SOS"},
}  # fmt: skip
# Words that only the accent tells from everyday ones, which folding drops: what must have been typed.
_ACCENTED = {"d": "đ", "do": "đô"}


@lru_cache(maxsize=1)
def _after() -> Words[str]:
    return table(_AFTER)


@lru_cache(maxsize=1)
def _before() -> Words[str]:
    return table(_BEFORE)


def behind() -> Iterable[str]:
    """The words that are read behind a figure."""
    return _after()


def after(folded: Folded, start: int) -> Hit[str] | None:
    """The currency written at `start`."""
    found = _after().at(folded.text, start)
    return found if found and _typed_so(folded, found) else None


def before(folded: Folded, end: int) -> Hit[str] | None:
    """The currency written up to `end`."""
    found = _before().before(folded.text, end)
    return found if found and _typed_so(folded, found) else None


def sign_at(folded: Folded, start: int) -> int:
    """Where a currency sign at `start` ends; `start` when there is none."""
    found = _before().at(folded.text, start)
    return found[3] if found else start


def _typed_so(folded: Folded, found: Hit[str]) -> bool:
    word, _, start, end = found
    if word in CAPITALS_ONLY:
        typed = as_typed(folded, start, end)
        return typed.isupper() or typed in _TITLES
    return word not in _ACCENTED or as_typed(folded, start, end).lower() == _ACCENTED[word]


def resolve(currency: str, regions: Sequence[str]) -> str:
    """The ISO code of a currency word that may be shared: the first of `regions` that has it decides."""
    if not currency.startswith("~"):
        return currency
    shared = SHARED[currency]
    return next((shared[region] for region in regions if region in shared), shared.get("", ""))
