"""Reading honours: those of a territory, and those that the public sees today."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from marketplace.association.models import Unit
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.browse.models import SHELF
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.core.versioned_cache import VersionedCache
from marketplace.core.versions import versions_of
from marketplace.honours.models import HONOURS, Honour
from marketplace.honours.titles import MODEL, PERSON, UNIT
from marketplace.media.models import Photo
from marketplace.people.models import Consent, Person
from marketplace.people.purposes import HONOUR
from marketplace.places.models import Area
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop

PAGE = 25
MOST_PUBLIC = 500
STANDING, WAITING, REVOKED, EXPIRED = "standing", "waiting", "revoked", "expired"
STATES = (STANDING, WAITING, REVOKED, EXPIRED)


class PublicHonour(NamedTuple):
    """What the public reads of one honour."""

    number: str
    awardee: str
    name: str
    place: str
    title: str
    title_said: str
    citation: str
    level: str
    issuer: str
    decision_number: str
    decided_on: date
    year: int
    theme: str
    expires_on: date | None
    photo_id: str | None
    photo_width: int | None
    photo_height: int | None
    shop_slug: str | None
    shop_name: str | None


class Badge(NamedTuple):
    """What stands on the shop of an honoured woman."""

    number: str
    title: str
    title_said: str
    year: int


_badges: VersionedCache[dict[str, Badge]] = VersionedCache()


def list_honours(scope: Scope, cursor: str | None = None, *, state: str = "") -> Page[Honour]:
    """The honours that units of a territory keep, the newest decision first."""
    rows = select(Honour).where(scope.allows(Honour.unit_id), *_in_state(state))
    if keys := decode_cursor(cursor, (int, int)):
        day = date.fromordinal(min(max(keys[0], 1), date.max.toordinal()))
        rows = rows.where(tuple_(Honour.decided_on, Honour.id) < tuple_(day, keys[1]))
    newest = (Honour.decided_on.desc(), Honour.id.desc())
    found = list(session.scalars(rows.order_by(*newest).limit(PAGE + 1)))
    last = found[PAGE - 1 : PAGE]
    return Page(found[:PAGE], encode_cursor(last[0].decided_on.toordinal(), last[0].id) if len(found) > PAGE else None)


def get_honour(number: str, scope: Scope) -> Honour:
    """An honour of a territory; NotFound outside it."""
    row = session.scalar(select(Honour).where(Honour.number == number, scope.allows(Honour.unit_id)))
    if row is None:
        raise NotFound(honour=number)
    return row


def lock_honour(number: str, scope: Scope) -> Honour:
    """An honour of a territory, locked for a change; NotFound outside it."""
    row = get_honour(number, scope)
    session.execute(select(Honour.id).where(Honour.id == row.id).with_for_update())
    session.refresh(row)
    return row


def find_same(honour: Honour) -> Honour | None:
    """An honour of the same awardee by the same decision that was not revoked."""
    rows = select(Honour).where(Honour.decision_number == honour.decision_number, Honour.title == honour.title)
    rows = rows.where(Honour.decided_on == honour.decided_on, Honour.revoked_at.is_(None))
    whom = (Honour.person_id, honour.person_id), (Honour.honoured_unit_id, honour.honoured_unit_id)
    rows = rows.where(*(column.is_(None) if value is None else column == value for column, value in whom))
    rows = rows.where(func.lower(Honour.model_name) == honour.model_name.lower(), Honour.id != (honour.id or 0))
    return session.scalar(rows.limit(1))


def list_honours_of(person_ids: list[int], scope: Scope = EVERYTHING) -> list[Honour]:
    """The honours of some persons within a territory, revoked ones too, the newest first."""
    rows = select(Honour).where(Honour.person_id.in_(person_ids), scope.allows(Honour.unit_id + 0))
    return list(session.scalars(rows.order_by(Honour.decided_on.desc(), Honour.id.desc())))


def list_photographed(person_id: int) -> list[Honour]:
    """A person's honours that have a photo."""
    rows = select(Honour).where(Honour.person_id == person_id, Honour.photo_id.is_not(None))
    return list(session.scalars(rows.options(joinedload(Honour.photo)).order_by(Honour.id)))


def state_of(honour: Honour) -> str:
    """Whether the public sees an honour, or why not; one of `STATES`."""
    if honour.revoked_at is not None:
        return REVOKED
    if honour.expires_on is not None and honour.expires_on < today():
        return EXPIRED
    return STANDING if session.scalar(select(Honour.id).where(Honour.id == honour.id, _consented())) else WAITING


def is_public(day: date) -> ColumnElement[bool]:
    """The condition that the public sees an honour on a day: it stands, and a woman consents."""
    valid = or_(Honour.expires_on.is_(None), Honour.expires_on >= day)
    condition: ColumnElement[bool] = Honour.revoked_at.is_(None) & valid & _consented()
    return condition


