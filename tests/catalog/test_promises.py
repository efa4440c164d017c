"""Whatever sellers and officers do in whatever order, only what was approved is public (promises A1, A2)."""

from collections.abc import Callable

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.association.scope import EVERYTHING
from marketplace.catalog import promises, queries, states
from marketplace.catalog.contents import hash_of
from marketplace.catalog.models import ListingRevision, Product
from marketplace.catalog.services import products, revisions
from marketplace.core.actors import OFFICER, SELLER, Actor
from marketplace.core.db import session
from marketplace.core.errors import Refusal
from marketplace.core.states import WrongState
from marketplace.core.transactions import transaction
from tests.builders import HAC_THANH, complete_label, make_officer, make_product, unit_of

Act = Callable[[Product, str], None]


def _her(product: Product) -> Actor:
    return Actor(SELLER, product.shop.seller.person_id)


def _latest(product: Product) -> ListingRevision:
    revision = queries.find_latest_revision(product.id)
    if revision is None:
        raise WrongState(kind="product_release", state=None, wanted="approved")
    return queries.lock_submitted_revision(revision.id, EVERYTHING)


def _approve(product: Product, words: str) -> None:
    seller = product.shop.seller
    revisions.approve_revision(_latest(product), Actor(OFFICER, seller.verified_by), seller.unit)


def _approve_oldest(product: Product, words: str) -> None:
    seller = product.shop.seller
    oldest = session.query(ListingRevision).filter_by(product_id=product.id).order_by(ListingRevision.id).first()
    if oldest is not None:
        revisions.approve_revision(oldest, Actor(OFFICER, seller.verified_by), seller.unit)


def _approve_as_stranger(product: Product, words: str) -> None:
    revisions.approve_revision(_latest(product), Actor(OFFICER, make_officer(HAC_THANH).id), unit_of(HAC_THANH))


def _approve_herself(product: Product, words: str) -> None:
    revisions.approve_revision(_latest(product), Actor(OFFICER, _her(product).person_id), product.shop.seller.unit)


def _return(product: Product, words: str) -> None:
    seller = product.shop.seller
    revisions.return_revision(_latest(product), {"name": words}, Actor(OFFICER, seller.verified_by), seller.unit)


def _block(product: Product, words: str) -> None:
    seller = product.shop.seller
    products.block_product(product, words, Actor(OFFICER, seller.verified_by), seller.unit)


def _unblock(product: Product, words: str) -> None:
    seller = product.shop.seller
    products.unblock_product(product, Actor(OFFICER, seller.verified_by), seller.unit)


ACTS: dict[str, Act] = {
    "edit": lambda product, words: products.edit_words(product, name=product.name, description=words),
    "submit": lambda product, words: void(revisions.submit_product(product, _her(product))),
    "take back": lambda product, words: revisions.take_back(product, _her(product)),
    "hide": lambda product, words: products.hide_product(product, _her(product)),
    "show": lambda product, words: products.show_product(product, _her(product)),
    "discard": lambda product, words: products.discard_draft(product, _her(product)),
    "discard edit": lambda product, words: revisions.discard_edit(product, _her(product)),
    "restore": lambda product, words: products.restore_draft(product, _her(product)),
    "approve": _approve,
    "approve oldest": _approve_oldest,
    "approve as stranger": _approve_as_stranger,
    "approve one's own": _approve_herself,
    "return": _return,
    "block": _block,
    "unblock": _unblock,
}


def void(_made: object) -> None:
    """What an act makes is looked up again afterwards."""


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(["một", "hai"])), max_size=14))
def test_only_what_was_approved_is_public(app: Flask, acts: list[tuple[str, str]]) -> None:
    with transaction():
        product = make_product()
        complete_label(product)
    for name, words in acts:
        before = _public(product.id)
        try:
            with transaction():
                ACTS[name](queries.lock_product_by_id(product.id), words)
        except Refusal:
            assert _public(product.id) == before, "a refusal changed what is public"
        if name not in ("approve", "approve oldest"):
            assert _public(product.id)[1:] == before[1:], f"{name} changed the public content"
    assert [*promises.public_means_approved(), *promises.nobody_approves_her_own()] == []


def _public(product_id: int) -> tuple[bool, int | None, str]:
    """Whether a product is on the shelf, which revision is its public one, and what that says."""
    session.expire_all()
    product = session.get_one(Product, product_id)
    revision = queries.find_live_revision(product)
    return product.status == states.LIVE, product.live_revision_id, hash_of(revision.content) if revision else ""
