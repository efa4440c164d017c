"""A phone in a form: taken as written, refused in words."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from marketplace.people.phones import REASONS
from marketplace.web.parts.forms import Form
from marketplace.web.parts.phone_field import HotlineField, MobileField, PhoneField, phone_words


class Sample(Form):
    any_phone = PhoneField("Số")
    mobile = MobileField("Di động")
    hotline = HotlineField("Hỗ trợ")


def test_each_kind_takes_its_numbers(app: Flask) -> None:
    with app.test_request_context():
        form = Sample(MultiDict({"any_phone": "0237 3852 123", "mobile": "+84 912 345 678", "hotline": "1900 1009"}))
        assert form.validate()
        found = (form.any_phone.e164, form.mobile.e164, form.hotline.e164)
        assert found == ("+842373852123", "+84912345678", "+8419001009")


def test_each_kind_says_what_to_write_instead(app: Flask) -> None:
    with app.test_request_context():
        form = Sample(MultiDict({"any_phone": "19001009", "mobile": "02373852123", "hotline": "xyz"}))
        assert not form.validate()
        assert "tổng đài" in form.any_phone.errors[0] and "máy bàn" in form.mobile.errors[0]
        assert form.hotline.data == "xyz" and form.hotline.e164 is None


def test_an_empty_field_is_left_to_whether_it_is_required(app: Flask) -> None:
    with app.test_request_context():
        form = Sample(MultiDict({"any_phone": "", "mobile": "", "hotline": ""}))
        assert form.validate() and form.mobile.e164 is None


def test_a_stored_number_shows_as_people_write_it(app: Flask) -> None:
    with app.test_request_context():
        assert Sample(data={"mobile": "+84912345678"}).mobile.data == "0912345678"


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_words(app: Flask, reason: str) -> None:
    with app.test_request_context():
        assert len(phone_words(reason)) > 15
