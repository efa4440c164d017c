"""Review: what is submitted is frozen, what is approved is exactly that, and only that is public (promise A1)."""

from datetime import timedelta

from marketplace.association.models import Unit
from marketplace.audit.queries import list_of_subject
from marketplace.audit.services import record
from marketplace.catalog import queries, states
from marketplace.catalog.contents import (
    PAPERS,
    PART_CONTENT,
    PARTS,
    VARIANTS,
    changed_parts,
    content_of,
    hash_of,
    missing_parts,
)
from marketplace.catalog.errors import BadValue, ContentChanged, NothingChanged, NotReady, Unmended
from marketplace.catalog.events import ProductApproved, ProductReturned, ProductSubmitted
from marketplace.catalog.models import FormerSlug, ListingRevision, Product
from marketplace.catalog.policies import require_may_review, require_selling
from marketplace.catalog.services.copies import put_back
from marketplace.catalog.services.products import free_slug
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.folding import slugify
from marketplace.core.states import WrongState
from marketplace.site.queries import current_settings

MOST_COMMENT = 500
PRICE_CHANGED = "variant.price_changed"  # in the audit trail


def submit_product(product: Product, actor: Actor) -> ListingRevision:
    """Freeze a product's content and submit it for review; the public revision stays public meanwhile.

    NotReady names missing parts, Unmended those that the Union asked to change; NothingChanged when the public sees
    just this; twice is once.
    """
    require_selling(product.shop)
    if missing := missing_parts(product):
        raise NotReady(field="product", missing=missing)
    if unmended := tuple(open_remarks(product)):
        raise Unmended(parts=unmended)
    content = content_of(product)
    content_hash = hash_of(content)
    pending = queries.find_pending_revision(product.id)
    if pending is not None and pending.content_hash == content_hash:
        return pending
    _require_news(product, content_hash)
    if pending is not None:
        pending.move_to(states.WITHDRAWN, by=actor, note="sent anew")
    revision = _new_revision(product, content, content_hash, actor)
    if product.is_with_seller:
        product.move_to(states.SUBMITTED, by=actor)
    publish(ProductSubmitted(product.id, revision.id))
    return revision


def take_back(product: Product, actor: Actor) -> None:
    """Withdraw the revision that waits for review; without one, nothing happens."""
    pending = queries.find_pending_revision(product.id)
    if pending is not None:
        pending.move_to(states.WITHDRAWN, by=actor)
    if product.status == states.SUBMITTED:
        product.move_to(states.DRAFT, by=actor)


def approve_revision(
    revision: ListingRevision, actor: Actor, unit: Unit, *, seen_hash: str | None = None, note: str = ""
) -> None:
    """Make a revision what the public sees; the actor decides as an officer of `unit`.

    `seen_hash` is the content hash of the page the reviewer decided on; ContentChanged when it is not this one,
    or when the frozen content was touched since. Approved twice is approved once.
    """
    product = revision.product
    require_may_review(actor, product.shop, unit)
    if revision.status == states.APPROVED:
        return
    _require_untouched(revision, seen_hash)
    _decide(revision, states.APPROVED, actor, unit, note)
    product.live_revision_id = revision.id
    product.first_live_at = product.first_live_at or now()
    _move_address(product, revision)
    _verify_papers(product, revision, actor)
    if product.status == states.SUBMITTED:
        product.move_to(states.LIVE, by=actor)
    seen = {"product_id": product.id, "hash": revision.content_hash, "unit_id": unit.id}
    record("listing.approved", "product_release", revision.id, by=actor, details=seen)
    publish(ProductApproved(product.id, revision.id))


def return_revision(revision: ListingRevision, comments: dict[str, str], actor: Actor, unit: Unit) -> None:
    """Return a revision with comments by part; the public revision stays public. Twice is once."""
    product = revision.product
    require_may_review(actor, product.shop, unit)
    if revision.status == states.RETURNED:
        return
    revision.comments = _checked_comments(comments)
    _decide(revision, states.RETURNED, actor, unit, note=", ".join(sorted(revision.comments)))
    if product.status == states.SUBMITTED:
        product.move_to(states.CHANGES_ASKED, by=actor)
    publish(ProductReturned(product.id, revision.id))


