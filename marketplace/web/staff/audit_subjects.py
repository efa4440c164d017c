"""The subjects of audit entries by the name people know: a number, a code, a person; never a database key."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import get_locale

from marketplace.accounts.models import Account, Invitation, PhoneChange
from marketplace.association.models import (
    CadrePost,
    Membership,
    OfficerTraining,
    SoftwareUse,
    Unit,
    UnitChannel,
    YearTheme,
)
from marketplace.audit.models import AuditEntry
from marketplace.catalog.models import Category, ListingRevision, Product, Variant
from marketplace.contests.models import (
    Contest,
    Entry,
    Idea,
    Judge,
    KnowledgeCertificate,
    KnowledgeContest,
    MovementContest,
)
from marketplace.core.by_id import rows_by_id
from marketplace.core.db import Row
from marketplace.enterprises.models import Enterprise, EnterpriseCount, EnterprisePart, OnlinePresence
from marketplace.honours.models import Honour
from marketplace.imports.models import ImportList
from marketplace.orders.models import Order, ShopOrder
from marketplace.payments.models import BankTransaction, Payment, ProviderTask, Refund
from marketplace.people.models import Person
from marketplace.programme.models import (
    Baseline,
    Funding,
    Mentorship,
    Programme,
    PublishedFigure,
    Reading,
    StatedTotal,
    SupportRecord,
    SupportVisit,
    Target,
)
from marketplace.rules.queries import list_newest_policies
from marketplace.sellers.models import Application, Seller
from marketplace.shops.models import Shop
from marketplace.training.models import ClassCertificate, Enrolment, Outreach, OutreachWoman, TrainingClass
from marketplace.web.plumbing.formats import dong, phone
from marketplace.web.words.programme import indicator_words

POLICY = "policy"
Key = tuple[str, int]


@dataclass(frozen=True)
class Thing:
    """How one kind of subject is named: by its own words, after the name of its owner."""

    model: type[Row]
    words: Callable[[Any], str] = lambda _row: ""
    kind_of_owner: str = ""
    owner_key: str = ""


THINGS = {  # each before the things it is named after
    "shop_order_money": Thing(ShopOrder, lambda row: row.number),
    "refund": Thing(Refund, kind_of_owner="shop_order", owner_key="shop_order_id"),
    "payment": Thing(Payment, kind_of_owner="order", owner_key="order_id"),
    "shop_order": Thing(ShopOrder, lambda row: row.number),
    "order": Thing(Order, lambda row: row.number),
    "bank_notice": Thing(BankTransaction, lambda row: dong(row.amount_dong)),
    "provider_task": Thing(ProviderTask, lambda row: row.order_number or row.subject),
    "variant": Thing(Variant, lambda row: row.name, "product", "product_id"),
    "product_release": Thing(ListingRevision, kind_of_owner="product", owner_key="product_id"),
    "product": Thing(Product, lambda row: row.name),
    "category": Thing(Category, lambda row: row.name),
    "application": Thing(Application, lambda row: row.number),
    "seller": Thing(Seller, lambda row: row.legal_name),
    "shop": Thing(Shop, lambda row: row.name),
    "invitation": Thing(Invitation, lambda row: phone(row.phone)),
    "contest_judge": Thing(Judge, lambda row: row.name, "contest", "contest_id"),
    "contest_entry": Thing(Entry, kind_of_owner="idea", owner_key="idea_id"),
    "contest": Thing(Contest, lambda row: row.name),
    "idea": Thing(Idea, lambda row: row.title),
    "movement_contest": Thing(MovementContest, lambda row: row.name),
    "knowledge_certificate": Thing(KnowledgeCertificate, lambda row: row.number),
    "knowledge_contest": Thing(KnowledgeContest, lambda row: row.name),
    "target": Thing(Target, lambda row: _indicator(row.indicator), "unit", "unit_id"),
    "baseline": Thing(Baseline, lambda row: _indicator(row.indicator), "unit", "unit_id"),
    "unit_channel": Thing(UnitChannel, lambda row: row.link, "unit", "unit_id"),
    "software_use": Thing(SoftwareUse, kind_of_owner="unit", owner_key="unit_id"),
    "year_theme": Thing(YearTheme, lambda row: f"{row.year}: {row.theme}", "unit", "unit_id"),
    "honour": Thing(Honour, lambda row: f"{row.number}, {row.awarded_to}"),
    "stated_total": Thing(StatedTotal, lambda row: _indicator(row.indicator), "unit", "unit_id"),
    "published_figure": Thing(PublishedFigure, lambda row: row.text, "unit", "unit_id"),
    "unit": Thing(Unit, lambda row: row.name),
    "programme": Thing(Programme, lambda row: row.code),
    "reading": Thing(Reading, lambda row: f"{_indicator(row.indicator)}, {row.period}", "unit", "unit_id"),
    "support_record": Thing(SupportRecord, kind_of_owner="person", owner_key="person_id"),
    "support_visit": Thing(SupportVisit, kind_of_owner="person", owner_key="person_id"),
    "funding": Thing(Funding, lambda row: row.idea, "person", "person_id"),
    "mentorship": Thing(Mentorship, kind_of_owner="person", owner_key="woman_id"),
    "import_list": Thing(ImportList, lambda row: row.file_name, "unit", "unit_id"),
    "membership": Thing(Membership, kind_of_owner="person", owner_key="person_id"),
    "cadre_post": Thing(CadrePost, kind_of_owner="person", owner_key="person_id"),
    "enterprise_part": Thing(EnterprisePart, lambda row: row.name, "enterprise", "enterprise_id"),
    "enterprise_count": Thing(EnterpriseCount, kind_of_owner="enterprise", owner_key="enterprise_id"),
    "online_presence": Thing(OnlinePresence, lambda row: row.link, "person", "person_id"),
    "enterprise": Thing(Enterprise, lambda row: row.name),
    "officer_training": Thing(OfficerTraining, lambda row: row.course, "person", "person_id"),
    "class_certificate": Thing(ClassCertificate, lambda row: row.number),
    "enrolment": Thing(Enrolment, lambda row: row.training_class.title, "person", "person_id"),
    "outreach": Thing(Outreach, lambda row: f"{row.unit.name}, {row.held_on:%d/%m/%Y}"),
    "outreach_woman": Thing(OutreachWoman, kind_of_owner="person", owner_key="person_id"),
    "training_class": Thing(TrainingClass, lambda row: row.title),
    "phone_change": Thing(PhoneChange, kind_of_owner="account", owner_key="account_id"),
    "account": Thing(Account, kind_of_owner="person", owner_key="person_id"),
    "person": Thing(Person, lambda row: row.full_name),
}


def subjects_of(entries: Iterable[AuditEntry]) -> dict[int, str]:
    """Entry's key → its subject's name, «» where that is gone; one statement for each kind of subject on the page."""
    about = list(entries)
    rows = _rows_of({(e.subject_kind, e.subject_id) for e in about if e.subject_id and e.subject_kind in THINGS})
    titles = _titles() if any(e.subject_kind == POLICY for e in about) else {}
    return {e.id: _told(e, rows, titles) for e in about}


def _told(entry: AuditEntry, rows: dict[Key, Row], titles: dict[str, str]) -> str:
    if entry.subject_kind == POLICY:
        return titles.get(str(entry.details.get("slug")), "")
    return _name((entry.subject_kind, entry.subject_id), rows) if entry.subject_id else ""


def _rows_of(keys: set[Key]) -> dict[Key, Row]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, key in keys:
        wanted[kind].add(key)
    found: dict[Key, Row] = {}
    for kind, thing in THINGS.items():
        for key, row in rows_by_id(thing.model, wanted[kind]).items():
            found[kind, key] = row
            if thing.kind_of_owner:
                wanted[thing.kind_of_owner].add(getattr(row, thing.owner_key))
    return found


def _name(key: Key, rows: dict[Key, Row]) -> str:
    row, thing = rows.get(key), THINGS.get(key[0])
    if row is None or thing is None:
        return ""
    owner = _name((thing.kind_of_owner, getattr(row, thing.owner_key)), rows) if thing.kind_of_owner else ""
    return ", ".join(part for part in (owner, thing.words(row)) if part)


def _titles() -> dict[str, str]:
    return {row.slug: row.title for row in list_newest_policies(str(get_locale()))}


def _indicator(code: str) -> str:
    try:
        return indicator_words(code).name
    except KeyError:  # of an older version of the code
        return ""
