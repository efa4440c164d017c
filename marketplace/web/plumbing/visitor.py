"""The visitor of this request: session, person, roles, shop and territory, each read once a request (A4)."""

from datetime import timedelta
from typing import Any

from flask import Response, g, request

from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import find_sign_in, list_roles
from marketplace.accounts.roles import OPERATOR
from marketplace.accounts.services.sessions import OWN_DEVICE, TOUCH_EVERY, end_sign_in, touch, why_over
from marketplace.association.models import Officer
from marketplace.association.queries import list_offices
from marketplace.association.scope import EVERYTHING, NOTHING, Scope
from marketplace.core import actors
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.errors import NotAllowed
from marketplace.core.networks import line_of
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.shops.models import Shop, ShopMember
from marketplace.shops.queries import list_memberships

COOKIE = "sid"
COOKIE_LASTS = OWN_DEVICE.whole + timedelta(days=60)  # longer than any session, so that one that is over is known


def cookie_name(name: str) -> str:
    """A cookie's name: with the __Host- prefix where the public address is https."""
    return f"__Host-{name}" if config().is_https else name


def visitor_address() -> str:
    """Where the request came from, as limits count it: an IPv4 address, or the /64 network of an IPv6 one."""
    return line_of(request.remote_addr)


def current_sign_in() -> SignIn | None:
    """The live session of this request, or None."""
    if "sign_in" not in g:
        found = _sign_in_of_cookie()
        g.sign_in = found if found and _why_over(found) is None else None
    return g.sign_in  # type: ignore[no-any-return]


def last_sign_in() -> SignIn | None:
    """The session that this browser has, or had until it was over; None where none is known."""
    return _sign_in_of_cookie()


def is_over(sign_in: SignIn) -> bool:
    """Whether a session counts no more."""
    return _why_over(sign_in) is not None


def current_account() -> Account | None:
    """The account signed in, or None."""
    sign_in = current_sign_in()
    return sign_in.account if sign_in else None


def current_person() -> Person | None:
    """The person signed in, or None."""
    account = current_account()
    return account.person if account else None


def signed_in_person() -> Person:
    """The person signed in, on routes that demand one."""
    person = current_person()
    if person is None:
        raise NotAllowed(why="signed_out")
    return person


def current_offices() -> list[Officer]:
    """Where the person serves."""
    return _offices_of(current_sign_in())


def staff_roles() -> set[str]:
    """The staff roles of the person: offices and platform roles."""
    return _staff_roles_of(current_sign_in())


def current_scope() -> Scope:
    """The territory this person may see."""
    if OPERATOR in staff_roles():
        return EVERYTHING
    offices = current_offices()
    return Scope(paths=tuple(office.unit.path for office in offices)) if offices else NOTHING


def be_nobody() -> None:
    """Take this request's visitor for somebody unknown: the database cannot say who it is."""
    g.sign_in = g.sign_in_of_cookie = g.membership = None


def current_membership() -> ShopMember | None:
    """The person's membership of a shop, or None."""
    if "membership" not in g:
        person = current_person()
        memberships = list_memberships(person.id) if person else []
        g.membership = memberships[0] if memberships else None
    return g.membership  # type: ignore[no-any-return]


def current_shop() -> Shop:
    """The shop the person works for, on routes that demand one."""
    membership = current_membership()
    if membership is None:
        raise NotAllowed(why="no_shop")
    return membership.shop


def acting_as(kind: str) -> Actor:
    """The person as author of a change, acting in one role (see core.actors)."""
    person = signed_in_person()
    return Actor(kind, person.id, person.full_name)


def seller_actor() -> Actor:
    """The person as seller."""
    return acting_as(actors.SELLER)


def officer_actor() -> Actor:
    """The person as officer of the Union."""
    return acting_as(actors.OFFICER)


def operator_actor() -> Actor:
    """The person as operator of the platform."""
    return acting_as(actors.OPERATOR)


def staff_actor() -> Actor:
    """The person as operator if she is one, else as officer: for pages that both use."""
    return operator_actor() if OPERATOR in staff_roles() else officer_actor()


def buyer_actor() -> Actor:
    """The visitor as customer when signed in, else as guest."""
    person = current_person()
    return Actor(actors.CUSTOMER, person.id, person.full_name) if person else Actor(actors.GUEST)


def keep_session_alive() -> None:
    """Record every few minutes that the session is in use."""
    sign_in = current_sign_in()
    if sign_in and now() - sign_in.seen_at > TOUCH_EVERY:
        with transaction():
            touch(sign_in)


def write_down_the_end() -> None:
    """A session found to be over is ended for good: no clock, and no change of limits, revives it."""
    found = None if current_sign_in() else _sign_in_of_cookie()
    why = _why_over(found) if found is not None and found.ended_at is None else None
    if found is not None and why is not None:
        with transaction():
            end_sign_in(found, why)


def set_session_cookie(response: Response, token: str) -> None:
    """Set the cookie with the session token."""
    response.set_cookie(
        cookie_name(COOKIE),
        token,
        max_age=int(COOKIE_LASTS.total_seconds()),
        secure=config().is_https,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def clear_session_cookie(response: Response) -> None:
    """Delete the session cookie, and ask the browser to clear its cache."""
    response.delete_cookie(cookie_name(COOKIE), path="/", secure=config().is_https, httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def load_user(_request: Any) -> Any:
    """Flask-Login's request loader: the person of our own session, so that ending the session ends the sign-in."""
    account = current_account()
    return SignedIn(account) if account else None


class SignedIn:
    """What Flask-Login knows of a signed-in person."""

    is_authenticated, is_active, is_anonymous = True, True, False

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        """The account's key."""
        return str(self.account.id)


def _sign_in_of_cookie() -> SignIn | None:
    if "sign_in_of_cookie" not in g:
        token = request.cookies.get(cookie_name(COOKIE))
        g.sign_in_of_cookie = find_sign_in(token) if token else None
    return g.sign_in_of_cookie  # type: ignore[no-any-return]


def _why_over(sign_in: SignIn) -> str | None:
    return why_over(sign_in, staff=bool(_staff_roles_of(sign_in)))


def _offices_of(sign_in: SignIn | None) -> list[Officer]:
    if sign_in is None:
        return []
    if "offices" not in g:
        g.offices = list_offices(sign_in.account.person_id)
    return g.offices  # type: ignore[no-any-return]


def _staff_roles_of(sign_in: SignIn | None) -> set[str]:
    if sign_in is None:
        return set()
    if "staff_roles" not in g:
        g.staff_roles = {o.role for o in _offices_of(sign_in)} | list_roles(sign_in.account.person_id)
    return g.staff_roles  # type: ignore[no-any-return]
