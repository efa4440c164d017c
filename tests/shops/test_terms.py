"""A shop's return terms never promise less than the policy (8.14)."""

import json

import pytest
from flask import Flask

from config import ROOT
from marketplace.shops.terms import FRESH_HOURS, OTHER_DAYS, promises_less
from marketplace.web.seller.shop_texts import return_text


@pytest.mark.parametrize(
    "text",
    [
        "Hàng đã bán không đổi trả.",
        "Hang ban roi khong doi, khong tra",
        "Miễn đổi trả dưới mọi hình thức",
        "Không nhận trả hàng, không hoàn tiền.",
        "Hàng hỏng quý khách báo trong 3 ngày kể từ khi nhận.",
        "Khách gửi ảnh trong vòng 48 giờ, chị em đổi hàng khác.",
        "Quý khách chụp ảnh gửi chị em trong hai ngày",
        "Đồ ăn: quý khách báo trong ngày nhận hàng.",
        "Hàng tươi báo trong 12h",
        "Đổi trong 3 ngày",
    ],
)
def test_less_is_found_and_quoted(text: str) -> None:
    assert promises_less(f"Giao tận nơi. {text}") in text and promises_less(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hỏng thì gửi lại.",
        "Quý khách báo trong 7 ngày, chúng tôi trả lời trong 2 ngày làm việc.",
        "Quý khách báo trong một tuần. Chị em hoàn tiền trong ngày.",
        "Hàng tươi báo trong 24 giờ; hàng dập, hỏng chị em đền trong ngày, không cần gửi trả lại.",
        "Quý khách đổi ý: không nhận lại đồ ăn đã mở, hàng khác trả trong 3 ngày.",
        "Đổi trả trong 10 ngày, không phải trả phí.",
        "Hàng không đổi màu, không trả lời tin nhắn sau 20 giờ.",
    ],
)
def test_as_much_or_more_is_left_alone(text: str) -> None:
    assert promises_less(text) == ""


def test_the_samples_and_the_demo_promise_what_the_policy_does(app: Flask) -> None:
    shops = json.loads((ROOT / "marketplace/story/data/shops.json").read_text())
    for terms in [return_text(), *(shop["return_policy"] for shop in shops["shops"])]:
        assert promises_less(terms) == ""


def test_the_numbers_are_those_of_the_policy() -> None:
    text = (ROOT / "marketplace/rules/texts/vi/doi-tra-hoan-tien.txt").read_text()
    assert f"trong {FRESH_HOURS} giờ kể từ khi nhận" in text and f"trong {OTHER_DAYS} ngày kể từ khi nhận" in text
