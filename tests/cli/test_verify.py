"""`marketplace verify`: silent on sound data; one line for each violation planted past the guards."""

import re
from datetime import timedelta

import pysqlite3
import pytest
import time_machine
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import text

from config import Config
from marketplace.audit.jobs import seal_audit_trail
from marketplace.cli import verify
from marketplace.core.clock import now
from marketplace.core.db import db, session
from marketplace.core.sealing import seal
from marketplace.core.transactions import transaction
from marketplace.media.exchanges import prepare_photo
from marketplace.media.services import keep_photo
from marketplace.notifications.models import Delivery, Notice
from marketplace.orders.models import Order
from marketplace.payments.models import BankTransaction, Payment, ProviderEvent, Refund
from marketplace.people.services import keep_trait
from tests.builders import make_person, make_shop
from tests.media.pipeline.pictures import encoded, exif, scene
from tests.payments.making import configured
from tests.purchases import give_account, make_goods, make_order

GUARDS = "SELECT conname FROM pg_constraint WHERE contype IN ('c', 'u') AND conrelid = CAST(:table AS regclass)"


@pytest.fixture
def orders(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with an order, a bank account, a sealed trait and a sealed trail."""
    monkeypatch.setattr(verify, "create_app", lambda: app)
    with transaction():
        shop = make_shop()
        give_account(shop)
        make_order((make_goods(shop=shop), 2))
        keep_trait(make_person(), "id_number", "038190000001")
    seal_audit_trail()


def run(*words: str) -> Result:
    session.remove()
    return CliRunner().invoke(verify.verify, list(words))


def _plant(statement: str) -> None:
    """Write past the guards of one table, as an insider with the database in hand would: no check and no
    trigger prevents it, and nothing has to be unique."""
    table = statement.split()[1]
    session.remove()
    if db.engine.dialect.name == "sqlite":
        connection = pysqlite3.connect(str(db.engine.url.database), isolation_level=None)
        connection.execute(f"CREATE TABLE unguarded AS SELECT * FROM {table}")
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"ALTER TABLE unguarded RENAME TO {table}")
        connection.execute(statement)
        connection.close()
        return
    with db.engine.begin() as postgres:
        postgres.execute(text("SET LOCAL session_replication_role = replica"))
        for name in list(postgres.scalars(text(GUARDS), {"table": table})):
            postgres.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
        postgres.execute(text(statement))


def test_sound_data_is_answered_with_silence(orders: None) -> None:
    answer = run()
    assert (answer.exit_code, answer.output) == (0, "")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE stock_item SET reserved = on_hand + 1", "S1"),
        ("UPDATE stock_item SET on_hand = on_hand + 1", "S2"),
        ("UPDATE shop_order SET goods_dong = goods_dong + 1", "M4"),
        ("UPDATE shop_order SET status = 'delivered'", "O1"),
        ("UPDATE seller_bank_account SET number_sealed = '1002003004'", "P1"),
        ("UPDATE sealed_trait SET sealed = '038190000001'", "P1"),
        ("UPDATE account SET totp_sealed = 'JBSWY3DPEHPK3PXP'", "P1"),
        ("UPDATE audit_entry SET action = 'x' WHERE seq = 1", "U1"),
        ("UPDATE audit_entry SET at = '2999-01-01 00:00:00' WHERE seq = 1", "U3"),
        ("UPDATE shop_order SET seller_name = 'Người Khác'", "O2"),
        ("UPDATE order_line SET vat_bp = 0", "M8"),
    ],
)
def test_each_violation_is_named(orders: None, statement: str, named: str) -> None:
    _plant(statement)
    answer = run()
    assert answer.exit_code == 1
    lines = answer.stdout.splitlines()
    assert named in {line.partition(":")[0] for line in lines}
    assert all(re.match(r"[A-Z]\d+: \S", line) for line in lines)


@pytest.fixture
def twins(orders: None) -> None:
    """Besides: two of each thing that must be one, each with a name of its own still."""
    with transaction():
        shop = make_shop("Gian hàng đôi")
        give_account(shop)
        goods = make_goods(shop=shop)
        for n in (1, 2):
            order = make_order((goods, 1), method="vietqr")
            payment = session.query(Payment).filter_by(order_id=order.id).one()
            payment.provider_ref, payment.provider_payment = f"cs_{n}", f"pi_{n}"
            session.add(_refund(payment, order, n))
            session.add(ProviderEvent(provider="stripe", event_id=f"evt_{n}", kind="x", payload={}))
            session.add(
                BankTransaction(
                    feed="t", account_fingerprint="f", reference=f"FT{n}", amount_dong=1, memo="", outcome="x"
                )
            )
            session.add(Notice(kind="order_placed", subject="order:1", recipient=f"phone:+8491200011{n}"))


def _refund(payment: Payment, order: Order, n: int) -> Refund:
    return Refund(
        payment_id=payment.id,
        shop_order_id=order.shop_orders[0].id,
        way="transfer",
        status="requested",
        amount_dong=1,
        provider_ref=f"re_{n}",
        to_account=seal("1002003004", bound_to=f"a test {n}"),
    )


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("UPDATE payment SET provider_ref = 'cs_1' WHERE provider_ref = 'cs_2'", "M7: 2 times the same session"),
        ("UPDATE payment SET provider_payment = 'pi_1' WHERE true", "M7: 3 times the same payment intent"),
        ("UPDATE payment SET memo = 'SAME' WHERE memo IS NOT NULL", "M7: 2 times the same memo"),
        ("UPDATE refund SET provider_ref = 're_1', shop_order_id = 1", "M7: 2 times the same refund"),
        ("UPDATE provider_event SET event_id = 'evt_1'", "M7: 2 times the same event"),
        ("UPDATE bank_transaction SET reference = 'FT1'", "M7: 2 times the same bank reference"),
        ("UPDATE payment SET payee_number_sealed = '1002003004' WHERE provider_ref = 'cs_2'", "P1: payment "),
        ("UPDATE refund SET to_account = '1002003004' WHERE provider_ref = 're_2'", "P1: refund "),
        (
            "UPDATE notice SET recipient = 'phone:+84912000111' WHERE subject = 'order:1'",
            "O4: phone:+84912000111 was told 2 times of order:1 (order_placed)",
        ),
    ],
)
def test_what_stands_twice_or_in_the_open_is_found(twins: None, statement: str, line: str) -> None:
    promised = line.partition(":")[0]
    assert not _said(promised)
    _plant(statement)
    [found] = _said(promised)
    assert found.startswith(line) and "1002003004" not in found


def test_a_message_owed_while_its_channel_is_up_is_found(twins: None) -> None:
    with transaction():
        notice = session.query(Notice).order_by(Notice.id.desc()).first()
        assert notice is not None
        session.add(Delivery(notice_id=notice.id, channel="gateway", created_at=now() - timedelta(minutes=6)))
    assert not _said("O4"), "no gateway is connected"
    with configured(sms_gateway_url="http://127.0.0.1:9/", sms_gateway_token="x"):
        [found] = _said("O4")
    assert "over gateway waits since" in found


def _said(promised: str) -> list[str]:
    return [line for line in run().stdout.splitlines() if line.startswith(f"{promised}: ")]


@pytest.mark.parametrize("spoilt", ["exif", "trailing bytes"])
def test_a_served_picture_with_more_than_pixels_is_found(orders: None, settings: Config, spoilt: str) -> None:
    prepared = prepare_photo(encoded(scene(400, 300, 7), "JPEG"))
    with transaction():
        photo = keep_photo(prepared, None)
        path = settings.uploads / next(made.path for made in photo.renditions if made.format == "jpeg")
    assert not _said("P5")
    clean = path.read_bytes()
    path.write_bytes(clean + b"more" if spoilt != "exif" else encoded(scene(160, 120, 7), "JPEG", exif=exif(1)))
    [found] = _said("P5")
    assert found.startswith(f"P5: photo {photo.id}: ") and found.endswith(f"carries {spoilt}")


def test_one_line_for_each(orders: None) -> None:
    with transaction():
        for n in range(3):
            keep_trait(make_person(), "id_number", f"03819000000{n}")
    _plant("UPDATE sealed_trait SET sealed = 'open'")
    assert len([line for line in run().stdout.splitlines() if line.startswith("P1: ")]) == 4


def test_no_sealed_value_is_repeated_in_what_it_says(orders: None) -> None:
    _plant("UPDATE sealed_trait SET sealed = '038190000001'")
    assert "038190000001" not in run().output


def test_full_recomputes_everything_and_reports_its_time(orders: None) -> None:
    answer = run("--full")
    assert answer.exit_code == 0 and answer.stdout == ""
    assert re.fullmatch(r"\d+ promises, 0 violations, \d+\.\d s\n", answer.stderr)


def test_a_change_in_a_closed_day_is_found_by_full(orders: None) -> None:
    with time_machine.travel(now() + timedelta(days=2)):
        seal_audit_trail()
    assert session.scalar(text("SELECT count(*) FROM audit_day")) == 1
    session.rollback()
    _plant("UPDATE audit_entry SET action = 'x' WHERE seq = 1")
    assert (run().exit_code, run().output) == (0, "")
    answer = run("--full")
    assert answer.exit_code == 1 and "U1: link 1 is broken" in answer.stdout


def test_the_list_says_what_is_promised(orders: None) -> None:
    answer = run("--list")
    assert answer.exit_code == 0
    listed = {line.split()[0] for line in answer.stdout.splitlines()}
    assert {"M1", "M4", "S1", "O1", "A1", "P1", "P5", "U1", "U5"} <= listed
