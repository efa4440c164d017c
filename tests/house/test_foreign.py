"""Nobody reaches what is somebody else's: every route that takes an id, asked for real things of other people."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event
from werkzeug.routing import Rule

from marketplace.core.db import db, session
from marketplace.web.plumbing.access import AccessRule
from marketplace.web.plumbing.routing import who_may
from marketplace.web.staff.records import PAGES
from tests.cast import NOBODY, ROLES, sign_in_cast
from tests.house.foreign import fillings_for, make_foreign
from tests.house.foreign_registers import RECORDS
from tests.rows import NEVER_CHANGED, rows_of
from tests.visitors import Visitor

# What these routes take is no id of anybody's: public pages, words of a fixed list, a link that is its own key.
NOT_SOMEBODYS = (
    "account.invitation.",  # the token is the right
    "account.lost_phone.",  # so it is here: the link sent to the new number
    "account.phone_stop.",  # and here: the link sent to the old one
    "api.products.",
    "seller.apply.",  # a step of the applicant's own application
    "seller.shop.",  # a section of the seller's own shop
    "staff.imported_rows.template",  # the kinds of lists
    "staff.policies.",
    "staff.programmes.",  # codes of programmes and indicators; figures of a territory have their own tests
    "staff.programme_files.",
    "staff.figure_evidence.",
    "staff.figure_parts.",
    "staff.definitions.",
    "staff.unit_groups.",  # words of a fixed list; who may say it of which commune has its own test
    "staff.targets.",
    "staff.totals.index",
    "staff.quality.",  # codes of checks; whose rows are shown has its own test
    "staff.settings.",
    "staff.themes.",  # a year; whose activities are shown has its own test
    "storefront.categories.",
    "storefront.certificates.",  # the number on the paper is the right to check it
    "storefront.class_scan.",  # the code that an officer shows in the hall; it ticks nobody but its reader
    "storefront.class_shops.",  # and that for the shop
    "storefront.classes.",  # a class that anybody may register for
    "storefront.contests.",  # a contest that anybody may take; only its own phone knows the key of a paper
    "storefront.honours.",  # public honours
    "storefront.media.",
    "storefront.policies.",
    "storefront.products.",
    "storefront.quizzes.",  # and its questions
    "storefront.shops.",
    "webhooks.providers.",  # the code of a payment provider; its signature is the right
)
WHOLE_PROVINCE = ("province officer", "operator")  # nothing under /staff is foreign to them: others keep them out
# Written by reading and by trying, whatever is asked for: when a session was last used, how often a thing was tried.
TOUCHED = {"sign_in", "throttle"}
WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.I)


def _takes_an_id(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.arguments and not rule.endpoint.startswith(NOT_SOMEBODYS):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, method


def _may(who: AccessRule, name: str) -> bool:
    if not who.needs_sign_in:
        return True
    wanted = who.shop_roles | who.staff_roles
    return name != NOBODY and (not wanted or bool(wanted & ROLES[name]))


@contextmanager
def _writes() -> Iterator[set[str]]:
    """The tables that are written to meanwhile."""
    tables: set[str] = set()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if found := WRITE.match(statement):
            tables.add(found[1])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield tables
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _ask(visitor: Visitor, method: str, path: str) -> tuple[int, str, set[str]]:
    with _writes() as tables:
        response = visitor.get(path) if method == "GET" else visitor.post(path, {})
    return response.status_code, response.headers.get("Location", ""), tables - TOUCHED


def _is_refused(status: int, to: str, allowed: bool) -> bool:
    if allowed:  # the role may, but the thing is somebody else's: it is not there
        return status == 404
    return status in (403, 404) or (status in (302, 303) and to.startswith(("/sign-in", "/second-step")))


def test_every_route_with_an_id_is_asked_or_said_to_hold_nothing_of_anybodys(app: Flask) -> None:
    foreign = make_foreign()
    unasked = {rule.rule for rule, _ in _takes_an_id(app) if not fillings_for(rule.endpoint, foreign)}
    lacking = {
        rule.rule
        for rule, _ in _takes_an_id(app)
        for filling in fillings_for(rule.endpoint, foreign)
        if not rule.arguments <= filling.keys()
    }
    assert (unasked, lacking) == (set(), set())
    records = fillings_for(RECORDS, foreign)
    assert {filling["kind"] for filling in records} == set(PAGES)


def test_nobody_reaches_what_is_somebody_elses_and_trying_changes_nothing(app: Flask) -> None:
    foreign, cast = make_foreign(), sign_in_cast(app)
    session.remove()
    before = rows_of(db.engine, leave_out={*TOUCHED, *NEVER_CHANGED})
    wrong, asked = [], 0
    for rule, method in _takes_an_id(app):
        who = who_may(app, rule.endpoint, method)
        assert who is not None
        for filling in fillings_for(rule.endpoint, foreign):
            built = rule.build({name: filling[name] for name in rule.arguments})
            assert built is not None
            for name, visitor in cast.items():
                if who.is_staff and name in WHOLE_PROVINCE and _may(who, name):
                    continue
                asked += 1
                status, to, tables = _ask(visitor, method, str(built[1]))
                if tables or not _is_refused(status, to, _may(who, name)):
                    wrong.append((method, rule.rule, name, status, to, tables))
    assert "\n".join(map(str, wrong)) == ""
    assert asked > 700
    session.remove()
    after = rows_of(db.engine, leave_out={*TOUCHED, *NEVER_CHANGED})
    assert {name for name in before if before[name] != after[name]} == set()
