"""The demo's products: a draft with four fields, label and certificates, review, approval."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from marketplace.association.models import Unit
from marketplace.catalog.models import Category, Certificate, Product
from marketplace.catalog.papers import OCOP, holds_until
from marketplace.catalog.services.papers import PaperFields, add_certificate, remove_certificate
from marketplace.catalog.services.photos import add_photo
from marketplace.catalog.services.products import (
    choose_category,
    choose_label_group,
    create_draft,
    edit_words,
    hide_product,
    set_delivery,
    set_label,
)
from marketplace.catalog.services.revisions import approve_revision, return_revision, submit_product
from marketplace.catalog.services.variants import VariantFields, add_variant, edit_variant
from marketplace.core.actors import Actor
from marketplace.core.clock import local_date, today
from marketplace.core.db import session
from marketplace.demo.diary import Diary
from marketplace.demo.entrepreneurs import owner_of
from marketplace.demo.pictures import VIEWS, star_number, star_paper, view
from marketplace.demo.stage import Stage
from marketplace.media.models import Photo
from marketplace.media.services import keep_document, keep_photo
from marketplace.story.seasons import is_in_season
from marketplace.story.source import (
    LIVE,
    RESTRICTED,
    RETURNED,
    ProductFacts,
    VariantFacts,
    list_products,
    list_shops,
)

AUTHORITY = "Cơ quan mẫu (dữ liệu trình diễn)"
STAR_AUTHORITY = "Ủy ban nhân dân tỉnh (giấy mẫu, không có giá trị)"
_PREFIXES = {
    "ban_tu_cong_bo": "MAU-TCB",
    "phieu_kiem_nghiem": "MAU-KN",
    "giay_attp": "MAU-ATTP",
    "ban_cam_ket_attp": "MAU-CK",
    "giay_phep_san_xuat_ruou": "MAU-GPR",
}


def write_goods(diary: Diary, stage: Stage) -> None:
    """Schedule the listing of every product, most of them in the first days of their shop."""
    moments = _handed_in_at(stage)
    for product in list_products():
        if product.slug in moments:
            _write_listing(diary, stage, product, moments[product.slug])
        else:
            _write_waiting(diary, stage, product)


def live_from(stage: Stage) -> dict[str, datetime]:
    """When each approved product came on sale, by slug."""
    return {slug: _approved_at(stage, moment) for slug, moment in _handed_in_at(stage).items()}


def _handed_in_at(stage: Stage) -> dict[str, datetime]:
    opened = {shop.key: shop.opened_days_ago for shop in list_shops()}
    counted: dict[str, int] = {}
    moments = {}
    for product in list_products():
        counted[product.shop] = number = counted.get(product.shop, 0) + 1
        if product.state in (LIVE, RESTRICTED):
            moments[product.slug] = stage.past(opened[product.shop] - _later(number), 8, 4 * number)
    return moments


def _approved_at(stage: Stage, handed_in_at: datetime) -> datetime:
    return stage.at_work(handed_in_at + timedelta(hours=3, minutes=20))


def _later(number: int) -> int:
    """Days between the opening of a shop and its n-th product: the first ones at once, then one a month."""
    return 0 if number <= 3 else 24 * (number - 3)


def _write_listing(diary: Diary, stage: Stage, facts: ProductFacts, moment: datetime) -> None:
    diary.at(moment, partial(_submit, stage, facts))
    diary.at(_approved_at(stage, moment), partial(_approve, stage, facts))
    tested_on = _issued_on("phieu_kiem_nghiem", local_date(moment))
    ends_on = holds_until("phieu_kiem_nghiem", tested_on)
    if "phieu_kiem_nghiem" in facts.papers and ends_on and ends_on <= stage.today + timedelta(days=20):
        diary.at(stage.past(45, 10), partial(_renew_test, stage, facts))
        diary.at(stage.at_work(stage.past(44, 15)), partial(_approve, stage, facts))


def _write_waiting(diary: Diary, stage: Stage, facts: ProductFacts) -> None:
    diary.at(stage.hours_ago(facts.hours_ago), partial(_submit, stage, facts))
    if facts.state == RETURNED:
        diary.at(stage.hours_ago(facts.hours_ago - 22), partial(_return, stage, facts))


def _submit(stage: Stage, facts: ProductFacts) -> None:
    owner = owner_of(stage, facts.shop)
    photos = [keep_photo(stage.pictures.photo(view(facts.picture, n)), owner.person_id) for n in VIEWS]
    product = _draft(stage, facts, photos, owner)
    for paper in _papers(stage, facts, owner):
        add_certificate(product, paper)
    delivery = facts.delivery
    set_delivery(
        product,
        scope=delivery.scope,
        max_transit_days=delivery.max_transit_days,
        keeps_cold=delivery.keeps_cold,
        order_limit=delivery.order_limit,
    )
    stage.products[facts.slug] = product
    submit_product(product, owner)


def _draft(stage: Stage, facts: ProductFacts, photos: list[Photo], owner: Actor) -> Product:
    first, *others = facts.variants
    shop = stage.shops[facts.shop]
    product = create_draft(shop, facts.name, first.price_dong, _first_batch(first), photos[0].id, owner)
    session.refresh(product, ["variants", "photos"])
    edit_words(
        product,
        name=facts.name,
        description=facts.description,
        origin_note=facts.origin_note,
        season_note=_season_note(stage, facts),
    )
    _choose_shelf(product, facts)
    set_label(product, label_of(stage, facts))
    edit_variant(product.variants[0], _fields(first, owner), owner)
    for variant in others:
        add_variant(product, _fields(variant, owner), _first_batch(variant), owner)
    for photo, alt in zip(photos, facts.alts, strict=True):
        add_photo(product, photo, alt).alt = alt
    return product


def _choose_shelf(product: Product, facts: ProductFacts) -> None:
    """Choose the category through the service; spirits, which are switched off, directly."""
    category = session.query(Category).filter_by(slug=facts.category).one()
    if facts.state == RESTRICTED:
        product.category, product.category_id, product.label_group = category, category.id, facts.label_group
        return
    choose_category(product, category.id)
    if product.label_group != facts.label_group:
        choose_label_group(product, facts.label_group)


def _season_note(stage: Stage, facts: ProductFacts) -> str:
    off = facts.off_season_note and not is_in_season(facts.season, stage.today)
    return facts.off_season_note if off else facts.season_note


def _fields(variant: VariantFacts, owner: Actor) -> VariantFields:
    return VariantFields(
        name=variant.name,
        price_dong=variant.price_dong,
        unit=variant.unit,
        content_amount=variant.content_amount,
        content_unit=variant.content_unit,
        weight_g=variant.weight_g,
        sku=variant.sku,
    )


def _first_batch(variant: VariantFacts) -> int:
    return variant.stock or 60


def label_of(stage: Stage, facts: ProductFacts) -> dict[str, str]:
    """The whole label: from the file, and from the shop's data."""
    shop = next(shop for shop in list_shops() if shop.key == facts.shop)
    unit = stage.units[shop.area_code]
    place = unit.name.removeprefix("Hội LHPN ")
    known = {
        "ten_hang_hoa": facts.name,
        "ten_dia_chi_chiu_trach_nhiem": f"{shop.name}, {shop.address_line}, {place}, tỉnh Thanh Hóa",
        "xuat_xu": f"{facts.place}, tỉnh Thanh Hóa, Việt Nam",
        "ngay_san_xuat": "In trên bao bì, cạnh hạn sử dụng",
    }
    return known | dict(facts.label)


