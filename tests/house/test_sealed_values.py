"""Nobody but an officer who opens them reads or infers sensitive facts (first 8): all pages are walked as every kind of
visitor, before such facts are kept of the cast and after. No page holds a value, and what people see is the same.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

from marketplace.association.posts import FULL_TIME
from marketplace.association.scope import EVERYTHING
from marketplace.association.services import give_post
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.services import PAPER, keep_sensitive, say_consent
from marketplace.people.traits import DISABILITY, ETHNICITY, POVERTY, PRIORITY, SINGLE
from marketplace.shops.models import Shop
from marketplace.web.words.traits import value_words
from tests.cast import NOBODY, make_cast
from tests.house.foreign import Filling, Fillings, fillings_for
from tests.house.foreign_registers import registers_of
from tests.outcomes import make_support
from tests.purchases import make_goods, make_order
from tests.visitors import Visitor

KEPT = {
    ETHNICITY: "brau",
    POVERTY: "near_poor:1997",
    DISABILITY: "learning:extreme",
    SINGLE: "yes",
    PRIORITY: "trafficking",
}
OWN = ("/account/privacy", "/account/access")  # say which kinds are kept, to her alone, and no value
NOT_PAGES = ("/sign-out",)
CHANGING = re.compile(r'nonce="[^"]*"|value="[^"]*"|/static/[^"]*|<meta [^>]*>', re.A)
TAGS = re.compile("<[^>]*>")
READER = "commune officer"  # reads which kinds are kept
VISITORS = (NOBODY, "customer", "shop owner", READER)


@pytest.fixture
def people(app: Flask) -> dict[str, Person]:
    with transaction():
        return make_cast()


@pytest.fixture
def known(people: dict[str, Person]) -> Filling:
    """What stands in addresses: things of the shop whose owner the facts are of."""
    with transaction():
        owner = people["shop owner"]
        make_support(owner)
        product = make_goods("Bưởi Luận Văn", shop=session.query(Shop).one())
        order = make_order((product, 1))
        return {
            "number": order.number,
            "slug": product.slug,
            "product_id": product.id,
            "person_id": owner.public_id,
            "first": owner.public_id,
            "second": people["customer"].public_id,
            "code": "2415",
        }


@pytest.fixture
def registers(people: dict[str, Person]) -> Fillings:
    """What her commune's registers hold of the shop's owner, by the endpoints that show it."""
    with transaction():
        owner, unit = people["shop owner"], session.query(Shop).one().seller.unit
        post = give_post(owner, unit, FULL_TIME, actor=SYSTEM_ACTOR, scope=EVERYTHING)
        return registers_of(owner, unit, post, is_public=True)


def paths(app: Flask, known: Filling, registers: Fillings) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()) and rule.rule not in NOT_PAGES and not rule.rule.startswith("/static"):
            for filling in fillings_for(rule.endpoint, registers) or [{}]:
                yield path_of(rule, {**known, **filling})


def path_of(rule: Rule, known: Filling) -> str:
    numbers = {name for name, kind in rule._converters.items() if isinstance(kind, IntegerConverter)}
    built = rule.build({name: known.get(name, 1 if name in numbers else "khong-co") for name in rule.arguments})
    assert built is not None
    return str(built[1])


def walk(app: Flask, visitors: Mapping[str, Visitor], *known: Any) -> dict[tuple[str, str], str]:
    found = {}
    for name, visitor in visitors.items():
        visitor.get("/")  # the first page of a visit may greet
        for path in paths(app, *known):
            if path.startswith("/staff") and name != READER:
                continue  # kept out: tests/house/test_routes.py
            found[name, path] = text_of(visitor.get(path).data)
    return found


def text_of(data: bytes) -> str:
    """What an answer says; a workbook by all that is packed in it."""
    if data.startswith(b"PK"):
        packed = ZipFile(BytesIO(data))
        data = b" ".join(packed.read(name) for name in packed.namelist())
    return data.decode("utf-8", "replace")


def seen(html: str) -> str:
    """What people see of a page: no tags, no signs that differ from one answer to the next."""
    return " ".join(TAGS.sub(" ", CHANGING.sub("", html)).split())


def test_no_page_tells_or_lets_infer_a_sensitive_fact(
    app: Flask, people: dict[str, Person], known: Filling, registers: Fillings
) -> None:
    with time_machine.travel(now(), tick=False):
        visitors = {name: Visitor(app) if name == NOBODY else Visitor(app).sign_in(people[name]) for name in VISITORS}
        before = walk(app, {name: visitors[name] for name in (NOBODY, "shop owner")}, known, registers)
        with transaction():
            for name in ("customer", "shop owner"):
                for kind, value in KEPT.items():
                    say_consent(people[name], kind, "v1", PAPER, actor=Actor(OFFICER, people[READER].id))
                    keep_sensitive(people[name], kind, value, actor=Actor(OFFICER, people[READER].id))
        after = walk(app, visitors, known, registers)
    assert len(after) > 200
    with app.test_request_context():
        telling = {kind: value for kind, value in KEPT.items() if kind != SINGLE}  # «yes» stands everywhere
        words = {value_words(kind, value) for kind, value in telling.items()} | set(telling.values())
    told = [(key, word) for key, html in after.items() for word in words if word in html]
    assert told == []
    assert [key for key in before if not key[1].startswith(OWN) and seen(before[key]) != seen(after[key])] == []
