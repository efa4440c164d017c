"""«One more = one file»: a toy plug of each kind is put in, shown on every page that names its kind, and taken out."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask

from marketplace.cli import verify
from marketplace.cli.command import group
from marketplace.cli.registries import COMMANDS
from marketplace.core import outbox
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.registry import MissingWord, UnknownPlug, module_from
from marketplace.core.transactions import transaction
from marketplace.imports.registries import KINDS
from marketplace.notifications.models import Notice
from marketplace.notifications.registries import CHANNELS, MESSAGES
from marketplace.notifications.shape import Channel
from marketplace.payments import exchanges
from marketplace.payments.registries import METHODS, PROVIDERS
from marketplace.programme import reference
from marketplace.programme.models import ProgrammeIndicator
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import IndicatorWords
from marketplace.sellers.queries import list_papers
from marketplace.sellers.registries import REQUIREMENTS
from marketplace.sellers.services import remove_evidence
from marketplace.shipping.registries import CARRIERS
from marketplace.web.plumbing.wording import in_words
from tests.builders import BIEN_THUONG, make_customer, make_officer, make_person
from tests.fakes.river_bank import HOST, KEY, RiverBank
from tests.fakes.stripe_server import FakeStripe
from tests.imports.messy import workbook
from tests.journeys import customers, sellers
from tests.journeys.outside import broken_promises, run_worker
from tests.outcomes import cells_of, make_support, sheet_of, signed_in
from tests.pages import Browser
from tests.payments import test_contract_of_methods as contract_of_methods
from tests.payments.conftest import stripe_fake
from tests.payments.making import configured
from tests.payments.methods import test_every_method as every_method
from tests.payments.walk import Walk, begin_walk, give_back, pay, place, switch, tell
from tests.sellers.applicants import add_paper, make_draft, make_submitted
from tests.visitors import Visitor

__all__ = ["stripe_fake"]
TOYS = Path(__file__).parents[1] / "plugs"


def offered_methods(walk: Walk) -> str:
    customers.put_in_cart(walk.customer, walk.goods_page)
    return walk.customer.open("/cart").press("Tiếp tục ·").text


# Ways of paying


@pytest.mark.parametrize("code", ["village_wallet", "barter_note"])
def test_a_way_of_paying_is_chosen_placed_paid_given_back_and_gone(
    app: Flask, stripe_fake: FakeStripe, code: str
) -> None:
    with METHODS.with_plug(TOYS / f"methods/{code}.py") as toy:
        walk = begin_walk(app, toy)
        place(walk)
        pay(walk, stripe_fake)
        if toy.page:
            give_back(walk, stripe_fake)
        switch(walk, on=False)
        switch(walk, on=True)
        assert broken_promises() == []
    assert walk.label not in walk.operator.open("/staff/settings/money").text
    assert walk.label not in offered_methods(walk)
    with pytest.raises(UnknownPlug, match=f"no way of paying «{code}»"):
        METHODS.get(code)


@pytest.fixture
def river(app: Flask, stripe_fake: FakeStripe) -> Iterator[Walk]:
    """A second gateway beside Stripe, which is configured too, and a way of paying through it."""
    with (
        PROVIDERS.with_plug(TOYS / "providers/river_bank.py"),
        METHODS.with_plug(TOYS / "methods/river_card.py") as toy,
        configured(provider_settings={"PROVIDER_RIVER_BANK_KEY": KEY}),
    ):
        yield begin_walk(app, toy)
    assert "river_bank" not in PROVIDERS and "river_card" not in METHODS


def their_side() -> RiverBank:
    return PROVIDERS.get("river_bank").there  # type: ignore[attr-defined, no-any-return]


def ask_everywhere() -> None:
    exchanges.recheck_pending()
    exchanges.requery_refunds()
    for provider in PROVIDERS.all():
        run = exchanges.compare_with_provider(provider)
        assert (run.corrected, run.tasks) == (0, 0)


def test_a_second_gateway_takes_money_by_its_own_webhook_and_gives_it_back(river: Walk) -> None:
    place(river)
    pay(river, their_side())
    ask_everywhere()
    give_back(river, their_side())
    ask_everywhere()
    switch(river, on=False)
    switch(river, on=True)
    assert [back.has_arrived for back in their_side().give_backs.values()] == [True]
    assert broken_promises() == []


def test_a_second_gateways_way_of_paying_keeps_the_contract_of_all(app: Flask, river: Walk) -> None:
    contract_of_methods.test_it_says_all_that_is_asked_of_it(river.method)
    every_method.test_it_asks_for_exactly_the_order(river.method)
    every_method.test_its_demand_ends_when_its_hold_ends(river.method)
    every_method.test_an_order_cancelled_unpaid_leaves_nothing_behind(river.method)


def test_what_is_at_one_gateway_is_never_asked_of_the_other(river: Walk, stripe_fake: FakeStripe) -> None:
    place(river)
    pay(river, their_side())
    give_back(river, their_side())
    with time_machine.travel(now() + timedelta(hours=1), tick=False):
        exchanges.recheck_pending()
        exchanges.requery_refunds()
    assert stripe_fake.calls == []
    assert their_side().asked.count("give_back") == 1


def test_money_whose_notification_was_lost_is_found_by_the_comparison(river: Walk) -> None:
    place(river)
    words = river.method.provider_words
    assert words is not None
    river.open_order().follow("Trả tiền").press(in_words(words.button, amount="82.000đ"))
    [opened] = their_side().sessions()
    their_side().pay(opened["id"])
    assert exchanges.compare_with_provider("stripe").corrected == 0
    assert exchanges.compare_with_provider("river_bank").corrected == 1
    river.open_order().sees("Đã trả tiền")
    river.operator.open("/staff/money/provider").sees("Đối chiếu với Stripe", "Đối chiếu với Ngân hàng Sông")
    tell(river, their_side())  # late, and nothing happens twice
    assert broken_promises() == []


def test_its_webhook_takes_no_unsealed_note_and_its_pages_may_be_opened(app: Flask, river: Walk) -> None:
    client = app.test_client()
    note = b'{"note": "NOTE-9", "what": "paid", "number": "BILL-1"}'
    assert client.post("/webhooks/river_bank", data=note, headers={"X-River-Seal": "no"}).status_code == 403
    assert client.post("/webhooks/no_bank", data=note).status_code == 404
    assert HOST in client.get("/").headers["Content-Security-Policy"]


def test_a_way_of_paying_whose_provider_is_not_there_is_refused_at_once() -> None:
    wanted = "way of paying «orphan_card» is confirmed by a provider, but names «dry_bank»; there are stripe"
    with pytest.raises(UnknownPlug, match=wanted), METHODS.with_plug(TOYS / "methods/orphan_card.py"):
        pass
    assert "orphan_card" not in METHODS


def test_its_amount_is_a_setting_like_its_switch(app: Flask) -> None:
    with METHODS.with_plug(TOYS / "methods/village_wallet.py") as toy:
        walk = begin_walk(app, toy)
        page = walk.operator.open("/staff/settings/money").sees("Đơn nhỏ nhất được trả bằng ví làng")
        page.press("Lưu", village_wallet_min_dong="500").sees("từ 1.000 đến", status=422)
        page.press("Lưu", village_wallet_min_dong="100k").sees("Đã lưu")
        why = "Ví làng: chỉ nhận với đơn từ 100.000đ."
        words = offered_methods(walk)  # the cart is worth less
        assert words.count("Ví làng") == words.count(why) == 1
        walk.operator.open("/staff/settings/money").press("Lưu").sees("Không có gì thay đổi")


def test_a_missing_word_is_one_clear_failure() -> None:
    wanted = "way of paying «speechless» lacks its word «hint»"
    with pytest.raises(MissingWord, match=wanted), METHODS.with_plug(TOYS / "methods/speechless.py"):
        pass
    assert "speechless" not in METHODS


# Carriers


def send_off(walk: Walk, number: str) -> Browser:
    return walk.seller.press("Đã gửi hàng", carrier="buffalo", tracking_number=number)


def test_a_carrier_is_chosen_carries_and_tells_where_it_is(app: Flask, stripe_fake: FakeStripe) -> None:
    with CARRIERS.with_plug(TOYS / "carriers/buffalo.py") as toy:
        walk = begin_walk(app, METHODS.get("cod"))
        zones = ("commune", "province", "nationwide")
        rates = walk.seller.open("/seller/shop/shipping").sees(toy.words.label)
        rates.press("Lưu phí gửi hàng", **{f"{zone}_carrier": "buffalo" for zone in zones})
        customers.put_in_cart(walk.customer, walk.goods_page)
        customers.fill_in(walk.customer, "cod").sees(f"{toy.words.label}.").press("Đặt hàng,")
        walk.number = customers.order_number(walk.customer)
        walk.customer.open(f"/orders/{walk.number}/receipt").sees(f"{toy.words.label}.")
        walk.open_sellers_order().press("Nhận đơn").press("Đã đóng gói xong").sees(toy.words.label, toy.words.note)
        walk.seller.press("Đã gửi hàng", carrier="buffalo", tracking_number="").sees(
            "Mời chị ghi mã vận đơn", status=422
        )
        walk.seller.press("Đã gửi hàng", carrier="buffalo", tracking_number="con 7").sees("Mã vận đơn chỉ", status=422)
        walk.seller.press("Đã gửi hàng", carrier="buffalo", tracking_number="77").sees("Đang giao", toy.words.label)
        for page in (walk.seller, walk.open_order()):
            page.sees(toy.words.label, "77")
            assert 'href="https://xetrau.example/77"' in page.html
        walk.open_sellers_order().press("Đã giao, đã thu").sees("Đã ghi nhận giao xong.")
        assert broken_promises() == []
    assert "buffalo" not in CARRIERS
    with pytest.raises(UnknownPlug, match="no carrier «buffalo»"):
        CARRIERS.get("buffalo")


# Messages and channels


def delivered(walk: Walk) -> None:
    """An order of one parcel, all the way to its customer."""
    customers.put_in_cart(walk.customer, walk.goods_page)
    walk.number = customers.order(walk.customer, "cod")
    sellers.send(walk.open_sellers_order().press("Nhận đơn")).press("Đã giao, đã thu")


def test_a_message_is_told_and_then_is_told_no_more(app: Flask) -> None:
    walk = begin_walk(app, METHODS.get("cod"))
    with transaction():
        buyer = make_customer("Trần Thị Mua")
    walk.customer.visitor.sign_in(buyer)
    with MESSAGES.with_plug(TOYS / "messages/shop_thanks.py"):
        delivered(walk)
        run_worker()
        walk.customer.open("/account/notices").sees("Nem chua cô Hạnh cảm ơn quý khách")
        walk.customer.sees(f"Đơn {walk.number}-1, 82.000đ, đã tới nơi. Hẹn gặp lại!")
    delivered(walk)
    run_worker()
    assert [notice.subject for notice in session.query(Notice).filter_by(kind="shop_thanks")] == ["thanks:1"]


def test_a_channel_carries_what_it_may_shows_what_failed_and_is_switched_off(app: Flask) -> None:
    with CHANNELS.with_plug(TOYS / "channels/loudspeaker.py") as toy:
        assert isinstance(toy, Channel)
        walk = begin_walk(app, METHODS.get("cod"))
        walk.operator.open("/staff/settings/messages").sees("Đọc tin trên loa làng", "Chỉ đọc tin về đơn hàng.")
        delivered(walk)
        run_worker()
        assert f"Đã nhận đơn hàng {walk.number}, tổng 82.000đ" in toy.called_out
        toy.is_broken = True
        delivered(walk)
        outbox.run_due()
        walk.operator.open("/staff/outbox").sees("loa làng", "the loudspeaker crackles")
        toy.is_broken, toy.has_power = False, False
        walk.operator.open("/staff/settings/messages").sees("Loa làng chưa có điện.")
        toy.has_power, toy.called_out = True, []
        walk.operator.open("/staff/settings/messages").press("Lưu", notify_loudspeaker=None).sees("Đã lưu")
        delivered(walk)
        outbox.run_due()
        assert not [title for title in toy.called_out if walk.number in title]
    assert "loa làng" not in walk.operator.open("/staff/settings/messages").text


# Requirements


def test_a_requirement_is_asked_given_looked_at_and_gone(app: Flask) -> None:
    with REQUIREMENTS.with_plug(TOYS / "requirements/market_day.py") as toy:
        words = toy.words
        application = make_draft()
        for paper in list_papers(application.id):
            if paper.requirement == "market_day":
                with transaction():
                    remove_evidence(application, paper.id)
        woman = Browser(Visitor(app).sign_in(application.person))
        woman.open("/seller/apply/papers").sees(words.paper, words.paper_hint)
        woman.open("/seller/apply/review").sees("Ảnh giấy tờ chưa xong")
        woman.open("/seller/application").sees(words.name, words.hint)
        add_paper(application, "market_day")
        woman.open("/seller/apply/review").sees(words.name).press("Nộp hồ sơ")
        woman.open("/seller/application").sees(words.name)
        with transaction():
            clerk = make_officer()
        officer = Browser(Visitor(app).sign_in(clerk)).open(f"/staff/applications/{application.number}")
        officer.sees(words.name)
    assert words.name not in woman.open("/seller/application").text
    later = make_submitted()
    assert words.name not in officer.open(f"/staff/applications/{later.number}").text


# Indicators


def test_an_indicator_is_read_by_everyone_and_then_by_no_one(app: Flask) -> None:
    with INDICATORS.with_plug(TOYS / "indicators/toy_acts.py") as toy:
        with transaction():
            reference.load()
            for n in range(6):
                make_support(make_person(f"Chị {n}"), BIEN_THUONG)
        impact = Browser(Visitor(app)).open("/impact").sees(toy.words.name)
        assert re.search(rf"<b>6\b.*?{toy.words.name}", impact.html, re.S)
        officer = signed_in(app, "province")
        table = f"/staff/programmes/2415?unit=38&period={today().year}"
        officer.open(table).sees(toy.words.name, toy.words.unit, "Mỗi lượt hỗ trợ là")
        _look_at_its_list_and_targets(officer, toy.words)
        _look_at_its_files(officer, toy.words)
    with transaction():
        session.query(ProgrammeIndicator).filter_by(indicator="toy_acts").delete()
    assert toy.words.name not in officer.open(table).text


def _look_at_its_list_and_targets(officer: Browser, words: IndicatorWords) -> None:
    page, period = "/staff/programmes/2415", f"unit=38&period={today().year}"
    officer.open(f"{page}/toy_acts?{period}").sees(words.name, words.note_by_unit)
    assert officer.html.count("<tr data-row") == 6
    officer.open(f"{page}/targets?{period}").sees(f"{words.name} ({words.unit})")


def _look_at_its_files(officer: Browser, words: IndicatorWords) -> None:
    page, period = "/staff/programmes/2415", f"unit=38&period={today().year}"
    [row] = [row for row in sheet_of(officer, f"{page}/table.xlsx?{period}") if row[1] == words.name]
    assert (row[2], row[5]) == (words.unit, 6)
    found = sheet_of(officer, f"{page}/toy_acts/list.xlsx?{period}")
    assert len([row for row in found if isinstance(row[0], int | float)]) == 6
    assert words.name in str(found[0][0]) and any("Mỗi lượt" in str(row[0]) for row in found)


# Promises and commands


def test_a_promise_is_checked_by_verify_and_then_is_promised_no_more(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "create_app", lambda: app)
    walk = begin_walk(app, METHODS.get("cod"))
    customers.put_in_cart(walk.customer, walk.goods_page)
    number = customers.order(walk.customer, "cod", address_line="Nhà cuối làng Im Lặng")
    assert broken_promises() == []
    with module_from(TOYS / "promises/quiet_villages.py", "marketplace.orders"):
        assert "M99" in CliRunner().invoke(group, ["verify", "--list"]).output
        told = CliRunner().invoke(group, ["verify"])
        assert told.exit_code == 1 and f"M99: {number}: ordered for the village of silence" in told.output
    assert "M99" not in CliRunner().invoke(group, ["verify", "--list"]).output
    assert CliRunner().invoke(group, ["verify"]).exit_code == 0


def test_a_command_is_listed_runs_and_is_gone() -> None:
    with COMMANDS.with_plug(TOYS / "commands/greet.py"):
        assert "Say good morning to somebody." in CliRunner().invoke(group, ["-h"]).output
        assert CliRunner().invoke(group, ["greet", "chị Lan"]).output == "Chào chị Lan!\n"
    assert "greet" not in CliRunner().invoke(group, ["-h"]).output
    assert CliRunner().invoke(group, ["greet", "chị Lan"]).exit_code == 2


def test_what_is_there_already_is_not_put_in_twice() -> None:
    with pytest.raises(ImportError, match="is there already"), CARRIERS.with_plug(TOYS / "carriers/buffalo.py"):  # noqa: SIM117
        with CARRIERS.with_plug(TOYS / "carriers/buffalo.py"):
            pass
    assert "buffalo" not in CARRIERS


# Kinds of lists


def test_a_kind_of_list_is_brought_in_written_taken_back_and_gone(app: Flask) -> None:
    officer = signed_in(app, "commune")
    heads, line = ("Họ và tên", "Năm sinh", "Thôn", "Màu len"), ("Lê Thị Mận", 1985, "Thôn Đông", "đỏ")
    data = io.BytesIO(workbook([heads, line, ("Hà Thị Ba", 1990, "Thôn Tây", "đen")]))
    with KINDS.with_plug(TOYS / "kinds/yarn_club.py"):
        officer.open("/staff/imports/new").sees("Danh sách câu lạc bộ len", "Ai đan len.")
        assert cells_of(officer.fetch("/staff/imports/templates/yarn_club.xlsx")[1])[0][-1] == "Màu len"
        officer.press("Đọc danh sách", kind="yarn_club", files={"file": (data, "len.xlsx")}).sees("Màu len")
        officer.press("Đọc danh sách và xem trước").sees("Sẽ ghi 1 dòng", "Cần sửa (1)", "đỏ")
        officer.press("Đồng ý ghi").sees("Danh sách đã ghi xong.", "Đã ghi, người mới (1)")
        assert broken_promises() == []
        officer.press("Rút lại tất cả").sees("Đã rút lại danh sách này.")
        assert broken_promises() == []
    assert "câu lạc bộ len" not in officer.open("/staff/imports/new").text
