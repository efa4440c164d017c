"""Made-up forms, goods and people for drawing the macros and layouts without the application."""

import json
from types import SimpleNamespace
from typing import Any

import wtforms
from jinja2 import Environment, FileSystemLoader, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup
from wtforms import SelectChoice
from wtforms.validators import InputRequired

from config import ROOT
from marketplace.web.parts.area_form import AreaForm
from marketplace.web.plumbing.cached_frame import FOOTER, HEADER
from marketplace.web.plumbing.formats import FILTERS

STATIC = ROOT / "static"
TEMPLATES = ROOT / "templates"
BUNDLES: dict[str, list[str]] = json.loads((STATIC / "bundles.json").read_text())
VIETNAMESE = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYaăâbcdđeêghiklmnoôơpqrstuưvxy" + "".join(map(chr, range(0x1EA0, 0x1EFA)))


PAYMENTS = [SelectChoice("cod", "Trả tiền khi nhận hàng (COD)"), SelectChoice("vietqr", "Chuyển khoản bằng mã QR")]


class SampleForm(wtforms.Form):
    """One field of each kind."""

    full_name = wtforms.StringField("Họ và tên", [InputRequired("Mời viết họ và tên.")])
    phone = wtforms.StringField("Số điện thoại", [InputRequired("Mời viết số điện thoại.")])
    province = wtforms.SelectField("Tỉnh", choices=[SelectChoice("38", "Tỉnh Thanh Hóa")])
    place = wtforms.StringField("Xã, phường")
    commune = wtforms.HiddenField("Xã, phường")
    chosen = wtforms.StringField()
    chosen_for = wtforms.StringField()
    none_words = AreaForm.none_words
    choices = (
        ("16378", "Phường Đông Sơn, tỉnh Thanh Hóa", ""),
        ("14797", "Phường Hạc Thành, tỉnh Thanh Hóa", "trước là phường Đông Sơn, thành phố Thanh Hóa"),
    )
    street = wtforms.StringField("Địa chỉ", [InputRequired("Mời viết địa chỉ.")])
    note = wtforms.TextAreaField("Lời nhắn")
    payment = wtforms.RadioField("Cách trả tiền", choices=PAYMENTS)
    price = wtforms.StringField("Giá bán", [InputRequired("Mời viết giá bán.")])
    stock = wtforms.StringField("Số lượng", [InputRequired("Mời viết số lượng.")])
    picture = wtforms.FileField("Ảnh")
    code = wtforms.StringField("Mã 6 số", [InputRequired("Mời viết mã.")])
    consent = wtforms.BooleanField("Tôi đồng ý")


class _Entry(wtforms.Form):
    weight = wtforms.StringField("Khối lượng", [InputRequired("Mời viết khối lượng.")])


class NestedForm(wtforms.Form):
    """Forms within a form."""

    parcel = wtforms.FormField(_Entry)
    variants = wtforms.FieldList(wtforms.FormField(_Entry), min_entries=1)


def _translate(text: str, **facts: Any) -> str:
    return text % facts if facts else text.replace("%%", "%")


def _asset(name: str) -> str:
    return f"/assets/{name}" if name in BUNDLES else f"/static/{name}"


@pass_context
def _header(context: Context, active: str | None = None, query: str | None = None) -> Markup:
    return Markup(context.environment.get_template(HEADER).render(context.get_all(), active=active, query=query))


@pass_context
def _footer(context: Context) -> Markup:
    return Markup(context.environment.get_template(FOOTER).render(context.get_all()))


def environment() -> Environment:
    """Templates with the filters and globals that the macros ask for."""
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(default=True))
    env.filters.update(FILTERS)
    env.globals.update(
        _=_translate,
        pgettext=lambda _context, text: text,
        ngettext=lambda one, _many, count: one.replace("%(num)d", str(count)),
        unread_notices=lambda: 3,
        kept_words=lambda: Markup(""),
        asset=_asset,
        get_flashed_messages=lambda **_kw: [("success", "Đã lưu.")],
        page_header=_header,
        page_footer=_footer,
        once_field=lambda: Markup(""),
        undone_words=lambda: "Chưa gửi được.",
        seller_help=lambda: SimpleNamespace(name="Hội LHPN xã", contact_name="Chị Mẫu", phone="0912345678"),
        may_open=lambda _address, _method="GET": True,
    )
    return env


def _picture() -> SimpleNamespace:
    return SimpleNamespace(src="/static/icons/mark.svg", width=640, height=640, alt="Giỏ cói", full=None)


def _samples() -> SimpleNamespace:
    names = ["Sâm Báo núi Báo, rửa sạch", "Nem chua Thanh Hóa", "Chiếu cói Nga Sơn", "Mật ong rừng Pù Luông"]
    products = [
        SimpleNamespace(url="#", name=n, price_dong=250_000, photo=_picture(), owner="Lê Thị Mẫu", place="Xã A", ocop=4)
        for n in names
    ]
    shop = SimpleNamespace(
        url="#", name="Nem bà Mẫu", place="Xã Triệu Sơn", photo=None, verified=True, goods=[_picture()]
    )
    category = SimpleNamespace(url="#", name="Thực phẩm, đặc sản", photo=_picture())
    return SimpleNamespace(
        products=products, shops=[shop], pics=[_picture(), _picture()], categories=[category], qr=Markup("<svg></svg>")
    )


def context(form: wtforms.Form) -> dict[str, Any]:
    """What every layout is given."""
    site = SimpleNamespace(
        brand="Gian hàng Phụ nữ xứ Thanh", association="Hội Liên hiệp Phụ nữ tỉnh Thanh Hóa", tagline="Hàng quê",
        hotline="0237 3852 000", zalo="0912345678", banner="Bản dùng thử", owner_name="Hội LHPN tỉnh",
        owner_address="Phường Hạc Thành", registration_text="Đã đăng ký", logo_url="",
    )  # fmt: skip
    return {
        "site": site, "form": form, "samples": _samples(), "locale": "vi", "csrf_field": lambda: Markup(""),
        "cart_count": 2, "roles": {"seller"}, "person": SimpleNamespace(full_name="Lê Thị Mẫu"),
        "policies": [("/policies/a", "Quy chế hoạt động")], "nav_categories": [("/categories/a", "Thực phẩm")],
        "staff_nav": [("/staff", "Việc cần làm", "checklist", True, 3)],
    }  # fmt: skip
