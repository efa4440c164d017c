"""The words of buying: problems of a cart, delivery conditions, payment methods."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.checkout.contract import (
    CANCEL_BEFORE_PACKING,
    COMPLAINTS,
    CONTRACT_KEPT,
    IN_COMMUNE,
    IN_PROVINCE,
    KEEPS_COLD,
    NOT_AS_DESCRIBED,
    OPEN_BEFORE_PAYING,
)
from marketplace.checkout.summary import (
    CANNOT_DELIVER,
    FEWER_LEFT,
    HIDDEN,
    ORDERS_CLOSED,
    OVER_LIMIT,
    PRICE_CHANGED,
    SHOP_CLOSED,
    SOLD_OUT,
    Change,
    CheckoutSummary,
    Problem,
)
from marketplace.payments.registries import METHODS
from marketplace.payments.shape import NO_ACCOUNT, OVER_SHOP_LIMIT, SHOP_DECLINES, TOO_LITTLE, TOO_MUCH, Obstacle
from marketplace.shipping.errors import BEYOND_COMMUNE, BEYOND_PROVINCE, NOT_SERVED, TOO_SLOW
from marketplace.web.plumbing.formats import dong
from marketplace.web.plumbing.wording import in_words
from marketplace.web.words.orders import method_words

LIMITS = {
    KEEPS_COLD: ("clock", _l("Hàng tươi, cần giữ lạnh: mời quý khách nhận ngay khi hàng tới.")),
    IN_COMMUNE: ("pin", _l("Chỉ giao trong cùng xã, phường với gian hàng.")),
    IN_PROVINCE: ("pin", _l("Chỉ giao trong tỉnh.")),
    OPEN_BEFORE_PAYING: ("parcel-open", _l("Được kiểm hàng trước khi nhận.")),
}
RIGHTS = {
    CANCEL_BEFORE_PACKING: ("undo", _l("Hủy đơn được, cho tới khi gian hàng đóng gói.")),
    NOT_AS_DESCRIBED: (
        "refresh",
        _l("Hàng sai mô tả, hỏng hoặc không an toàn: được trả lại và hoàn tiền, gian hàng ghi gì cũng vậy."),
    ),
    COMPLAINTS: ("support", _l("Khiếu nại: gọi gian hàng theo số ở trên, hoặc Hội theo số ở cuối trang.")),
    CONTRACT_KEPT: ("document", _l("Toàn bộ nội dung trang này được lưu cùng đơn hàng, quý khách xem và in lại được.")),
}
POLICIES_FIRST = {  # what customers ask for before they order, by short names
    "doi-tra-hoan-tien": _l("Đổi trả"),
    "kiem-hang": _l("Kiểm hàng"),
    "giai-quyet-khieu-nai": _l("Khiếu nại"),
    "bao-ve-du-lieu": _l("Dữ liệu cá nhân"),
}
LEGAL_FORMS = {
    "ca_nhan": _l("Cá nhân"),
    "ho_kinh_doanh": _l("Hộ kinh doanh"),
    "to_hop_tac": _l("Tổ hợp tác"),
    "hop_tac_xa": _l("Hợp tác xã"),
    "doanh_nghiep": _l("Doanh nghiệp"),
}


def method_hint(code: str) -> tuple[str, str]:
    """What happens with this payment method, and its icon."""
    if code not in METHODS:  # of an order placed by a way that is no more
        return "", "money"
    words = METHODS.get(code).words
    return in_words(words.hint), words.icon


def legal_form_words(code: str) -> str:
    """The seller's legal form in words."""
    return str(LEGAL_FORMS.get(code, ""))


def limit_words(code: str) -> tuple[str, str]:
    """A condition of a parcel: (icon, sentence)."""
    icon, words = LIMITS[code]
    return icon, str(words)


def obstacle_words(code: str, found: Obstacle) -> str:
    """Why a way of paying that is in use here cannot be chosen for an order."""
    facts = {"way": method_words(code), "shop": found.shop, "amount": dong(found.amount_dong)}
    known: dict[str, Callable[[], str]] = {
        TOO_LITTLE: lambda: _("%(way)s: chỉ nhận với đơn từ %(amount)s.", **facts),
        TOO_MUCH: lambda: _("%(way)s: chỉ nhận với đơn đến %(amount)s.", **facts),
        SHOP_DECLINES: lambda: _("%(way)s: %(shop)s không nhận cách này.", **facts),
        OVER_SHOP_LIMIT: lambda: _("%(way)s: %(shop)s chỉ nhận với đơn đến %(amount)s.", **facts),
        NO_ACCOUNT: lambda: _("%(way)s: %(shop)s chưa có tài khoản nhận tiền.", **facts),
    }
    return str(known[found.why]())


