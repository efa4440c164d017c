"""A product's certificates: OCOP stars, declarations and test results, each with number and dates."""

from dataclasses import dataclass
from datetime import date

from marketplace.catalog.errors import BadValue, TooMany
from marketplace.catalog.models import Certificate, Product
from marketplace.catalog.papers import OCOP, OCOP_STARS, PAPERS, holds_until
from marketplace.core.clock import today
from marketplace.core.db import session

MOST_PAPERS = 12
MOST_NUMBER, MOST_AUTHORITY = 80, 160


@dataclass(frozen=True)
class PaperFields:
    """What a seller copies from a certificate; without an end, the period fixed by rule is used where there is one."""

    kind: str
    number: str
    issued_on: date
    authority: str = ""
    stars: int | None = None
    expires_on: date | None = None
    private_file_id: int | None = None


def add_certificate(product: Product, fields: PaperFields) -> Certificate:
    """Add a certificate; the public sees its number after the next review. The same one twice is one."""
    known = _same(product, fields)
    if known is not None:
        return known
    if len(product.certificates) >= MOST_PAPERS:
        raise TooMany(part="papers", most=MOST_PAPERS)
    _check(fields)
    certificate = Certificate(
        product_id=product.id,
        kind=fields.kind,
        stars=fields.stars if fields.kind == OCOP else None,
        number=fields.number,
        authority=fields.authority,
        issued_on=fields.issued_on,
        expires_on=fields.expires_on or holds_until(fields.kind, fields.issued_on),
        private_file_id=fields.private_file_id,
    )
    product.certificates.append(certificate)
    session.flush()
    return certificate


def remove_certificate(product: Product, certificate: Certificate) -> None:
    """Remove a certificate; the public revision keeps it until the next review."""
    product.certificates.remove(certificate)
    session.delete(certificate)
    session.flush()


def _same(product: Product, fields: PaperFields) -> Certificate | None:
    return next((c for c in product.certificates if (c.kind, c.number) == (fields.kind, fields.number)), None)


def _check(fields: PaperFields) -> None:
    if fields.kind not in PAPERS:
        raise BadValue(field="kind", why="unknown")
    if not 0 < len(fields.number) <= MOST_NUMBER:
        raise BadValue(field="number", why="empty" if not fields.number else "too_long")
    if len(fields.authority) > MOST_AUTHORITY:
        raise BadValue(field="authority", why="too_long")
    if fields.kind == OCOP and fields.stars not in OCOP_STARS:
        raise BadValue(field="stars", why="unknown")
    if fields.issued_on > today():
        raise BadValue(field="issued_on", why="in_future")
    if fields.expires_on is not None and fields.expires_on <= fields.issued_on:
        raise BadValue(field="expires_on", why="before_issue")
