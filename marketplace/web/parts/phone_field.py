"""A phone number in a form: every way people write it is taken, refusals say what to write instead."""

from typing import Any

import wtforms
from flask_babel import gettext as _
from wtforms import ValidationError

from marketplace.people import phones
from marketplace.people.errors import BadPhone


class PhoneField(wtforms.StringField):
    """A Vietnamese number, mobile or landline; `.e164` is its stored form once valid."""

    e164: str | None = None
    read = staticmethod(phones.normalise_phone)

    def process_data(self, value: Any) -> None:
        """Show a stored number the way people write it."""
        is_stored = isinstance(value, str) and value.startswith("+84")
        self.data = "0" + value.removeprefix("+84") if is_stored else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the number, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        try:
            self.e164 = self.read(self.data)
        except BadPhone as fault:
            raise ValidationError(phone_words(fault.reason)) from fault


class MobileField(PhoneField):
    """A number that must receive messages: for signing in."""

    read = staticmethod(phones.normalise_mobile)


class HotlineField(PhoneField):
    """An organisation's help line: 1800 and 1900 numbers too."""

    read = staticmethod(phones.normalise_hotline)


def phone_words(reason: str) -> str:
    """What to write instead, for each reason of `people.phones`."""
    known = {
        phones.EMPTY: _("Vui lòng nhập số điện thoại."),
        phones.UNREADABLE: _("Vui lòng nhập số điện thoại bằng chữ số, ví dụ 0912 345 678."),
        phones.TOO_SHORT: _("Số điện thoại này còn thiếu chữ số. Số di động có 10 chữ số, ví dụ 0912 345 678."),
        phones.TOO_LONG: _("Số điện thoại này thừa chữ số. Số di động có 10 chữ số, ví dụ 0912 345 678."),
        phones.OLD: _("Đây là đầu số 11 chữ số đã đổi từ năm 2018. Vui lòng nhập số mới có 10 chữ số."),
        phones.FOREIGN: _("Vui lòng nhập một số điện thoại của Việt Nam."),
        phones.NO_PERSON: _("Đây là số tổng đài. Vui lòng nhập số điện thoại riêng."),
        phones.LANDLINE: _("Số máy bàn không nhận được tin nhắn. Vui lòng nhập số di động."),
    }
    return str(known.get(reason) or _("Không có số điện thoại như vậy. Mời xem lại, ví dụ 0912 345 678."))