def right_words(code: str) -> tuple[str, str]:
    """A right of every customer: (icon, sentence)."""
    icon, words = RIGHTS[code]
    return icon, str(words)


def policy_url(slug: str, version: int, locale: str) -> str:
    """The address of one version of a policy page, in the language it was read in."""
    return f"/policies/{slug}?version={version}&language={locale}"


def problem_words(problem: Problem, name: str = "") -> str:
    """A problem, and what to do about it; `name` is the product's."""
    facts = problem.facts
    known: dict[str, Callable[[], str]] = {
        PRICE_CHANGED: lambda: _(
            "Giá vừa đổi từ %(before)s thành %(after)s.",
            before=dong(facts["before_dong"]),
            after=dong(facts["after_dong"]),
        ),
        HIDDEN: lambda: _("Sản phẩm này không còn bán. Mời quý khách bỏ ra khỏi giỏ."),
        SHOP_CLOSED: lambda: _("Gian hàng đang tạm nghỉ. Mời quý khách bỏ sản phẩm này ra, hoặc quay lại sau."),
        SOLD_OUT: lambda: _("Sản phẩm này vừa hết hàng. Mời quý khách bỏ ra khỏi giỏ."),
        FEWER_LEFT: lambda: _("Chỉ còn %(left)d. Mời quý khách giảm số lượng.", left=facts["left"]),
        OVER_LIMIT: lambda: _("Mỗi đơn mua nhiều nhất %(limit)d. Mời quý khách giảm số lượng.", limit=facts["limit"]),
        CANNOT_DELIVER: lambda: _delivery_words(facts, name),
        ORDERS_CLOSED: lambda: _("Gian hàng đang chạy thử, chưa nhận đặt hàng."),
    }
    return str(known[problem.code]())


def _delivery_words(facts: Mapping[str, Any], name: str) -> str:
    known: dict[str, Callable[[], str]] = {
        BEYOND_COMMUNE: lambda: _("%(name)s: chỉ giao trong cùng xã, phường với gian hàng.", name=name),
        BEYOND_PROVINCE: lambda: _("%(name)s: chỉ giao trong tỉnh.", name=name),
        TOO_SLOW: lambda: _(
            "%(name)s: hàng tươi, không gửi đi xa được (đường đi mất tới %(days)d ngày).", name=name, days=facts["days"]
        ),
        NOT_SERVED: lambda: _("Gian hàng chưa giao tới nơi này."),
    }
    return str(known[facts["reason"]]())


def names_in(summary: CheckoutSummary, problem: Problem) -> str:
    """The names of the products a problem is about."""
    names = [
        line.goods.name for p in summary.parcels for line in p.lines if line.goods.variant_id in problem.variant_ids
    ]
    return ", ".join(dict.fromkeys(names))


def change_words(summary: CheckoutSummary, change: Change) -> str:
    """One change since the customer last saw the summary."""
    names = {line.goods.variant_id: line.goods.name for p in summary.parcels for line in p.lines}
    name = names.get(change.variant_id or 0, _("Một món trong đơn"))
    if change.what == "fee":
        shops = {parcel.shop.id: parcel.shop.name for parcel in summary.parcels}
        facts = {"shop": shops.get(change.shop_id, ""), "before": dong(change.before or 0)}
        return str(
            _("Phí giao của %(shop)s: trước là %(before)s, nay là %(after)s.", **facts, after=dong(change.after or 0))
        )
    if change.what == "price" and change.before is not None and change.after is not None:
        facts = {"name": name, "before": dong(change.before), "after": dong(change.after)}
        return str(_("%(name)s: giá trước là %(before)s, nay là %(after)s.", **facts))
    if change.what == "quantity" and change.before and change.after:
        return str(
            _("%(name)s: trước là %(before)d, nay là %(after)d.", name=name, before=change.before, after=change.after)
        )
    return str(_("%(name)s: không còn trong đơn.", name=name)) if change.after is None else str(name)
