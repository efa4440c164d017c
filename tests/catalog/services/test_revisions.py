"""Review: only what was approved is public, exactly as it was approved (promises A1, A2)."""

import pytest
from flask import Flask

from marketplace.association.models import Officer
from marketplace.association.scope import EVERYTHING, NOTHING, Scope
from marketplace.audit.models import AuditEntry
from marketplace.catalog import promises, queries, states
from marketplace.catalog.contents import content_of, hash_of
from marketplace.catalog.errors import (
    BadValue,
    CannotReview,
    ContentChanged,
    NoSuchRevision,
    NothingChanged,
    NotReady,
    ShopNotSelling,
    Unmended,
)
from marketplace.catalog.events import ProductApproved, ProductReturned, ProductSubmitted
from marketplace.catalog.models import ListingRevision, Product
from marketplace.catalog.services import photos, products, revisions
from marketplace.core.actors import OFFICER, SYSTEM, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.states import WrongState
from marketplace.core.transactions import transaction
from marketplace.shops.models import ShopMember
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    complete_label,
    make_account,
    make_officer,
    make_person,
    make_photo,
    make_product,
    make_province_officer,
    make_shop,
    unit_of,
)
from tests.catalog.services.test_products import officer_of, seller_of
from tests.listening import listening


@pytest.fixture
def product(app: Flask) -> Product:
    with transaction():
        product = make_product()
        complete_label(product)
        return product


def _again(product: Product) -> Product:
    session.expire_all()
    return session.get_one(Product, product.id)


def _submitted(product: Product) -> ListingRevision:
    with transaction():
        product = queries.lock_product_by_id(product.id)
        return revisions.submit_product(product, seller_of(product.shop))


def _approve(revision: ListingRevision, **options: str) -> None:
    with transaction():
        fresh = queries.lock_submitted_revision(revision.id, EVERYTHING)
        officer, unit = officer_of(fresh.product.shop)
        revisions.approve_revision(fresh, officer, unit, **options)


def _public(product: Product) -> ListingRevision:
    revision = _submitted(product)
    _approve(revision)
    return revision


def _is_sound() -> bool:
    return [*promises.public_means_approved(), *promises.nobody_approves_her_own()] == []


def test_what_is_missing_is_named(app: Flask) -> None:
    with transaction():
        shop = make_shop()
        product = products.create_draft(shop, "Củ sâm", 100_000, 1, None, seller_of(shop))
        with pytest.raises(NotReady) as refusal:
            revisions.submit_product(product, seller_of(shop))
    assert set(refusal.value.missing) == {"photos", "category", "label"}
    assert _again(product).status == states.DRAFT


def test_submitting_freezes_the_content_with_its_hash(product: Product) -> None:
    revision = _submitted(product)
    session.expire_all()
    revision = session.get_one(ListingRevision, revision.id)
    assert revision.content_hash == hash_of(revision.content)
    assert revision.content["name"] == product.name
    assert revision.content["variants"][0]["id"] == product.variants[0].id
    assert set(revision.content["photos"][0]) == {"public_id", "alt", "width", "height", "colour"}
    assert "price" not in str(revision.content)
    assert _again(product).status == states.SUBMITTED
    assert revision.due_at > now()


def test_submitting_twice_is_submitting_once(product: Product) -> None:
    assert _submitted(product).id == _submitted(product).id
    assert session.query(ListingRevision).count() == 1


def test_a_suspended_shop_sends_nothing(product: Product) -> None:
    with transaction():
        _again(product).shop.move_to("suspended", by=Actor(SYSTEM))
    with pytest.raises(ShopNotSelling):
        _submitted(product)
    assert session.query(ListingRevision).count() == 0


def test_approval_makes_it_public_once(product: Product) -> None:
    revision = _submitted(product)
    for _ in range(2):
        _approve(revision)
    product = _again(product)
    assert (product.status, product.live_revision_id) == (states.LIVE, revision.id)
    assert product.first_live_at is not None
    assert session.query(AuditEntry).filter_by(action="listing.approved").count() == 1
    assert _is_sound()


def test_a_change_after_going_live_keeps_the_old_version_public(product: Product) -> None:
    first = _public(product)
    with transaction():
        live = _again(product)
        products.edit_words(live, name=live.name, description="Mới đào sáng nay")
        assert revisions.has_unsent_changes(live)
    product = _again(product)
    assert (product.status, product.live_revision_id) == (states.LIVE, first.id)
    second = _submitted(product)
    product = _again(product)
    assert (product.status, product.live_revision_id) == (states.LIVE, first.id)
    assert queries.buyables([product.variants[0].id])[product.variants[0].id].revision_id == first.id
    _approve(second)
    assert _again(product).live_revision_id == second.id
    assert not revisions.has_unsent_changes(_again(product))
    assert _is_sound()


def test_sending_what_is_public_already_is_said(product: Product) -> None:
    _public(product)
    with pytest.raises(NothingChanged):
        _submitted(product)


