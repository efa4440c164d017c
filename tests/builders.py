"""Builders: the shortest way to a sound thing in the database, for tests that start from it."""

import hashlib
import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

from argon2 import PasswordHasher, profiles

from marketplace.accounts.models import Account, RoleGrant
from marketplace.association.models import Officer, Unit
from marketplace.association.queries import find_unit_of_area
from marketplace.catalog.models import Category, ListingRevision, Product, Variant
from marketplace.core.actors import OFFICER, SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.folding import fold, fold_name, slugify
from marketplace.inventory.models import StockItem, StockMove
from marketplace.people.models import Person
from marketplace.programme.queries.outcomes import PRODUCT_LISTED, SHOP_OPENED
from marketplace.programme.services.outcomes import note_outcomes
from marketplace.sellers.legal_forms import HOUSEHOLD
from marketplace.sellers.models import Application, Seller
from marketplace.shops.models import Shop, ShopMember

_numbers = itertools.count(1)
HASHER = PasswordHasher.from_parameters(profiles.CHEAPEST)
PASSWORD = "mat-khau-de-thu-1"
BIEN_THUONG, HAC_THANH, HANOI_BA_DINH = "15382", "14797", "00004"


def make_person(full_name: str = "Nguyễn Thị Mẫu", **fields: Any) -> Person:
    """A person."""
    person = Person(full_name=full_name, folded_name=fold_name(full_name), **fields)
    session.add(person)
    session.flush()
    return person


def make_account(person: Person | None = None, *, phone: str | None = None, **fields: Any) -> Account:
    """An account with a password, active, phone verified."""
    person = person or make_person()
    phone = phone or f"+8491{next(_numbers):07d}"
    account = Account(person_id=person.id, phone=phone, password_hash=HASHER.hash(PASSWORD), **fields)
    account.person = person
    person.phone = person.phone or phone
    session.add(account)
    session.flush()
    return account


def make_customer(full_name: str = "Trần Khách Hàng") -> Person:
    """A person with an account and no other part."""
    return make_account(make_person(full_name)).person


def make_officer(area_code: str = BIEN_THUONG, role: str = "commune_officer", name: str = "Lê Cán Bộ") -> Person:
    """An officer of the unit of an area."""
    person = make_account(make_person(name)).person
    unit = unit_of(area_code)
    appointed_at = now() - timedelta(days=365)
    session.add(Officer(person_id=person.id, unit_id=unit.id, role=role, appointed_at=appointed_at))
    session.flush()
    return person


def make_province_officer(name: str = "Phạm Cán Bộ Tỉnh") -> Person:
    """An officer of the province."""
    return make_officer("38", "province_officer", name)


def make_operator(name: str = "Vũ Vận Hành") -> Person:
    """An operator of the platform."""
    person = make_account(make_person(name)).person
    session.add(RoleGrant(person_id=person.id, role="operator"))
    session.flush()
    return person


def unit_of(area_code: str) -> Unit:
    """The unit of an area; reference data has them all for the home province."""
    unit = find_unit_of_area(area_code)
    assert unit is not None, f"no unit for area {area_code}"
    return unit


def make_seller(name: str = "Hoàng Thị Bán", *, legal_form: str = HOUSEHOLD, area_code: str = BIEN_THUONG) -> Seller:
    """An approved seller with an account, vouched for by her commune's officer."""
    person = make_account(make_person(name, area_code=area_code)).person
    officer, unit = make_officer(area_code, name=f"Cán bộ của {name}"), unit_of(area_code)
    application = Application(
        number=f"HS{next(_numbers):06d}",
        person_id=person.id,
        unit_id=unit.id,
        legal_form=legal_form,
        submitted_at=now() - timedelta(days=40),
        decided_at=now() - timedelta(days=38),
        decided_by=officer.id,
    )
    _walk(application, person, officer, "draft", "submitted", "approved")
    seller = Seller(
        person_id=person.id,
        application_id=application.id,
        unit_id=unit.id,
        legal_form=legal_form,
        legal_name=name,
        verified_at=now() - timedelta(days=38),
        verified_by=officer.id,
        verified_unit_id=unit.id,
    )
    seller.begin_at("active", by=Actor(OFFICER, officer.id))
    return seller


