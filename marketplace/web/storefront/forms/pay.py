"""Forms of the payment pages: changing the payment method, and the bank account for a refund."""

import wtforms
from flask_babel import lazy_gettext as _l

from marketplace.rules.bank_accounts import MOST_HOLDER
from marketplace.rules.banks import list_banks
from marketplace.web.parts.forms import AtMost, Form, Required


class ChangeForm(Form):
    """The payment method to change to."""

    method = wtforms.RadioField(
        _l("Cách trả tiền"), [Required(_l("Mời chọn một cách trả tiền."))], validate_choice=False
    )

    def validate_method(self, field: wtforms.Field) -> None:
        """Only a payment method that is offered for these products."""
        if field.data not in dict(field.choices):
            raise wtforms.ValidationError(
                str(_l("Cách trả tiền này không dùng được cho đơn hàng. Mời chọn cách khác."))
            )


class RefundAccountForm(Form):
    """The customer's own bank account."""

    bank = wtforms.SelectField(_l("Ngân hàng"), [Required(_l("Mời chọn ngân hàng."))], validate_choice=False)
    number = wtforms.StringField(_l("Số tài khoản"), [Required(_l("Vui lòng nhập số tài khoản.")), AtMost(30)])
    holder = wtforms.StringField(
        _l("Tên chủ tài khoản"),
        [Required(_l("Vui lòng nhập tên chủ tài khoản, như trên ứng dụng ngân hàng.")), AtMost(MOST_HOLDER)],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        banks = [(bank.bin, f"{bank.short_name} – {bank.name}") for bank in list_banks()]
        self.bank.choices = [("", _l("Chọn ngân hàng")), *banks]

    def mark_bad(self, part: str) -> None:
        """Show an error at an invalid part of the account."""
        words = {
            "bank": _l("Mời chọn ngân hàng trong danh sách."),
            "number": _l("Số tài khoản chỉ gồm chữ số (và chữ cái không dấu), từ 4 đến 19 ký tự."),
            "holder": _l("Vui lòng nhập tên chủ tài khoản, ví dụ TRAN THI HOA."),
        }
        self[part].errors = [*self[part].errors, str(words[part])]