def test_sending_anew_replaces_what_waited(product: Product) -> None:
    first = _submitted(product)
    with transaction():
        products.edit_words(_again(product), name="Tên khác", description="x")
    second = _submitted(product)
    session.expire_all()
    assert session.get_one(ListingRevision, first.id).status == states.WITHDRAWN
    assert session.get_one(ListingRevision, second.id).version == 2
    with pytest.raises(WrongState):
        _approve(first)
    assert _again(product).live_revision_id is None


def test_she_takes_it_back_and_nothing_can_be_approved(product: Product) -> None:
    revision = _submitted(product)
    for _ in range(2):
        with transaction():
            revisions.take_back(_again(product), seller_of(product.shop))
    assert _again(product).status == states.DRAFT
    with pytest.raises(WrongState):
        _approve(revision)
    assert _again(product).status == states.DRAFT


def test_content_touched_after_freezing_is_not_approved(product: Product) -> None:
    revision = _submitted(product)
    with transaction():
        touched = session.get_one(ListingRevision, revision.id)
        touched.content = {**touched.content, "description": "Chữa khỏi mọi bệnh"}
    with pytest.raises(ContentChanged):
        _approve(revision)
    assert _again(product).live_revision_id is None


def test_another_hash_than_the_one_seen_is_not_approved(product: Product) -> None:
    revision = _submitted(product)
    with pytest.raises(ContentChanged):
        _approve(revision, seen_hash="0" * 64)
    _approve(revision, seen_hash=revision.content_hash)
    assert _again(product).live_revision_id == revision.id


def test_returned_with_comments_and_sent_again(product: Product) -> None:
    revision = _submitted(product)
    for _ in range(2):
        with transaction():
            fresh = queries.lock_submitted_revision(revision.id, EVERYTHING)
            officer, unit = officer_of(fresh.product.shop)
            revisions.return_revision(fresh, {"photos": " Ảnh mờ, chị chụp lại ", "label": ""}, officer, unit)
    session.expire_all()
    assert session.get_one(ListingRevision, revision.id).comments == {"photos": "Ảnh mờ, chị chụp lại"}
    assert _again(product).status == states.CHANGES_ASKED
    with pytest.raises(Unmended):
        _submitted(product)
    assert _again(product).status == states.CHANGES_ASKED
    with transaction():
        photos.add_photo(_again(product), make_photo())
    assert _submitted(product).id != revision.id
    assert _again(product).status == states.SUBMITTED


@pytest.mark.parametrize("comments", [{}, {"label": "  "}, {"nonsense": "x"}, {"label": "x" * 501}])
def test_a_return_says_what_to_change(product: Product, comments: dict[str, str]) -> None:
    revision = _submitted(product)
    with pytest.raises(BadValue), transaction():
        fresh = queries.lock_submitted_revision(revision.id, EVERYTHING)
        revisions.return_revision(fresh, comments, *officer_of(fresh.product.shop))
    assert _again(product).status == states.SUBMITTED


def test_a_live_product_stays_public_when_its_change_is_returned(product: Product) -> None:
    first = _public(product)
    with transaction():
        products.edit_words(_again(product), name=product.name, description="khác")
    second = _submitted(product)
    with transaction():
        fresh = queries.lock_submitted_revision(second.id, EVERYTHING)
        revisions.return_revision(fresh, {"description": "Viết rõ hơn"}, *officer_of(fresh.product.shop))
    assert (_again(product).status, _again(product).live_revision_id) == (states.LIVE, first.id)


def test_only_officers_above_the_shop_decide(product: Product) -> None:
    revision = _submitted(product)
    with transaction():
        stranger, province = make_officer(HAC_THANH), make_province_officer()
        former = make_officer(BIEN_THUONG, name="Thôi việc")
        office = session.query(Officer).filter_by(person_id=former.id).one()
        office.ended_at = now()
    shop_unit = product.shop.seller.unit
    for actor, unit in (
        (Actor(OFFICER, stranger.id), unit_of(HAC_THANH)),
        (Actor(OFFICER, stranger.id), shop_unit),
        (Actor(OFFICER, former.id), shop_unit),
        (Actor(SYSTEM), shop_unit),
        (seller_of(product.shop), shop_unit),
    ):
        with pytest.raises(CannotReview), transaction():
            revisions.approve_revision(session.get_one(ListingRevision, revision.id), actor, unit)
        with pytest.raises(CannotReview), transaction():
            revisions.return_revision(session.get_one(ListingRevision, revision.id), {"name": "x"}, actor, unit)
    assert _again(product).status == states.SUBMITTED
    with transaction():
        fresh = session.get_one(ListingRevision, revision.id)
        revisions.approve_revision(fresh, Actor(OFFICER, province.id), unit_of("38"))
    assert _again(product).status == states.LIVE
    assert _is_sound()


