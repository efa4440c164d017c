"""Review through the pages: one's own territory, the decision, the next one; everybody else kept out."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog import states
from marketplace.catalog.models import ListingRevision, Product
from marketplace.catalog.services import products, revisions
from marketplace.catalog.services.papers import PaperFields, add_certificate
from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.media.exchanges import prepare_document
from marketplace.media.services import keep_document
from marketplace.people.models import Person
from marketplace.shops.models import Shop, ShopMember
from tests.builders import (
    HAC_THANH,
    complete_label,
    make_customer,
    make_officer,
    make_operator,
    make_product,
    make_province_officer,
    make_shop,
)
from tests.media.test_exchanges import a_jpeg
from tests.pages import Browser
from tests.visitors import Visitor, text_of

VOUCHED = ["photos", "label", "words", "papers"]


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_shop()


def _submitted(shop: Shop, name: str, **fields: Any) -> ListingRevision:
    with transaction():
        product = make_product(name, shop=session.get_one(Shop, shop.id), **fields)
        complete_label(product)
        return revisions.submit_product(product, Actor(SELLER, shop.seller.person_id))


@pytest.fixture
def revision(shop: Shop) -> ListingRevision:
    return _submitted(shop, "Củ sâm Báo tươi")


@pytest.fixture
def officer(visitor: Visitor, shop: Shop) -> Visitor:
    return visitor.sign_in(session.get_one(Person, shop.seller.verified_by))


def again(revision: ListingRevision) -> ListingRevision:
    session.expire_all()
    return session.get_one(ListingRevision, revision.id)


def _approve(visitor: Visitor, revision: ListingRevision, content_hash: str | None = None) -> Any:
    fields = {"content_hash": content_hash or revision.content_hash, "vouch": VOUCHED}
    return visitor.post(f"/staff/listings/{revision.id}/approve", fields)


def test_the_queue_shows_oldest_first_with_its_clock(officer: Visitor, shop: Shop, revision: ListingRevision) -> None:
    second = _submitted(shop, "Nem chua")
    with transaction():
        again(revision).due_at = now() - timedelta(hours=3)
    page = officer.get("/staff/listings").get_data(as_text=True)
    assert page.index(f"/staff/listings/{revision.id}") < page.index(f"/staff/listings/{second.id}")
    assert "Quá hạn, 3 giờ trước" in page


def test_an_empty_queue_says_so(officer: Visitor) -> None:
    assert "Không còn hàng nào chờ duyệt" in text_of(officer.get("/staff/listings"))


def test_a_listing_stands_beside_its_rules(officer: Visitor, shop: Shop) -> None:
    revision = _submitted(shop, "Trà sâm", description="Đặc trị mất ngủ")
    page = text_of(officer.get(f"/staff/listings/{revision.id}"))
    for words in (
        "“đặc trị”",
        "Giấy tờ thường cần mà chưa thấy",
        "Ngày sản xuất in ở chỗ nào",
        "Duyệt là xác nhận điều gì",
        "Hội không xác nhận chất lượng từng món",
        "Hoàng Thị Bán",
    ):
        assert words in page, words


def test_approved_and_on_to_the_next(officer: Visitor, shop: Shop, revision: ListingRevision) -> None:
    second = _submitted(shop, "Nem chua")
    answer = _approve(officer, revision)
    assert answer.headers["Location"] == f"/staff/listings/{second.id}"
    assert "Đã duyệt “Củ sâm Báo tươi”" in text_of(officer.follow(answer))
    assert again(revision).product.status == states.LIVE
    assert _approve(officer, second).headers["Location"] == "/staff/listings"
    assert "Củ sâm Báo tươi" in text_of(officer.get("/staff/listings?tab=public"))


def test_a_double_click_approves_once(officer: Visitor, revision: ListingRevision) -> None:
    for _ in range(2):
        assert _approve(officer, revision).status_code == 303
    assert again(revision).status == states.APPROVED


def test_what_was_not_seen_is_not_approved(officer: Visitor, revision: ListingRevision) -> None:
    page = officer.follow(_approve(officer, revision, "0" * 64))
    assert "Nội dung không còn đúng" in text_of(page)
    assert again(revision).status == states.PENDING


def test_taken_back_meanwhile_is_said(officer: Visitor, shop: Shop, revision: ListingRevision) -> None:
    with transaction():
        revisions.take_back(again(revision).product, Actor(SELLER, shop.seller.person_id))
    page = officer.follow(_approve(officer, revision))
    assert "vừa được xử lý hoặc người bán đã rút lại" in text_of(page)
    assert again(revision).product.status == states.DRAFT


def test_sent_back_with_what_to_change(officer: Visitor, revision: ListingRevision) -> None:
    path = f"/staff/listings/{revision.id}/return"
    answer = officer.post(path, {"comment-photos": "  "})
    assert answer.status_code == 422
    assert "Vui lòng ghi ít nhất một chỗ cần sửa" in text_of(answer)
    answer = officer.post(path, {"comment-photos": "Ảnh mờ", "comment-label": "x" * 501})
    assert answer.status_code == 422
    assert "Ảnh mờ" in answer.get_data(as_text=True)
    assert again(revision).status == states.PENDING
    for _ in range(2):
        assert officer.post(path, {"comment-photos": "Ảnh mờ, chụp lại"}).status_code == 303
    assert again(revision).comments == {"photos": "Ảnh mờ, chụp lại"}
    assert again(revision).product.status == states.CHANGES_ASKED
    assert "Ảnh mờ, chụp lại" in text_of(officer.get(f"/staff/listings/{revision.id}"))


def test_another_territory_finds_nothing_and_changes_nothing(
    revision: ListingRevision, new_visitor: Any, shop: Shop
) -> None:
    with transaction():
        person = make_officer(HAC_THANH)
    stranger = new_visitor().sign_in(person)
    base = f"/staff/listings/{revision.id}"
    assert revision.content["name"] not in text_of(stranger.get("/staff/listings"))
    assert stranger.get(base).status_code == 404
    assert _approve(stranger, revision).status_code == 404
    assert stranger.post(f"{base}/return", {"comment-name": "x"}).status_code == 404
    assert stranger.get(f"{base}/block").status_code == 404
    assert stranger.post(f"{base}/block", {"reason": "x"}).status_code == 404
    assert again(revision).status == states.PENDING


def test_the_province_sees_and_decides_all(revision: ListingRevision, new_visitor: Any) -> None:
    with transaction():
        person = make_province_officer()
    province = new_visitor().sign_in(person)
    assert revision.content["name"] in text_of(province.get("/staff/listings"))
    assert _approve(province, revision).status_code == 303
    assert again(revision).status == states.APPROVED


def test_an_operator_looks_but_does_not_decide(revision: ListingRevision, new_visitor: Any) -> None:
    with transaction():
        person = make_operator()
    operator = new_visitor().sign_in(person)
    page = operator.get(f"/staff/listings/{revision.id}")
    assert "Duyệt, cho đăng bán" not in text_of(page)
    assert _approve(operator, revision).status_code == 403
    assert again(revision).status == states.PENDING


def test_nobody_decides_about_her_own_shop(officer: Visitor, shop: Shop, revision: ListingRevision) -> None:
    with transaction():
        session.add(ShopMember(shop_id=shop.id, person_id=shop.seller.verified_by, role="packer"))
    page = officer.get(f"/staff/listings/{revision.id}")
    assert "gian hàng của chính chị" in text_of(page)
    assert "Duyệt, cho đăng bán" not in text_of(page)
    assert _approve(officer, revision).status_code == 303
    assert officer.post(f"/staff/listings/{revision.id}/return", {"comment-name": "x"}).status_code == 303
    assert again(revision).status == states.PENDING


def test_customers_and_sellers_stay_out(shop: Shop, revision: ListingRevision, new_visitor: Any) -> None:
    with transaction():
        customer = make_customer()
    seller = session.get_one(Person, shop.seller.person_id)
    for person in (customer, seller):
        visitor = new_visitor().sign_in(person)
        assert visitor.get("/staff/listings").status_code == 403
        assert _approve(visitor, revision).status_code == 403
    assert new_visitor().get("/staff/listings").status_code == 303
    assert again(revision).status == states.PENDING


def test_a_scan_is_shown_to_the_reviewer(officer: Visitor, shop: Shop, new_visitor: Any) -> None:
    prepared = prepare_document(a_jpeg())
    with transaction():
        product = make_product("Chè lam", shop=session.get_one(Shop, shop.id))
        complete_label(product)
        file = keep_document(prepared, shop.seller.person_id)
        fields = PaperFields("giay_attp", "MAU-1", today(), private_file_id=file.id)
        paper = add_certificate(product, fields)
        revision = revisions.submit_product(product, Actor(SELLER, shop.seller.person_id))
        stranger = make_officer(HAC_THANH)
    path = f"/staff/listings/{revision.id}/papers/{paper.id}"
    assert "Xem ảnh giấy" in text_of(officer.get(f"/staff/listings/{revision.id}"))
    assert officer.get(path).mimetype == "image/jpeg"
    assert officer.get(f"/staff/listings/{revision.id}/papers/999").status_code == 404
    assert new_visitor().sign_in(stranger).get(path).status_code == 404


def test_a_public_product_is_blocked_and_unblocked(officer: Visitor, revision: ListingRevision) -> None:
    _approve(officer, revision)
    base = f"/staff/listings/{revision.id}"
    assert officer.get(f"{base}/block").status_code == 200
    answer = officer.post(f"{base}/block", {"reason": " "})
    assert answer.status_code == 422
    assert again(revision).product.status == states.LIVE
    for _ in range(2):
        assert officer.post(f"{base}/block", {"reason": "Nhãn ghi sai nơi làm"}).status_code == 303
    assert again(revision).product.status == states.BLOCKED
    assert "Nhãn ghi sai nơi làm" in text_of(officer.get(base))
    assert "đã được tạm dừng bán rồi" in text_of(officer.follow(officer.get(f"{base}/block")))
    officer.post(f"{base}/unblock")
    assert again(revision).product.status == states.HIDDEN


def test_a_reason_that_is_too_long_is_asked_to_be_shortened_and_never_cut(
    officer: Visitor, revision: ListingRevision
) -> None:
    _approve(officer, revision)
    page = officer.post(f"/staff/listings/{revision.id}/block", {"reason": "á" * 301})
    assert page.status_code == 422 and "nhiều nhất 300 chữ cái" in text_of(page) and "á" * 301 in text_of(page)
    assert again(revision).product.status == states.LIVE


def test_a_draft_cannot_be_blocked(officer: Visitor, revision: ListingRevision) -> None:
    page = officer.follow(officer.post(f"/staff/listings/{revision.id}/block", {"reason": "x"}))
    assert page.status_code == 200
    assert again(revision).product.status == states.SUBMITTED


def test_a_change_of_public_goods_is_marked_as_such(officer: Visitor, revision: ListingRevision) -> None:
    _approve(officer, revision)
    with transaction():
        product = session.get_one(Product, revision.product_id)
        products.edit_words(product, name=product.name, description="mới")
        revisions.submit_product(product, Actor(SELLER, product.shop.seller.person_id))
    assert "Bản sửa" in text_of(officer.get("/staff/listings"))


def test_a_number_is_vouched_for_only_where_a_scan_stands_beside_it(officer: Visitor, shop: Shop) -> None:
    with transaction():
        product = make_product("Nem chua", shop=session.get_one(Shop, shop.id))
        complete_label(product)
        add_certificate(product, PaperFields("giay_attp", "MAU-1", today()))
        revision = revisions.submit_product(product, Actor(SELLER, shop.seller.person_id))
    page = text_of(officer.get(f"/staff/listings/{revision.id}"))
    assert "Không gửi ảnh giấy." in page and "Chưa có ảnh giấy để đối chiếu" in page
    assert "Số giấy tờ khớp với ảnh giấy đã gửi" not in page


def test_a_listing_without_papers_says_nothing_of_their_numbers(officer: Visitor, revision: ListingRevision) -> None:
    page = text_of(officer.get(f"/staff/listings/{revision.id}"))
    assert "Số giấy tờ khớp" not in page and "để đối chiếu" not in page


def test_the_clock_of_a_listing_speaks_as_the_home_page_does(officer: Visitor, revision: ListingRevision) -> None:
    with transaction():
        again(revision).due_at = now() + timedelta(days=1)
    for path in ("/staff/listings", f"/staff/listings/{revision.id}"):
        assert "còn 1 ngày" in text_of(officer.get(path))
    assert "Gấp nhất: còn 1 ngày" in text_of(officer.get("/staff"))


def test_what_the_union_vouches_for_is_ticked_by_who_has_looked(officer: Visitor, revision: ListingRevision) -> None:
    """No green tick stands there before (8.13)."""
    page = Browser(officer).open(f"/staff/listings/{revision.id}")
    form = page.form("Duyệt, cho đăng bán")
    assert "vouch" not in form.fields and form.choices["vouch"] == ["photos", "label", "words"]
    page.press("Duyệt, cho đăng bán", vouch=["photos", "label"])
    page.sees("Mời xem và đánh dấu từng điều mà Hội xác nhận.", status=422)
    assert again(revision).status == states.PENDING
    page.press("Duyệt, cho đăng bán", vouch=form.choices["vouch"]).sees("Đã duyệt “Củ sâm Báo tươi”.")