def open_remarks(product: Product) -> dict[str, str]:
    """The Union's comments on parts that are still as they were when the revision was returned, by part.

    A comment on nothing in particular cannot be seen to be mended, so it is never among them; nor is any where the
    seller went back to what the public sees.
    """
    returned = queries.find_returned_revision(product.id)
    content = content_of(product)
    live = queries.find_live_revision(product)
    if returned is None or (live is not None and live.content_hash == hash_of(content)):
        return {}
    changed = changed_parts(returned.content, content)
    as_before = [part for part in PART_CONTENT if returned.comments.get(part) and part not in changed]
    return {part: returned.comments[part] for part in as_before if not _changed_beside(product, part, returned)}


def _changed_beside(product: Product, part: str, returned: ListingRevision) -> bool:
    """Whether a part changed in what a revision does not freeze: a price, the scan of a certificate."""
    since = returned.decided_at or returned.submitted_at
    if part == PAPERS:
        return queries.has_scan_since(product.id, since)
    entries = [e for v in product.variants for e in list_of_subject("variant", v.id, PRICE_CHANGED)]
    return part == VARIANTS and any(entry.at > since for entry in entries)


def discard_edit(product: Product, actor: Actor) -> None:
    """Go back to what the public sees; NothingChanged where nothing was approved yet.

    Variants added since stay: their stock is counted already. A paper taken off comes back without its scan.
    """
    live = queries.find_live_revision(product)
    if live is None:
        raise NothingChanged(product_id=product.id)
    take_back(product, actor)
    put_back(product, live.content)


def has_unsent_changes(product: Product) -> bool:
    """Whether the working copy differs from the revision that waits for review, else from the public one."""
    latest = queries.find_pending_revision(product.id) or queries.find_live_revision(product)
    return latest is None or latest.content_hash != hash_of(content_of(product))


def _require_news(product: Product, content_hash: str) -> None:
    if product.status in states.NOT_SUBMITTABLE_STATES:
        raise WrongState(kind="product", state=product.status, wanted=states.SUBMITTED)
    live = queries.find_live_revision(product)
    if live is not None and live.content_hash == content_hash:
        raise NothingChanged(product_id=product.id)


def _new_revision(product: Product, content: dict[str, object], content_hash: str, actor: Actor) -> ListingRevision:
    revision = ListingRevision(
        product_id=product.id,
        version=queries.count_revisions(product.id) + 1,
        content=content,
        content_hash=content_hash,
        submitted_at=now(),
        submitted_by=actor.person_id,
        due_at=now() + timedelta(days=current_settings().listing_review_days),
    )
    revision.product = product
    revision.begin_at(states.PENDING, by=actor)
    return revision


def _require_untouched(revision: ListingRevision, seen_hash: str | None) -> None:
    if hash_of(revision.content) != revision.content_hash or seen_hash not in (None, revision.content_hash):
        raise ContentChanged(revision_id=revision.id)


def _decide(revision: ListingRevision, verdict: str, actor: Actor, unit: Unit, note: str = "") -> None:
    revision.move_to(verdict, by=actor, note=note)
    revision.decided_at, revision.decided_by, revision.decided_unit_id = now(), actor.person_id, unit.id


def _move_address(product: Product, revision: ListingRevision) -> None:
    """A renamed product gets an address that says its name; the old one redirects."""
    wanted = slugify(revision.content["name"])[:70].rstrip("-")
    if product.slug == wanted or product.slug.rpartition("-")[0] == wanted:
        return
    former = product.slug
    product.slug = free_slug(revision.content["name"], product)
    if queries.find_former_slug(former) is None:
        session.add(FormerSlug(slug=former, product_id=product.id))
    session.flush()


def _verify_papers(product: Product, revision: ListingRevision, actor: Actor) -> None:
    seen = {(paper["kind"], paper["number"]) for paper in revision.content["certificates"]}
    for certificate in product.certificates:
        if (certificate.kind, certificate.number) in seen and certificate.verified_at is None:
            certificate.verified_at, certificate.verified_by = now(), actor.person_id


def _checked_comments(comments: dict[str, str]) -> dict[str, str]:
    kept = {part: text.strip() for part, text in comments.items() if text.strip()}
    if not kept:
        raise BadValue(field="comments", why="empty")
    if not set(kept) <= set(PARTS) or any(len(text) > MOST_COMMENT for text in kept.values()):
        raise BadValue(field="comments", why="too_long")
    return kept