def test_nobody_approves_her_own_shops_goods(product: Product) -> None:
    revision = _submitted(product)
    with transaction():
        shop = _again(product).shop
        helper = make_officer(BIEN_THUONG, name="Cán bộ làm thêm")
        session.add(ShopMember(shop_id=shop.id, person_id=helper.id, role="packer"))
        session.add(Officer(person_id=shop.seller.person_id, unit_id=shop.seller.unit_id, role="commune_officer"))
    for person_id in (helper.id, product.shop.seller.person_id):
        with pytest.raises(CannotReview) as refusal, transaction():
            revisions.approve_revision(
                session.get_one(ListingRevision, revision.id), Actor(OFFICER, person_id), product.shop.seller.unit
            )
        assert refusal.value.why == "own_shop"
    assert _again(product).status == states.SUBMITTED


def test_the_queue_shows_ones_own_territory_oldest_first(product: Product) -> None:
    first = _submitted(product)
    with transaction():
        other = make_product("Nem chua", shop=_again(product).shop)
        complete_label(other)
    second = _submitted(other)
    own, foreign = Scope((unit_of(BIEN_THUONG).path,)), Scope((unit_of(HAC_THANH).path,))
    assert [r.id for r in queries.list_submitted_revisions(own)] == [first.id, second.id]
    assert queries.list_submitted_revisions(own, limit=1).next_cursor is not None
    page = queries.list_submitted_revisions(own, cursor=queries.list_submitted_revisions(own, limit=1).next_cursor)
    assert [r.id for r in page] == [second.id]
    assert (
        queries.count_submitted_revisions(own),
        queries.count_submitted_revisions(foreign),
        queries.count_submitted_revisions(NOTHING),
    ) == (2, 0, 0)
    with pytest.raises(NoSuchRevision):
        queries.get_submitted_revision(first.id, foreign)
    with pytest.raises(NoSuchRevision), transaction():
        queries.lock_submitted_revision(first.id, foreign)


def test_a_renamed_product_keeps_its_old_address(product: Product) -> None:
    _public(product)
    before = _again(product).slug
    with transaction():
        products.edit_words(_again(product), name="Sâm Báo thái lát")
    assert _again(product).slug == before
    _approve(_submitted(product))
    product = _again(product)
    assert product.slug == "sam-bao-thai-lat"
    former = queries.find_former_slug(before)
    assert former is not None and former.product_id == product.id
    with transaction():
        other = products.create_draft(product.shop, before, 50_000, 0, None, seller_of(product.shop))
    assert other.slug != before


def test_events_are_told(product: Product) -> None:
    with listening(ProductSubmitted, ProductApproved, ProductReturned) as heard:
        revision = _public(product)
    assert heard == [ProductSubmitted(product.id, revision.id), ProductApproved(product.id, revision.id)]


def test_variants_of_live_goods_can_be_bought_and_others_not(product: Product) -> None:
    variant_id = product.variants[0].id
    assert queries.buyables([variant_id]) == {}
    revision = _public(product)
    buyable = queries.buyables([variant_id, 999])[variant_id]
    assert (buyable.is_buyable, buyable.price_dong, buyable.name) == (True, 100_000, product.name)
    assert buyable.revision_id == revision.id
    with transaction():
        products.hide_product(_again(product), seller_of(product.shop))
    assert queries.buyables([variant_id])[variant_id].is_buyable is False


def test_what_is_bought_carries_the_approved_words(product: Product) -> None:
    _public(product)
    with transaction():
        products.edit_words(_again(product), name="Thần dược trị ung thư")
    variant_id = product.variants[0].id
    assert queries.buyables([variant_id])[variant_id].name == "Củ sâm Báo tươi"


def test_a_photo_added_later_waits_for_review(product: Product) -> None:
    revision = _public(product)
    with transaction():
        live = _again(product)
        photos.add_photo(live, make_photo())
        assert len(content_of(live)["photos"]) == 2
    session.expire_all()
    assert len(session.get_one(ListingRevision, revision.id).content["photos"]) == 1


def test_the_promises_name_what_is_wrong(product: Product) -> None:
    revision = _public(product)
    assert _is_sound()
    with transaction():
        row = session.get_one(ListingRevision, revision.id)
        row.content = {**row.content, "name": "Khác"}
    assert "not what was approved" in next(iter(promises.public_means_approved()))
    with transaction():
        row = session.get_one(ListingRevision, revision.id)
        row.content = {**row.content, "name": product.name}
        row.decided_by = make_account(make_person("Không phải cán bộ")).person_id
    assert "without the right" in next(iter(promises.public_means_approved()))
    with transaction():
        row = session.get_one(ListingRevision, revision.id)
        row.decided_by = product.shop.seller.person_id
    assert "somebody of the shop" in next(iter(promises.nobody_approves_her_own()))
    with transaction():
        row = session.get_one(ListingRevision, revision.id)
        row.decided_by, row.decided_unit_id = make_officer(HAC_THANH).id, unit_of(HAC_THANH).id
    assert "outside the shop's territory" in next(iter(promises.nobody_approves_her_own()))
    with transaction():
        session.get_one(ListingRevision, revision.id).status = states.RETURNED
    assert "without an approved revision" in next(iter(promises.public_means_approved()))
