"""Job posters drawn for measuring: one text a language, clean or as if photographed with a phone.

The texts are our own. Fonts are looked for with fontconfig's `fc-match`; a script without one is left out.
"""

import io
import random
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont, features

WIDTH, HEIGHT = 1080, 1280
SEED = 20261122

# language -> (fontconfig's language, the poster). First line large, the last one a contact.
POSTERS: dict[str, tuple[str, str]] = {
    "en": (
        "en",
        "Packers needed in Dubai\nNo experience needed\nSalary 4,500 USD every month\nFree room and food\n"
        "You must pay a registration fee of 150 USD first\nSend a photo of your passport today\n"
        "Write on WhatsApp +44 20 7946 0123",
    ),
    "es": (
        "es",
        "Se buscan empacadores en Madrid\nSin experiencia\nSueldo de 4.500 euros al mes\nAlojamiento y comida gratis\n"
        "Debe pagar 150 euros de inscripción antes de empezar\nEnvíe hoy una foto de su pasaporte\n"
        "Escriba por WhatsApp al +44 20 7946 0123",
    ),
    "fr": (
        "fr",
        "Emballeurs recherchés à Paris\nSans expérience\nSalaire de 4 500 euros par mois\nLogement et repas gratuits\n"
        "Vous devez payer des frais de dossier de 150 euros\nEnvoyez une photo de votre passeport aujourd’hui\n"
        "Écrivez sur WhatsApp au +44 20 7946 0123",
    ),
    "pt": (
        "pt",
        "Vagas para embaladores em Lisboa\nSem experiência\nSalário de 4.500 euros por mês\n"
        "Alojamento e comida grátis\nÉ preciso pagar uma taxa de inscrição de 150 euros\n"
        "Envie hoje uma foto do seu passaporte\nEscreva no WhatsApp +44 20 7946 0123",
    ),
    "pl": (
        "pl",
        "Pakowacze do pracy w Berlinie\nBez doświadczenia\nPensja 4500 euro miesięcznie\n"
        "Darmowe mieszkanie i jedzenie\n"
        "Trzeba zapłacić opłatę rejestracyjną 150 euro\nWyślij dzisiaj zdjęcie paszportu\n"
        "Napisz na WhatsApp +44 20 7946 0123",
    ),
    "tr": (
        "tr",
        "Berlin için paketleme işçisi aranıyor\nDeneyim gerekmez\nAylık maaş 4.500 avro\nKonaklama ve yemek ücretsiz\n"
        "Başlamadan önce 150 avro kayıt ücreti ödemeniz gerekiyor\nBugün pasaportunuzun fotoğrafını gönderin\n"
        "WhatsApp +44 20 7946 0123",
    ),
    "id": (
        "id",
        "Dicari pekerja gudang di Dubai\nTanpa pengalaman\nGaji 4.500 dolar setiap bulan\nKamar dan makan gratis\n"
        "Anda harus membayar biaya pendaftaran 150 dolar dulu\nKirim foto paspor Anda hari ini\n"
        "Hubungi WhatsApp +44 20 7946 0123",
    ),
    "tl": (
        "tl",
        "Kailangan ng packer sa Dubai\nWalang karanasan, puwede\nSahod na 4,500 dolyar bawat buwan\n"
        "Libre ang tirahan at pagkain\nKailangan mong magbayad ng registration fee na 150 dolyar\n"
        "Ipadala ang litrato ng pasaporte mo ngayon\nMag-message sa WhatsApp +44 20 7946 0123",
    ),
    "vi": (
        "vi",
        "Tuyển công nhân đóng gói ở Dubai\nKhông cần kinh nghiệm\nLương 4.500 đô la mỗi tháng\n"
        "Ăn ở miễn phí\nBạn phải đóng phí đăng ký 150 đô la trước khi đi làm\n"
        "Gửi ảnh hộ chiếu của bạn hôm nay\nNhắn tin WhatsApp +44 20 7946 0123",
    ),
    "ru": (
        "ru",
        "Нужны упаковщики в Дубае\nОпыт не нужен\nЗарплата 4500 долларов в месяц\nЖильё и питание бесплатно\n"
        "Нужно сначала оплатить регистрационный взнос 150 долларов\nПришлите сегодня фото паспорта\n"
        "Пишите в WhatsApp +44 20 7946 0123",
    ),
    "uk": (
        "uk",
        "Потрібні пакувальники в Дубаї\nДосвід не потрібен\nЗарплата 4500 доларів на місяць\n"
        "Житло та харчування безкоштовно\nСпочатку потрібно сплатити реєстраційний внесок 150 доларів\n"
        "Надішліть сьогодні фото паспорта\nПишіть у WhatsApp +44 20 7946 0123",
    ),
    "ar": (
        "ar",
        "مطلوب عمال تعبئة في دبي\nبدون خبرة\nالراتب 4500 دولار شهريا\nالسكن والطعام مجانا\n"
        "يجب دفع رسوم تسجيل 150 دولار قبل بدء العمل\nأرسل صورة جواز سفرك اليوم\nواتساب +44 20 7946 0123",
    ),
    "ur": (
        "ur",
        "دبئی میں پیکنگ کے کارکن درکار ہیں\nتجربے کی ضرورت نہیں\nتنخواہ 4500 ڈالر ماہانہ\nرہائش اور کھانا مفت\n"
        "کام شروع کرنے سے پہلے 150 ڈالر رجسٹریشن فیس ادا کریں\nآج ہی اپنے پاسپورٹ کی تصویر بھیجیں\n"
        "واٹس ایپ +44 20 7946 0123",
    ),
    "hi": (
        "hi",
        "दुबई में पैकिंग के लिए लोग चाहिए\nअनुभव की ज़रूरत नहीं\nवेतन 4500 डॉलर हर महीने\nरहना और खाना मुफ़्त\n"
        "नौकरी से पहले आपको 150 डॉलर पंजीकरण शुल्क देना होगा\nआज ही अपने पासपोर्ट की फोटो भेजें\n"
        "व्हाट्सएप करें +44 20 7946 0123",
    ),
    "ne": (
        "ne",
        "दुबईमा प्याकिङ कामदार चाहियो\nअनुभव चाहिँदैन\nतलब महिनाको 4500 डलर\nबस्न र खान निःशुल्क\n"
        "काम सुरु गर्नु अघि 150 डलर दर्ता शुल्क तिर्नुपर्छ\nआजै आफ्नो राहदानीको फोटो पठाउनुहोस्\n"
        "व्हाट्सएप +44 20 7946 0123",
    ),
    "bn": (
        "bn",
        "দুবাইতে প্যাকিং কর্মী দরকার\nঅভিজ্ঞতা লাগবে না\nবেতন মাসে 4500 ডলার\nথাকা খাওয়া ফ্রি\n"
        "কাজ শুরুর আগে 150 ডলার রেজিস্ট্রেশন ফি দিতে হবে\nআজই আপনার পাসপোর্টের ছবি পাঠান\n"
        "হোয়াটসঅ্যাপ +44 20 7946 0123",
    ),
    "th": (
        "th",
        "รับสมัครพนักงานแพ็คของที่ดูไบ\nไม่ต้องมีประสบการณ์\nเงินเดือน 4500 ดอลลาร์ต่อเดือน\nที่พักและอาหารฟรี\n"
        "ต้องจ่ายค่าลงทะเบียน 150 ดอลลาร์ก่อนเริ่มงาน\nส่งรูปพาสปอร์ตของคุณวันนี้\nแอดไลน์หรือ WhatsApp +44 20 7946 0123",
    ),
    "my": (
        "my",
        "ဒူဘိုင်းတွင် ထုပ်ပိုးအလုပ်သမား လိုသည်\nအတွေ့အကြုံ မလိုပါ\nလစာ တစ်လ ၄၅၀၀ ဒေါ်လာ\nနေစရာနှင့် အစားအသောက် အခမဲ့\n"
        "အလုပ်မစခင် မှတ်ပုံတင်ကြေး ဒေါ်လာ ၁၅၀ ပေးရမည်\nပတ်စပို့ ဓာတ်ပုံ ယနေ့ ပို့ပါ\nWhatsApp +44 20 7946 0123",
    ),
    "zh": (
        "zh-cn",
        "迪拜招聘包装工\n无需经验\n月薪4500美元\n包吃包住\n入职前需要先交150美元报名费\n今天请把护照照片发给我\n"
        "联系 WhatsApp +44 20 7946 0123",
    ),
    "km": (
        "km",
        "ជ្រើសរើសកម្មករវេចខ្ចប់នៅឌូបៃ\nមិនត្រូវការបទពិសោធន៍\nប្រាក់ខែ 4500 ដុល្លារក្នុងមួយខែ\nស្នាក់នៅ និងអាហារឥតគិតថ្លៃ\n"
        "ត្រូវបង់ថ្លៃចុះឈ្មោះ 150 ដុល្លារមុនចូលធ្វើការ\nផ្ញើរូបថតលិខិតឆ្លងដែនថ្ងៃនេះ\nWhatsApp +44 20 7946 0123",
    ),
    "am": (
        "am",
        "በዱባይ ለማሸግ ስራ ሰራተኞች ይፈለጋሉ\nልምድ አያስፈልግም\nደመወዝ በወር 4500 ዶላር\nመኖሪያና ምግብ በነጻ\n"
        "ስራ ከመጀመርዎ በፊት የምዝገባ ክፍያ 150 ዶላር መክፈል አለብዎት\nየፓስፖርት ፎቶ ዛሬ ይላኩ\nWhatsApp +44 20 7946 0123",
    ),
    "fa": (
        "fa",
        "استخدام کارگر بسته‌بندی در دبی\nبدون نیاز به سابقه\nحقوق ماهانه ۴۵۰۰ دلار\nجای خواب و غذا رایگان\n"
        "قبل از شروع کار باید ۱۵۰ دلار هزینه ثبت نام پرداخت کنید\n"
        "عکس پاسپورت را امروز بفرستید\nWhatsApp +44 20 7946 0123",
    ),
}
# Languages written with one font each; the rest take what fontconfig gives for Latin.
FAMILIES = {
    "ar": "Noto Sans Arabic",
    "ur": "Noto Naskh Arabic",
    "hi": "Noto Sans Devanagari",
    "ne": "Noto Sans Devanagari",
    "bn": "Noto Sans Bengali",
    "th": "Noto Sans Thai",
    "my": "Noto Sans Myanmar",
    "km": "Noto Sans Khmer",
    "am": "Noto Sans Ethiopic",
    "fa": "Noto Naskh Arabic",
    "zh": "Noto Sans CJK SC",
}
RIGHT_TO_LEFT = ("ar", "ur", "fa")


