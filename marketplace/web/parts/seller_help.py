"""Whom a seller or applicant calls: her own commune's officer, else the nearest unit above that has a phone."""

from dataclasses import dataclass

from flask import Flask, g

from marketplace.association.models import Unit
from marketplace.association.queries import find_reachable_unit
from marketplace.sellers.queries import find_application_of
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.visitor import current_membership, current_person


@dataclass(frozen=True)
class Help:
    """Who helps: the unit (or the association), the person to ask for («»: anyone), and the phone («»: none)."""

    name: str
    contact_name: str
    phone: str


def install_seller_help(app: Flask) -> None:
    """Let layouts and pages of sellers name who helps; only they ask, so other pages cost no query."""
    app.jinja_env.globals["seller_help"] = seller_help


def seller_help() -> Help:
    """Who helps this visitor, found once a request; the site's help line where no unit has a phone."""
    if "seller_help" not in g:
        g.seller_help = _find()
    return g.seller_help  # type: ignore[no-any-return]


def _find() -> Help:
    settings, unit = site_settings(), _own_unit()
    nearest = find_reachable_unit(unit) if unit else None
    if nearest is None:
        return Help(settings.association, "", settings.hotline)
    return Help(nearest.name, nearest.contact_name, nearest.contact_phone or settings.hotline)


def _own_unit() -> Unit | None:
    membership, person = current_membership(), current_person()
    if membership is not None:
        return membership.shop.seller.unit
    application = find_application_of(person.id) if person else None
    return application.unit if application else None
