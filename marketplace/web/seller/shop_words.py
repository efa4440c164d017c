"""The words of a shop's sections: names, summaries, and errors."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from marketplace.places.naming import written_address
from marketplace.places.queries import find_area, full_name
from marketplace.sellers.models import BankAccount
from marketplace.sellers.queries import in_force_from
from marketplace.shipping.models import ShippingRate
from marketplace.shipping.zones import ZONES
from marketplace.shops.errors import BadShop, NameTaken, PromisesLess
from marketplace.shops.models import Shop
from marketplace.shops.terms import FRESH_HOURS, OTHER_DAYS
from marketplace.web.parts.application_answers import account_words
from marketplace.web.parts.phone_field import phone_words
from marketplace.web.parts.shop_forms import zone_words
from marketplace.web.plumbing.formats import dong, moment, phone
from marketplace.web.words.applications import Words


@dataclass(frozen=True)
class Section:
    """One section of a shop at a glance."""

    url: str
    name: str
    says: str
    is_done: bool


def section_words() -> dict[str, Words]:
    """Each section's name, and advice on filling it in."""
    return {
        "name": Words(
            _("Tên gian hàng"), _("Ngắn, dễ nhớ, có tên hàng hoặc tên làng. Đổi tên rồi, đường dẫn cũ vẫn mở được.")
        ),
        "story": Words(_("Câu chuyện"), _("Khách mua vì tin người làm. Chị kể như đang nói chuyện với khách.")),
        "photos": Words(_("Ảnh gian hàng"), _("Ảnh thật, chụp ngoài trời sáng.")),
        "place": Words(_("Nơi bán"), _("Khách thấy xã, phường và thôn xóm của gian hàng.")),
        "contact": Words(_("Liên hệ"), _("Khách gọi hoặc nhắn Zalo hỏi trước khi mua.")),
        "policies": Words(_("Giao hàng, đổi trả"), _("Đã có sẵn lời mẫu, chị sửa cho đúng với mình.")),
        "selling": Words(_("Cách bán"), _("Trả tiền khi nhận hàng và thời gian chuẩn bị.")),
        "shipping": Words(_("Phí gửi hàng"), _("Khách thấy phí này trước khi đặt mua.")),
        "bank": Words(_("Tài khoản nhận tiền"), _("Khách chuyển khoản về đây.")),
    }


def summaries(
    shop: Shop, rates: dict[str, ShippingRate], account: BankAccount | None, next_account: BankAccount | None = None
) -> list[Section]:
    """Every section with a summary of its present content; of accounts, the one that follows too."""
    area = find_area(shop.area_code)
    place = written_address(shop.address_line, full_name(area) if area else "")
    photos = [_("có ảnh đầu trang")] if shop.cover_photo_id else []
    photos += [_("có ảnh của chị")] if shop.portrait_photo_id else []
    says = {
        "name": shop.name,
        "story": shop.tagline or shop.story[:80],
        "photos": ", ".join(str(text) for text in photos),
        "place": place,
        "contact": ", ".join(filter(None, (phone(shop.phone), _zalo(shop), shop.opening_hours))),
        "policies": _policies(shop),
        "selling": _selling(shop),
        "shipping": _rates(rates),
        "bank": ". ".join(_accounts(account, next_account)),
    }
    done = says | {"story": shop.story, "photos": shop.cover_photo_id and shop.portrait_photo_id}
    return [
        Section(_address(code), words.name, says[code], bool(done[code])) for code, words in section_words().items()
    ]


def _accounts(account: BankAccount | None, next_account: BankAccount | None) -> list[str]:
    said = [account_words(account)] if account else []
    if next_account:
        facts = {"starts": moment(in_force_from(next_account)), "bank": account_words(next_account)}
        said.append(str(_("Từ %(starts)s: %(bank)s", **facts)))
    return said


def refusal_words(refused: BadShop) -> str:
    """What to do about a refused detail of a shop."""
    if isinstance(refused, NameTaken):
        return str(_("Đã có gian hàng tên này. Chị thêm tên làng hoặc tên mình vào cho khác."))
    if isinstance(refused, PromisesLess):
        return str(
            _(
                "Câu “%(words)s” hứa ít hơn quy định chung: hàng sai, hỏng, không an toàn luôn được trả lại, khách báo "
                "trong %(days)d ngày, hàng tươi hay hàng lạnh trong %(hours)d giờ. Mời chị sửa hoặc bỏ câu này.",
                words=refused.words,
                days=OTHER_DAYS,
                hours=FRESH_HOURS,
            )
        )
    if refused.field in ("phone", "zalo_phone"):
        return phone_words(refused.why)
    known = {
        "name": _("Tên cần có ít nhất 3 chữ cái, nhiều nhất 80."),
        "area_code": _("Mời chị chọn xã, phường của gian hàng."),
        "cod_limit_dong": _("Mời chị ghi số tiền từ 1.000đ đến 100 triệu, hoặc để trống."),
        "preparation_days": _("Mời chị ghi số ngày từ 0 đến 30."),
    }
    return str(known.get(refused.field) or _("Mời chị viết ngắn lại."))


def _address(code: str) -> str:
    own = {"shipping": "seller.shop.shipping", "bank": "seller.shop.bank"}
    return url_for(own[code]) if code in own else url_for("seller.shop.edit", section=code)


def _zalo(shop: Shop) -> str:
    return str(_("Zalo %(number)s", number=phone(shop.zalo_phone))) if shop.zalo_phone else ""


def _policies(shop: Shop) -> str:
    if not (shop.delivery_policy and shop.return_policy):
        return ""
    if shop.open_before_paying:
        return str(_("Đã ghi; khách được kiểm hàng trước khi nhận"))
    return str(_("Đã ghi; khách không kiểm hàng trước"))


def _selling(shop: Shop) -> str:
    days = _("chuẩn bị trong %(days)d ngày", days=shop.preparation_days)
    if not shop.accepts_cod:
        return str(_("Không nhận trả tiền khi nhận hàng; %(days)s", days=days))
    if shop.cod_limit_dong is None:
        return str(_("Nhận trả tiền khi nhận hàng; %(days)s", days=days))
    return str(_("Trả tiền khi nhận hàng với đơn đến %(most)s; %(days)s", most=dong(shop.cod_limit_dong), days=days))


def _rates(rates: dict[str, ShippingRate]) -> str:
    words = zone_words()
    return "; ".join(f"{words[zone][0]}: {dong(rates[zone].first_kg_dong)}" for zone in ZONES if zone in rates)
