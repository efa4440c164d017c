"""Each recipient is told once, in her language, over the channels that reach her; failures are tried again."""

import json
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from marketplace.core import outbox
from marketplace.core.actors import SELLER, Actor
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow
from marketplace.core.states import history_of
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Delivery, Notice
from marketplace.notifications.promises import messages_go_out_once
from marketplace.notifications.queries import inbox, person_recipient
from marketplace.notifications.registries import CHANNELS, MESSAGES
from marketplace.notifications.rendering import render
from marketplace.notifications.services import notify
from marketplace.orders.queries import lock_shop_order
from marketplace.orders.services import fulfilment
from marketplace.sellers.services import set_bank_account
from tests.builders import make_account
from tests.payments.making import configured
from tests.purchases import make_goods, make_order
from tests.visitors import Visitor

TOKEN = "gateway-token"


class Gateway:
    """A recording message gateway on a port of its own, which can be told to fail."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.failures = 0
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                good = self.headers["Authorization"] == f"Bearer {TOKEN}" and gateway.failures <= 0
                gateway.failures -= 1
                if good:
                    gateway.taken.append(body)
                self.send_response(200 if good else 503)
                self.end_headers()
                self.wfile.write(json.dumps({"id": f"ref-{body['id']}"}).encode())

            def log_message(self, *_args: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/send"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def gateway(app: Flask) -> Iterator[Gateway]:
    recording = Gateway()
    with configured(sms_gateway_url=recording.url, sms_gateway_token=TOKEN):
        yield recording
    recording.server.shutdown()
    recording.server.server_close()


@pytest.fixture
def mailbox(app: Flask) -> Iterator[list[bytes]]:
    received: list[bytes] = []

    class Sink:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
            received.append(envelope.content)
            return "250 OK"

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Sink(), hostname="127.0.0.1", port=port)
    controller.start()
    with configured(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="gian-hang@example.vn"):
        yield received
    controller.stop()


def run_worker() -> None:
    while outbox.run_due():
        pass
    session.expire_all()


def test_a_new_order_tells_seller_and_buyer_over_the_gateway(app: Flask, gateway: Gateway) -> None:
    with transaction():
        goods = make_goods("Sâm Báo thái lát")
        order = make_order((goods, 2))
    run_worker()
    texts = {sent["to"]: sent["text"] for sent in gateway.taken}
    seller_phone = goods.shop.seller.person.phone
    assert seller_phone is not None and "Chị có đơn hàng mới" in texts[seller_phone]
    assert "Sâm Báo thái lát ×2" in texts[seller_phone]
    assert order.number in texts[order.phone]
    link = next(sent["link"] for sent in gateway.taken if sent["to"] == order.phone)
    assert f"/orders/{order.number}?key=" in link
    assert {delivery.status for delivery in session.query(Delivery)} == {"sent"}


def test_telling_twice_is_telling_once(app: Flask, gateway: Gateway) -> None:
    with transaction():
        make_order()
    run_worker()
    with transaction():
        for row in session.query(OutboxRow):
            row.state, row.lease_until = "ready", None
    run_worker()
    assert len({sent["id"] for sent in gateway.taken}) == len(gateway.taken) > 1
    assert list(messages_go_out_once()) == []


def test_a_gateway_that_fails_is_asked_again(app: Flask, gateway: Gateway) -> None:
    gateway.failures = 1
    with transaction():
        recipient = person_recipient(make_account().person_id)
        assert recipient is not None
        notify("stray_money", "x:1", [recipient], {}, "/")
    run_worker()
    delivery = session.query(Delivery).one()
    assert (delivery.status, delivery.attempts) == ("failed", 1)
    assert "503" in delivery.last_error
    with transaction():
        waiting = session.query(OutboxRow).filter_by(state="ready").one()
        waiting.run_at = waiting.created_at
    run_worker()
    assert session.query(Delivery).one().status == "sent"
    assert len(gateway.taken) == 1


def test_the_buyer_hears_of_each_step_but_not_of_her_own(app: Flask) -> None:
    with transaction():
        order = make_order()
        part = order.shop_orders[0]
    with transaction():
        locked = lock_shop_order(part.number, shop=part.shop)
        seller = Actor(SELLER, part.shop.seller.person_id)
        fulfilment.accept(locked, by=seller)
        fulfilment.pack(locked, by=seller)
        fulfilment.hand_over(
            locked, by=seller, carrier="post_office", carrier_name="Bưu điện", tracking_number="EE123456789VN"
        )
    run_worker()
    told = session.query(Notice).filter_by(phone=order.phone).order_by(Notice.id).all()
    titles = [render(notice).title for notice in told]
    assert titles[0].startswith("Đã nhận đơn hàng")
    assert any("đang chuẩn bị hàng" in t for t in titles)
    assert any("EE123456789VN" in render(notice).text for notice in told)
    assert history_of("shop_order", [part.id])[part.id][-1].to_state == "shipped"


def test_an_e_mail_carries_vietnamese_and_no_injected_header(app: Flask, mailbox: list[bytes]) -> None:
    with transaction():
        person = make_account(email="chi@example.vn").person
        recipient = person_recipient(person.id)
        assert recipient is not None
        facts = {"name": "Chè lam\r\nBcc: evil@example.com", "shop": "Gian hàng", "outcome": "approved"}
        notify("listing_decided", "release:1:approved", [recipient], facts, "/seller")
    run_worker()
    mail = message_from_bytes(mailbox[0], policy=policy.default)
    assert mail["To"] == "chi@example.vn" and mail["Bcc"] is None
    assert "đã được duyệt" in mail["Subject"]
    assert "đang bày bán" in mail.get_content()


def test_a_change_of_a_sellers_bank_account_reaches_her_phone_and_her_mailbox(
    app: Flask, gateway: Gateway, mailbox: list[bytes]
) -> None:
    with transaction():
        person = make_account(email="chi@example.vn").person
    for bin, number in (("970405", "3500205123456"), ("970436", "0071000888999")):
        with transaction():
            set_bank_account(person, bin, number, person.full_name, Actor(SELLER, person.id))
        run_worker()
    [text], [mail] = gateway.taken, [message_from_bytes(raw, policy=policy.default) for raw in mailbox]
    assert text["to"] == person.phone and mail["To"] == "chi@example.vn"
    for words in (text["text"], f"{mail['Subject']} {mail.get_content()}"):
        assert "Tài khoản nhận tiền của chị vừa đổi" in words and "Vietcombank" in words and "8999" in words


def test_notices_stand_on_the_persons_own_page(app: Flask, visitor: Visitor) -> None:
    with transaction():
        shop = make_goods().shop
        recipient = person_recipient(shop.seller.person_id)
        assert recipient is not None
        notify("refund_task", "refund:1", [recipient], {"number": "DH1-1", "amount_dong": 120_000}, "/seller/refunds")
    page = visitor.sign_in(shop.seller.person).get("/seller/notices").get_data(as_text=True)
    assert "Cần trả lại khách 120.000đ" in page
    session.expire_all()
    assert inbox(shop.seller.person_id)[0].read_at is not None


def test_the_gateways_later_word_is_recorded(app: Flask, gateway: Gateway, visitor: Visitor) -> None:
    with transaction():
        make_order()
    run_worker()
    reference = session.query(Delivery).first()
    assert reference is not None
    answer = {"id": reference.provider_ref, "status": "delivered"}
    assert visitor.client.post("/webhooks/messages", json=answer).status_code == 403
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert visitor.client.post("/webhooks/messages", json=answer, headers=headers).status_code == 200
    assert visitor.client.post("/webhooks/messages", data="x", headers=headers).status_code == 400
    session.expire_all()
    assert session.get_one(Delivery, reference.id).status == "delivered"


@pytest.mark.parametrize("code", sorted(MESSAGES.all()))
def test_every_message_has_words_in_both_languages(app: Flask, code: str) -> None:
    facts = {
        "number": "DH1-1", "order_number": "DH1", "shop": "Gian hàng", "shops": "Gian hàng", "goods": "Trà ×1",
        "total_dong": 1, "amount_dong": 1, "until": "2026-12-03T03:00:00+00:00",
        "reason": "sold_out", "status": "accepted", "step": "due",
        "way": "transfer", "outcome": "approved", "name": "Chị", "unit": "Hội", "note": "", "what": "password",
        "carrier": "", "tracking": "", "method": "cod", "at": "2026-11-30T03:00:00+00:00", "bank": "Agribank",
        "ending": "3456", "holder": "NGUYEN THI MAU", "unit_phone": "", "hotline": "",
    }  # fmt: skip
    for locale in ("vi", "en"):
        words = render(Notice(kind=code, subject="x", recipient="x", facts=facts, path="/"), locale)
        assert words.title and words.text


@pytest.mark.parametrize("code", sorted(CHANNELS.all()))
def test_every_channel_keeps_the_contract(app: Flask, code: str) -> None:
    channel = CHANNELS.get(code)
    assert channel.code == code
    assert channel.is_ready() is False
    assert channel.address_of(None, None) is None
