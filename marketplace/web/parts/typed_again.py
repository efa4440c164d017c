"""What a visitor had typed when something came between, shown once more: she looks it through and sends it herself.

Used after a sign-in or a proof, and on every page of a refusal that answers a form: an old page, a session that ended
in another tab, an overloaded server. Texts have the labels of the form they were typed into; choices and hidden fields
go along unseen; passwords, codes and photographs are asked anew.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import wtforms
from flask import Flask, current_app, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields.core import UnboundField

from marketplace.accounts.services.saved_forms import SavedForm
from marketplace.web.parts.area_form import ProvinceField
from marketplace.web.parts.forms import Form
from marketplace.web.plumbing.posted_form import CODE, FILES, PASSWORD, posted_form

LONG = 60
UNSEEN = (
    wtforms.HiddenField,
    wtforms.SelectField,
    wtforms.RadioField,
    wtforms.BooleanField,
    wtforms.FileField,
    wtforms.FormField,
    wtforms.FieldList,
    ProvinceField,
)
TYPED = {  # what people type on pages that have no form class of their own; all else goes along unseen
    "note": _l("Lý do"),
    "purpose": _l("Mục đích"),
    "words": _l("Lý do"),
    "why": _l("Lý do"),
    "reason": _l("Lý do"),
    "comment": _l("Lời nhắn"),
    "alt": _l("Ảnh chụp gì?"),
    "q": _l("Tìm"),
    "target": _l("Chỉ tiêu giao"),
    "baseline": _l("Số liệu gốc trước Đề án"),
    "document": _l("Văn bản giao"),
    "quantity": _l("Số lượng"),
    "phone": _l("Số điện thoại"),
    "number": _l("Số đơn hàng"),
}
ACTS = {
    "staff.applications.suspend": _l("Tạm dừng bán hàng"),
    "staff.applications.restore": _l("Cho bán lại"),
    "staff.phone_changes.ask": _l("Gửi yêu cầu đổi số"),
    "staff.phone_changes.withdraw": _l("Rút lại"),
    "staff.applications.reveal_fact": _l("Xem thông tin được che"),
    "seller.transfers.refund_sent": _l("Ghi là đã chuyển trả"),
    "seller.transfers.confirm": _l("Xác nhận tiền đã vào"),
    "seller.transfers.unmatched": _l("Ghi lại"),
    "seller.shop.save_bank": _l("Lưu số tài khoản"),
}


@dataclass(frozen=True)
class TypedField:
    """One field of a form shown again: of a kind to be typed anew, a text with its label, or sent unseen."""

    name: str
    label: str
    value: str = ""
    kind: str = ""

    @property
    def is_long(self) -> bool:
        """Whether its text needs more than one line."""
        return len(self.value) > LONG or "\n" in self.value


@dataclass(frozen=True)
class TypedForm:
    """A form shown again: where it goes, what its button says, its fields, and the page it stood on."""

    path: str
    page: str
    act: str
    fields: list[TypedField]

    @property
    def has_files(self) -> bool:
        """Whether photographs or papers are asked again."""
        return any(field.kind == FILES for field in self.fields)


def install_typed_again(app: Flask) -> None:
    """Let error pages show what was typed."""
    app.jinja_env.globals["typed_again"] = typed_again


def typed_again() -> TypedForm | None:
    """The form that this request was about to send; None where nothing was typed, or where it came from elsewhere."""
    if request.method != "POST" or not g.get("comes_from_us") or request.endpoint is None:
        return None
    form = posted_form()
    return shown_again(form) if form else None


def shown_again(form: SavedForm) -> TypedForm:
    """A kept form as a page shows it."""
    labels = _labels(form.endpoint, {_last(name) for name, _value in [*form.fields, *form.asks]})
    texts = [TypedField(name, labels.get(_last(name), ""), value) for name, value in form.fields]
    asked = [TypedField(name, labels.get(_last(name)) or _usual_label(kind), kind=kind) for name, kind in form.asks]
    return TypedForm(form.path, form.page, str(ACTS.get(form.endpoint, _("Gửi lại"))), texts + asked)


def _usual_label(kind: str) -> str:
    known = {PASSWORD: _("Mật khẩu"), CODE: _("Mã gồm 6 chữ số"), FILES: _("Mời chọn lại ảnh hoặc giấy tờ")}
    return str(known[kind])


def _last(name: str) -> str:
    """A field's own name, without the forms it stands in and without what it is about: «note-identity» → «note»."""
    parts = [part for part in name.split("-") if not part.isdecimal()]
    return parts[0] if parts and parts[0] in TYPED else parts[-1] if parts else name


def _labels(endpoint: str, names: set[str]) -> dict[str, str]:
    """The labels of typed fields and of those asked again, from the form class that fits them best."""
    best = max(_form_classes(), key=lambda kind: _fit(kind, endpoint, names))
    near = [kind for kind in _form_classes() if _package(kind.__module__) == _package(endpoint)]
    found = {name: str(label) for kind in near for name, label in _own_labels(kind).items()}
    usual = {name: str(label) for name, label in TYPED.items()}
    return found | usual | {name: str(label) for name, label in _own_labels(best).items()}


def _fit(kind: type[Form], endpoint: str, names: set[str]) -> tuple[int, bool]:
    view = sys.modules[current_app.view_functions[endpoint].__module__]
    return len(names & set(_fields(kind))), kind in vars(view).values()


def _own_labels(kind: type[Form]) -> dict[str, Any]:
    fields = _fields(kind).items()
    return {name: _label(field) for name, field in fields if _label(field) and not _goes_unseen(field)}


def _goes_unseen(field: UnboundField) -> bool:
    return issubclass(field.field_class, UNSEEN) and not issubclass(field.field_class, wtforms.FileField)


def _label(field: UnboundField) -> Any:
    return field.kwargs.get("label") or (field.args[0] if field.args else "")


def _fields(kind: type[Form]) -> dict[str, UnboundField]:
    found = {name: getattr(kind, name) for name in dir(kind) if not name.startswith("_")}
    return {name: field for name, field in found.items() if isinstance(field, UnboundField)}


def _form_classes(of: type[Form] = Form) -> Iterator[type[Form]]:
    yield of
    for kind in of.__subclasses__():
        yield from _form_classes(kind)


def _package(name: str) -> str:
    """The audience of a module or an endpoint."""
    return name.removeprefix("marketplace.web.").partition(".")[0]
