"""What a woman does to become a seller: sign up, apply one question a screen, open her shop, put goods on the shelf."""

import re
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from tests.fakes.message_gateway import MessageGateway
from tests.journeys.outside import run_worker
from tests.pages import Browser

TRIEU_SON = "15664"
NAME, PHONE, E164 = "Nguyễn Thị Mai", "0912 345 001", "+84912345001"
PASSWORD = "sam bao xu thanh"
CONSENTS = ("identity", "payment", "public_profile", "contact", "food_commitment")
SIX_DIGITS = re.compile(r"\b\d{6}\b")


@cache
def photograph(seed: int, size: tuple[int, int] = (480, 360)) -> bytes:
    """A photo, small, for the sizes of photos are the business of the media tests; another seed is another picture."""
    picture = Image.new("RGB", size, (40 * seed % 256, 120, 90))
    pen = ImageDraw.Draw(picture)
    for ring in range(6):
        pen.ellipse((60 * ring + 7 * seed, 40 * ring, 300 + 80 * ring, 260 + 60 * ring), outline=(240, 220, seed % 256))
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=88)
    return kept.getvalue()


def photo_file(seed: int) -> tuple[BytesIO, str]:
    """The same as a form sends it."""
    return BytesIO(photograph(seed)), f"IMG_{seed:04d}.jpg"


def code_on_phone(phones: MessageGateway, phone: str) -> str:
    """The six digits of the newest text."""
    run_worker()
    [code] = SIX_DIGITS.findall(phones.read(phone)[-1].text)
    return code


def sign_up(woman: Browser, phones: MessageGateway, *, name: str = NAME, phone: str = PHONE, e164: str = E164) -> None:
    """From «Đăng ký bán hàng» through phone and code to an account."""
    woman.open("/").follow("Đăng ký bán hàng").follow("Bắt đầu đăng ký")
    woman.press("Gửi mã cho tôi", phone=phone)
    woman.press("Tiếp tục", code="000000" if code_on_phone(phones, e164) != "000000" else "111111")
    woman.sees("Mã chưa đúng", status=422)
    woman.press("Tiếp tục", code=code_on_phone(phones, e164))
    woman.press("Mở tài khoản", full_name=name, password=PASSWORD, agrees="y")
    assert woman.address == "/seller/apply", (woman.address, woman.text[:500])


ON = "Lưu và tiếp tục"


def begin(woman: Browser) -> None:
    """Answer the first questions: name, place, as what, which goods."""
    woman.press("Bắt đầu")
    woman.press(ON, birth_date="31/02/1975")
    woman.sees("Không có ngày 31/02/1975 trong lịch", status=422)
    woman.press(ON, birth_date="05/09/1975")
    woman.press("Xem các xã, phường của tỉnh này", province="38")
    woman.press(ON, commune=TRIEU_SON, address_line="Thôn 4")
    woman.press(ON, legal_form="ca_nhan")
    woman.press(ON, goods=["nong_san_tuoi", "duoc_lieu"], goods_note="Sâm Báo nhà trồng, mỗi vụ 50 kg")


def go_on_elsewhere(woman: Browser) -> None:
    """On another device: sign in, and the application goes on where the applicant left it."""
    woman.open("/sign-in").press("Đăng nhập", phone=PHONE, password=PASSWORD)
    woman.open("/seller").follow("Làm tiếp hồ sơ đăng ký").follow("Làm tiếp")
    woman.sees("Số căn cước")


def finish(woman: Browser) -> None:
    """Answer the rest with photos of the applicant's papers, and hand it in."""
    woman.press(ON, id_number="03817501234")
    woman.sees("12 chữ số", status=422)
    sides = {"photo_identity_front": photo_file(1), "photo_identity_back": photo_file(2)}
    woman.press(ON, id_number="038175012345", files=sides)
    while woman.form(ON).files:
        woman.press(ON, files={name: [photo_file(3)] for name in woman.form(ON).files})
    woman.press(ON, bin="970405", number="3500205123456")
    assert not woman.form(ON).fields.keys() & {*CONSENTS}, "no box is ticked beforehand"
    woman.press(ON)
    woman.sees("Mời chị tích vào ô", status=422)
    woman.press(ON, **dict.fromkeys(CONSENTS, "y"))
    woman.press("Nộp hồ sơ")
    woman.sees("Chị đã nộp hồ sơ.")


def open_shop(woman: Browser) -> None:
    """Open the shop, tell its story, set shipping rates, and the seller's bank account."""
    woman.open("/seller").follow("Mở gian hàng").press("Mở gian hàng", name="Sâm Báo chị Mai")
    woman.sees("Gian hàng của chị đã mở.")
    woman.follow("Kể câu chuyện của chị").press(
        "Lưu", story="Ba đời nhà tôi trồng sâm Báo.", tagline="Sâm tươi từ vườn"
    )
    woman.sees("Đã lưu.")
    woman.open("/seller/shop/photos").press("Lưu", files={"cover": [photo_file(11)], "portrait": [photo_file(12)]})
    woman.sees("Đã lưu.")
    woman.open("/seller/shop/shipping").press("Lưu phí gửi hàng", province_first_kg_dong="25k", province_days_max="3")
    woman.sees("Đã lưu phí gửi hàng.")
    woman.open("/seller/shop/bank").press(
        "Đổi tài khoản", bin="970436", number="0071000888999", holder="NGUYEN THI MAI"
    )
    woman.sees("Đã đổi tài khoản nhận tiền.")


def list_sam_bao(woman: Browser) -> None:
    """Four fields make a draft; then category, label, photos and two variants; then it goes for review."""
    woman.open("/seller").follow("Đăng món hàng đầu tiên").follow("Đăng hàng")
    woman.press("Lưu bản nháp", name="Củ sâm Báo tươi", price="ba trăm", quantity="20", files={"photo": photo_file(21)})
    woman.sees("Vui lòng", status=422)
    woman.press("Lưu bản nháp", price="320k").sees("Đã lưu bản nháp.")
    woman.follow("Làm tiếp").press(ON)
    label = {name: "Ghi trên nhãn" for name, value in woman.form(ON).fields.items() if not value}
    woman.press(ON, **label).sees("Đã lưu thông tin nhãn, đủ các mục.")
    page = woman.address.removesuffix("/photos")
    woman.open(f"{page}/photos").press("Gửi ảnh lên", files={"photos": [photo_file(22), photo_file(23)]})
    woman.sees("Đã thêm 2 ảnh.").press(ON)
    woman.open(f"{page}/variants").follow("Thêm một loại")
    woman.press("Lưu", first_name="Củ to, cân lẻ", name="Hộp quà 500 g", price="190k", quantity="8", weight_g="650")
    woman.sees("Đã lưu.", "Hộp quà 500 g").follow("Xong, tiếp tục").follow("Để sau, tiếp tục")
    woman.press("Lưu").press("Gửi duyệt")
    woman.sees("Đã gửi. Cán bộ Hội sẽ xem rồi báo cho chị.")
