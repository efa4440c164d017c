"""The words of refunds: who sends the money, where it is not the seller."""

from flask import Flask

from marketplace.payments.models import Payment, Refund
from marketplace.web.words.money import refund_task_words


def test_what_somebody_else_sends_back_is_no_task_of_the_sellers(app: Flask) -> None:
    with app.test_request_context():
        card = Refund(way="provider", status="requested", amount_dong=5_000, payment=Payment(method="stripe_checkout"))
        shared = Refund(way="transfer", status="requested", amount_dong=6_000, payment=Payment(payee_shop_id=None))
        assert refund_task_words(card) == "5.000đ được trả tự động về thẻ của khách. Chị không cần làm gì."
        assert refund_task_words(shared) == "Gian hàng chung chuyển trả khách 6.000đ. Chị không cần làm gì."