def make_shop(name: str | None = None, *, seller: Seller | None = None, **fields: Any) -> Shop:
    """An open shop owned by a seller."""
    seller = seller or make_seller()
    name = name or f"Gian hàng mẫu {next(_numbers)}"
    values: dict[str, Any] = {
        "slug": slugify(name),
        "folded_name": fold(name),
        "area_code": seller.unit.area_code,
        "phone": "+84912345678",
        "opened_at": now() - timedelta(days=30),
    }
    shop = Shop(name=name, seller_id=seller.id, **(values | fields))
    shop.seller = seller
    owner = Actor(SELLER, seller.person_id)
    shop.begin_at("preparing", by=owner)
    shop.move_to("open", by=owner)
    session.add(ShopMember(shop_id=shop.id, person_id=seller.person_id, role="owner"))
    session.flush()
    note_outcomes(SHOP_OPENED, shop.id)
    return shop


def make_category(slug: str = "thuc-pham-mau", **fields: Any) -> Category:
    """A top category of its own."""
    values = {"name": "Thực phẩm mẫu", "name_en": "Sample food", "label_group": "thuc_pham"}
    category = Category(slug=slug, **(values | fields))
    session.add(category)
    session.flush()
    return category


def make_product(
    name: str = "Củ sâm Báo tươi",
    *,
    shop: Shop | None = None,
    category: Category | None = None,
    price_dong: int = 100_000,
    stock: int = 10,
    **fields: Any,
) -> Product:
    """A draft product with one variant and its stock; see `make_live` for one that is on sale."""
    shop = shop or make_shop()
    number = next(_numbers)
    if category is None:
        category = session.query(Category).filter_by(slug="thuc-pham-mau").one_or_none() or make_category()
    product = Product(
        shop_id=shop.id,
        slug=f"{slugify(name)}-{number}",
        name=name,
        category_id=category.id,
        label_group=category.label_group,
        **fields,
    )
    product.shop = shop
    product.category = category
    product.begin_at("draft", by=Actor(SELLER, shop.seller.person_id))
    variant = Variant(product_id=product.id, price_dong=price_dong, unit="kg", weight_g=1000)
    session.add(variant)
    session.flush()
    set_stock(variant, stock)
    if product.first_live_at is not None:
        note_outcomes(PRODUCT_LISTED, product.id)
    return product


def set_stock(variant: Variant, stock: int) -> StockItem:
    """Stock of a variant, received in one movement."""
    item = StockItem(variant_id=variant.id, on_hand=stock, reserved=0)
    session.add(item)
    session.flush()
    if stock:
        session.add(StockMove(stock_item_id=item.id, delta=stock, cause="received"))
        session.flush()
    return item


def make_live(product: Product | None = None, **fields: Any) -> Product:
    """A product on sale: submitted, approved by an officer of the shop's unit, listed."""
    from marketplace.catalog.services.revisions import approve_revision, submit_product

    product = product or make_product(**fields)
    seller = product.shop.seller
    complete_label(product)
    revision = submit_product(product, actor=Actor(SELLER, seller.person_id))
    officer = session.get_one(Person, seller.verified_by)
    approve_revision(revision, actor=Actor(OFFICER, officer.id), unit=seller.unit)
    session.flush()
    return product


def complete_label(product: Product) -> None:
    """Fill in every label field its group asks for, and one photo where there is none."""
    from marketplace.catalog.labels import fields_of
    from marketplace.catalog.models import ProductPhoto

    product.label = {field.code: "Ghi trên nhãn" for field in fields_of(product.label_group or "thuc_pham")}
    product.description = product.description or "Hàng mẫu để thử."
    if not product.photos:
        product.photos.append(ProductPhoto(photo_id=make_photo().id, position=0, alt=product.name))
    session.flush()


def make_photo() -> Any:
    """A photo with a readable original and no renditions, enough for pages that only print its address."""
    from marketplace.core.references import new_public_id
    from marketplace.media import storage
    from marketplace.media.models import Photo

    public_id, content = new_public_id(), f"photo {next(_numbers)}".encode()
    photo = Photo(
        public_id=public_id,
        sha256=hashlib.sha256(content).hexdigest(),
        original_path=storage.write_sealed(storage.ORIGINALS, public_id, content),
        width=1200,
        height=900,
    )
    session.add(photo)
    session.flush()
    return photo


def _walk(application: Application, person: Person, officer: Person, *states: str) -> None:
    for state in states:
        by = Actor(OFFICER, officer.id) if state == "approved" else Actor("customer", person.id)
        if state == states[0]:
            application.begin_at(state, by=by)
        else:
            application.move_to(state, by=by)


def a_day(year: int, month: int, day: int) -> datetime:
    """Noon in Vietnam of a day, in UTC."""
    return datetime(year, month, day, 5, tzinfo=UTC)


def release_of(product: Product) -> ListingRevision:
    """The revision the public sees."""
    return session.get_one(ListingRevision, product.live_revision_id)


TODAY = date(2026, 11, 21)