# Three posters of each text, by the numbers of their lines: all of it; without the passport; without pay, fee and
# passport, so that little or nothing is left to warn of.
VARIANTS = {"full": range(7), "fee": (0, 1, 2, 3, 4, 6), "plain": (0, 1, 3, 6)}


@dataclass(frozen=True, slots=True)
class Poster:
    """One drawn poster: `look` is "clean" or "photo", `data` a JPEG, `text` what stands on it."""

    language: str
    variant: str
    look: str
    text: str
    data: bytes


def posters(languages: list[str]) -> list[Poster]:
    """Each language clean and photographed; a language without a font on this machine is left out."""
    made = []
    for language in languages:
        if font_of(language):
            for variant in VARIANTS:
                made += _both_looks(language, variant)
    return made


def _both_looks(language: str, variant: str) -> list[Poster]:
    lines = POSTERS[language][1].split("\n")
    text = "\n".join(lines[number] for number in VARIANTS[variant])
    page = _draw(language, text)
    return [
        Poster(language, variant, "clean", text, _jpeg(page, 87)),
        Poster(language, variant, "photo", text, _jpeg(_photographed(page), 60)),
    ]


@cache
def font_of(language: str) -> str:
    """The font file for a language, or "" when there is none (or when its letters could not be joined)."""
    program = shutil.which("fc-match")
    if not program or not features.check("raqm"):
        return ""
    asked = f"{FAMILIES.get(language, 'Noto Sans')}:lang={POSTERS[language][0]}"
    found = subprocess.run([program, "-f", "%{file}\n%{lang}", asked], capture_output=True, text=True, check=True)
    path, _, speaks = found.stdout.partition("\n")
    return path if POSTERS[language][0] in speaks.split("|") or language not in FAMILIES else ""


