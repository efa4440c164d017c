"""A change of phone: a link to the new number, a warning with another link to the old one and by mail, and the end."""

import json
from collections.abc import Iterator

import pytest
from flask import Flask

from marketplace.accounts.models import Account, PhoneChange
from marketplace.accounts.services import codes
from marketplace.accounts.services.passwords import make_hash
from marketplace.accounts.services.phone_changes import KNOWN, Check, ask_for_phone_change, confirm_phone_change
from marketplace.core import outbox
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow
from marketplace.core.transactions import transaction
from marketplace.notifications.queries import inbox
from marketplace.site.services import change_settings
from tests.builders import make_account, make_officer
from tests.codes import sent_code, sent_phone_change, sent_phone_warning
from tests.fakes.message_gateway import MessageGateway
from tests.payments.making import configured

OLD, NEW = "+84912345678", "+84987654321"


@pytest.fixture
def phones(app: Flask) -> Iterator[MessageGateway]:
    with MessageGateway() as gateway, configured(sms_gateway_url=gateway.url):
        yield gateway


@pytest.fixture
def account(app: Flask) -> Account:
    with transaction():
        change_settings({"hotline": "02373852345"}, actor=SYSTEM_ACTOR)
        return make_account(phone=OLD)


def asked(account: Account) -> PhoneChange:
    with transaction():
        by = Actor(OFFICER, make_officer().id)
        return ask_for_phone_change(account.id, NEW, Check(KNOWN, "Gặp ở chợ xã, sáng 21/11", True), by)


def run_worker() -> None:
    session.rollback()
    while outbox.run_due():
        pass
    session.expire_all()


def test_each_phone_gets_its_own_link_and_no_link_stays_behind(account: Account, phones: MessageGateway) -> None:
    asked(account)
    link, stop = sent_phone_change(NEW), sent_phone_warning(OLD)
    run_worker()
    [to_new], [to_old] = phones.read(NEW), phones.read(OLD)
    assert to_new.link == f"http://localhost/phone-change/{link}"
    assert to_old.link == f"http://localhost/phone-change/stop/{stop}"
    assert "Mở đường dẫn trong 24 giờ" in to_new.text
    assert "Nếu không phải chị yêu cầu" in to_old.text and "0237 3852 345" in to_old.text
    kept = json.dumps([row.payload for row in session.query(OutboxRow)])
    assert "sealed_" not in kept and link not in kept and stop not in kept
    [notice] = inbox(account.person_id)
    assert notice.kind == "phone_change" and notice.deliveries == []


def test_the_old_phone_is_told_when_it_is_done(account: Account, phones: MessageGateway) -> None:
    row = asked(account)
    with transaction():
        code = codes.issue_code(codes.LOST_PHONE, NEW)
    with transaction():
        codes.count_try(code.public_id, codes.LOST_PHONE)
        codes.use_code(code.public_id, sent_code(NEW), codes.LOST_PHONE)
    with transaction():
        confirm_phone_change(row.id, code.public_id, make_hash("con trâu đi trước"))
    run_worker()
    last = phones.read(OLD)[-1].text
    assert "dùng số này vừa được đổi sang số khác" in last and "gọi ngay 0237 3852 345" in last
    assert any("Số điện thoại đăng nhập vừa được đổi" in message.text for message in phones.read(NEW))