def _papers(stage: Stage, facts: ProductFacts, owner: Actor) -> Iterator[PaperFields]:
    for kind in facts.papers:
        yield _paper(kind, facts.slug, today(), stage)
    if facts.ocop_stars:
        scan = keep_document(stage.pictures.document(star_paper(facts.slug)), owner.person_id)
        yield PaperFields(
            kind=OCOP,
            number=star_number(facts.slug),
            issued_on=stage.today - timedelta(days=430 + 37 * (len(facts.slug) % 9)),
            authority=STAR_AUTHORITY,
            stars=facts.ocop_stars,
            private_file_id=scan.id,
        )


def _paper(kind: str, slug: str, on: date, stage: Stage) -> PaperFields:
    number = f"{_PREFIXES[kind]}-{stage.random.randrange(10_000):04d}"
    return PaperFields(kind=kind, number=number, issued_on=_issued_on(kind, on), authority=AUTHORITY)


def _issued_on(kind: str, on: date) -> date:
    return on - timedelta(days=21 if kind == "phieu_kiem_nghiem" else 60)


def _approve(stage: Stage, facts: ProductFacts) -> None:
    product = stage.products[facts.slug]
    officer, unit = _reviewer(stage, facts)
    revision = submit_product(product, owner_of(stage, facts.shop))
    approve_revision(revision, officer, unit)
    if facts.state == LIVE:
        stage.wanted[product.id] = (facts.season, facts.popularity)
    else:  # goods that may not be sold yet: ready, but out of sight in their own shop too
        hide_product(product, owner_of(stage, facts.shop))


def _return(stage: Stage, facts: ProductFacts) -> None:
    officer, unit = _reviewer(stage, facts)
    revision = submit_product(stage.products[facts.slug], owner_of(stage, facts.shop))
    return_revision(revision, dict(facts.comments), officer, unit)


def _reviewer(stage: Stage, facts: ProductFacts) -> tuple[Actor, Unit]:
    unit = stage.shops[facts.shop].seller.unit
    return stage.officer_of(unit.area_code or ""), unit


def _renew_test(stage: Stage, facts: ProductFacts) -> None:
    """Schedule a new test result where the first, valid twelve months, has expired."""
    product = stage.products[facts.slug]
    old = next(paper for paper in product.certificates if _is_test(paper))
    remove_certificate(product, old)
    add_certificate(product, _paper("phieu_kiem_nghiem", facts.slug, today(), stage))
    submit_product(product, owner_of(stage, facts.shop))


def _is_test(paper: Certificate) -> bool:
    return paper.kind == "phieu_kiem_nghiem"