def _draw(language: str, text: str) -> Image.Image:
    """Dark text on a light ground, the first line large and white on a dark band."""
    page = Image.new("RGB", (WIDTH, HEIGHT), (250, 240, 214))
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 60, WIDTH, 220), fill=(20, 60, 120))
    for number, line in enumerate(text.split("\n")):
        y, size, colour = (160, 62, "white") if number == 0 else (224 + 150 * number, 44, (30, 30, 30))
        _write(pen, y, _fitting(language, line, size), colour, language in RIGHT_TO_LEFT)
    return page


Run = tuple[str, ImageFont.FreeTypeFont]  # a piece of a line and the font that has its letters


def _fitting(language: str, line: str, size: int) -> list[Run]:
    """The line in pieces, at `size` or smaller so that it fits the page."""
    while True:
        pieces = [(text, _font(language if own else "en", size)) for text, own in _pieces(language, line)]
        if sum(font.getlength(text) for text, font in pieces) <= WIDTH - 120 or size < 24:
            return pieces
        size -= 2


def _pieces(language: str, line: str) -> list[tuple[str, bool]]:
    """Fonts of other scripts often have no Latin letters and digits: those are drawn with the Latin font."""
    if language not in FAMILIES:
        return [(line, True)]
    return [(piece, not piece.isascii()) for piece in re.findall(r"[!-~]+(?: [!-~]+)*|[^!-~]+", line)]


@cache
def _font(language: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_of(language), size, layout_engine=ImageFont.Layout.RAQM)


def _write(pen: ImageDraw.ImageDraw, y: int, pieces: list[Run], colour: Any, leftward: bool) -> None:
    """The pieces one after the other from the left, or from the right edge leftward."""
    x = WIDTH - 60.0 if leftward else 60.0
    for text, font in pieces:
        pen.text((x, y), text, fill=colour, font=font, anchor="rs" if leftward else "ls")
        x += font.getlength(text) * (-1 if leftward else 1)


def _photographed(page: Image.Image) -> Image.Image:
    """Turned by three degrees, blurred, darker to one side, with grain."""
    turned = page.rotate(3, expand=True, fillcolor=(110, 104, 96), resample=Image.Resampling.BICUBIC)
    soft = turned.filter(ImageFilter.GaussianBlur(1.2))
    shade = Image.linear_gradient("L").rotate(60).resize(soft.size).point(lambda v: 90 + v * 0.62)
    dark = Image.composite(soft, Image.new("RGB", soft.size, (25, 22, 18)), shade)
    return Image.blend(dark, _grain(dark.size), 0.08)


def _grain(size: tuple[int, int]) -> Image.Image:
    chance = random.Random(SEED)  # noqa: S311  # the same grain each time
    return Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).convert("RGB")


def _jpeg(page: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=quality)
    return stream.getvalue()