def list_public(limit: int = MOST_PUBLIC) -> tuple[PublicHonour, ...]:
    """What the public sees today, the newest decision first; one statement."""
    rows = _public().order_by(Honour.decided_on.desc(), Honour.id.desc()).limit(limit)
    return tuple(PublicHonour(*row) for row in session.execute(rows))


def find_public(number: str) -> PublicHonour | None:
    """One honour as the public sees it; None when it does not."""
    row = session.execute(_public().where(Honour.number == number)).first()
    return PublicHonour(*row) if row else None


def badges() -> dict[str, Badge]:
    """Shop's slug → the newest honour of its seller that stands today; kept until an honour, a shop or the day changes.

    All three only grow, so that their sum says whether any did.
    """
    day = today()
    grown = sum(versions_of(HONOURS, SHELF).values()) + day.toordinal()
    return _badges.get(grown, lambda: _read_badges(day))


def faults_of_honours() -> Iterator[str]:
    """What speaks against the promise: an honour of nobody, one that ends before it began, a photo of a revoked one."""
    names = {PERSON: Honour.person_id, UNIT: Honour.honoured_unit_id}
    for awardee, column in names.items():
        wrong = select(Honour.id).where((Honour.awardee == awardee) != column.is_not(None))
        for honour_id in session.scalars(wrong.order_by(Honour.id)):
            yield f"honour {honour_id} does not say whom it honours"
    nameless = select(Honour.id).where((Honour.awardee == MODEL) != (Honour.model_name != ""))
    for honour_id in session.scalars(nameless.order_by(Honour.id)):
        yield f"honour {honour_id} does not say which model it honours"
    for honour_id in session.scalars(
        select(Honour.id).where(Honour.expires_on < Honour.decided_on).order_by(Honour.id)
    ):
        yield f"honour {honour_id} expires before it began"
    kept = select(Honour.id).where(Honour.revoked_at.is_not(None), Honour.photo_id.is_not(None))
    for honour_id in session.scalars(kept.order_by(Honour.id)):
        yield f"honour {honour_id} was revoked and its photo is kept"


def _consented() -> ColumnElement[bool]:
    live = select(Consent.id).where(Consent.person_id == Honour.person_id, Consent.purpose == HONOUR)
    return or_(Honour.person_id.is_(None), live.where(Consent.withdrawn_at.is_(None)).correlate(Honour).exists())


def _in_state(state: str) -> list[Any]:
    expired = Honour.expires_on < today()
    known: dict[str, list[Any]] = {
        STANDING: [is_public(today())],
        WAITING: [Honour.revoked_at.is_(None), or_(Honour.expires_on.is_(None), ~expired), ~_consented()],
        EXPIRED: [Honour.revoked_at.is_(None), expired],
        REVOKED: [Honour.revoked_at.is_not(None)],
    }
    return known.get(state, [])


def _public() -> Any:
    """The rows and columns that the public sees; a woman's shop only while it is open."""
    keeper, honoured = Unit.__table__.alias("keeper"), Unit.__table__.alias("honoured")
    home = func.coalesce(Person.area_code, honoured.c.area_code, keeper.c.area_code)
    named = func.coalesce(Person.full_name, honoured.c.name, Honour.model_name)
    told = (Honour.title, Honour.title_said, Honour.citation, Honour.level, Honour.issuer, Honour.decision_number)
    when = (Honour.decided_on, Honour.year, Honour.theme, Honour.expires_on)
    photo = (Photo.public_id, Photo.width, Photo.height)
    shop = select(func.min(Shop.id)).join(Seller, Seller.id == Shop.seller_id).where(Seller.person_id == Person.id)
    shop = shop.where(Shop.status == "open", Seller.status == "active").correlate(Person)
    rows: Any = select(Honour.number, Honour.awardee, named, func.coalesce(Area.name, ""), *told, *when, *photo)
    rows = rows.add_columns(Shop.slug, Shop.name).select_from(Honour)
    rows = rows.join(keeper, keeper.c.id == Honour.unit_id)
    rows = rows.outerjoin(honoured, honoured.c.id == Honour.honoured_unit_id)
    rows = rows.outerjoin(Person, Person.id == Honour.person_id).outerjoin(Area, Area.code == home)
    rows = rows.outerjoin(Photo, Photo.id == Honour.photo_id).outerjoin(Shop, Shop.id == shop.scalar_subquery())
    return rows.where(is_public(today()))


def _read_badges(day: date) -> dict[str, Badge]:
    rows = select(Shop.slug, Honour.number, Honour.title, Honour.title_said, Honour.year)
    rows = rows.join(Seller, Seller.person_id == Honour.person_id).join(Shop, Shop.seller_id == Seller.id)
    rows = rows.where(is_public(day)).order_by(Honour.decided_on, Honour.id)
    return {row.slug: Badge(row.number, row.title, row.title_said, row.year) for row in session.execute(rows)}
