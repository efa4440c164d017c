"""Many products for many shops: names combined from kinds and places, with pictures of the small demo."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from marketplace.audit.models import AuditEntry
from marketplace.bulk_demo.shops import NewShop
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.catalog.contents import hash_of
from marketplace.catalog.labels import fields_of
from marketplace.catalog.models import Category, ListingRevision, Product, ProductPhoto, Variant
from marketplace.core.actors import OFFICER, SELLER
from marketplace.core.db import session
from marketplace.core.folding import slugify
from marketplace.core.states import StateChange
from marketplace.inventory.models import RECEIVED, StockItem, StockMove
from marketplace.media.models import Photo
from marketplace.story.source import LIVE, ProductFacts, VariantFacts, list_products
from marketplace.story.stage import Stage
from marketplace.story.telling import Count, uncounted

AT_ONCE = 2_000
# What goods are called when they are not the speciality of one place.
KINDS = {
    "tra-sam-bao": "Trà thảo mộc túi lọc", "che-xanh-binh-son": "Chè xanh sao tay", "che-lam-phu-quang": "Chè lam",
    "keo-lac-vinh-loc": "Kẹo lạc", "gao-nep-cai-hoa-vang-ha-long": "Gạo nếp cái hoa vàng",
    "dau-lac-ha-trung": "Dầu lạc ép mộc", "nem-chua-thanh-hoa": "Nem chua", "sua-hat-nguyet-vien": "Sữa hạt",
    "chieu-coi-nga-son": "Chiếu cói", "gio-coi-nga-son": "Giỏ cói đan tay", "bo-dung-cu-nha-bep-go": "Thìa muôi gỗ",
    "mam-tom-hoang-phu": "Mắm tôm", "nuoc-mam-khuc-phu": "Nước mắm cá cơm", "nuoc-mam-ba-lang": "Nước mắm cá nục",
    "mam-tep-ha-yen": "Mắm tép", "mam-cay-quang-phuc": "Mắm cáy", "tho-cam-lan-ngoai": "Khăn thổ cẩm",
    "lap-suon-ba-thuoc": "Lạp sườn gác bếp", "tho-cam-muong-lat": "Túi thổ cẩm", "mang-kho-quan-hoa": "Măng khô",
    "tuong-xuan-pha": "Tương nếp", "cam-nhu-xuan": "Cam vườn", "dua-kim-hoang-hau": "Dưa vàng nhà màng",
    "bot-san-day-ngoc-lac": "Bột sắn dây", "banh-gai-tu-tru": "Bánh gai", "banh-la-ha-lai": "Bánh lá răng bừa",
    "que-thuong-xuan": "Quế thanh", "ong-hut-tre-thuong-xuan": "Ống hút tre", "dau-sachi-luong-son": "Dầu sachi",
    "nam-linh-chi-nhu-thanh": "Nấm linh chi", "la-ngam-chan-quang-xuong": "Lá ngâm chân",
    "nuoc-cot-atiso-hai-linh": "Nước cốt atiso đỏ", "mat-ong-yen-nhan": "Mật ong", "mien-gao-thang-long": "Miến gạo",
    "mien-gao-quy-loc": "Miến gạo sợi thẳng",
}  # fmt: skip
TURNS = ("nhà làm", "mẻ mới", "truyền thống", "loại một", "chọn riêng", "hộp quà", "gói nhỏ", "của chị em")
ANSWER = "Ghi trên nhãn mẫu"


@dataclass(frozen=True)
class Template:
    """A template of products: facts of the small demo, category and pictures."""

    facts: ProductFacts
    category_id: int
    photos: Sequence[Photo]


class Assortment:
    """Writes products on sale, each approved by the province's officer."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.random, self.officer, self.home = stage, stage.random, stage.officer_of(""), stage.home
        self.templates = _templates(stage)
        self.slugs = {product.slug for product in stage.products.values()}
        self.sheets = Sheets()

    def write(self, shops: Sequence[NewShop], number: int, count: Count = uncounted) -> None:
        """Write `number` products, spread over the shops."""
        for first in range(0, number, AT_ONCE):
            some = [self._product(shops[n % len(shops)]) for n in range(first, min(first + AT_ONCE, number))]
            self.sheets.insert([Product, Variant, StockItem], [ProductPhoto, StockMove])
            revisions = [self._revision(*made) for made in some]
            self.sheets.insert([ListingRevision], [StateChange, AuditEntry])
            live = [
                {"id": made[0].id, "live_revision_id": revision.id}
                for made, revision in zip(some, revisions, strict=True)
            ]
            session.bulk_update_mappings(Product, live)
            for made in some:
                self.stage.wanted[made[0].id or 0] = (made[2].facts.season, 1)
            count(len(some))

    def _product(self, shop: NewShop) -> tuple[Entry, list[Entry], Template, NewShop]:
        template = self.random.choice(self.templates)
        place = shop.unit.name.removeprefix("Hội LHPN ")
        name = f"{KINDS[template.facts.slug]} {self.random.choice(TURNS)} {place.partition(' ')[2]}"
        listed_at = min(shop.opened_at + timedelta(days=self.random.randrange(1, 20)), self.stage.now)
        facts = template.facts
        product = self.sheets.add(
            Product,
            listed_at,
            shop_id=shop.row,
            slug=self._slug(name),
            status="live",
            name=name,
            description=f"{KINDS[facts.slug]} do chị em {place} làm theo lối quen của quê nhà. Đây là hàng mẫu.",
            category_id=template.category_id,
            label_group=facts.label_group,
            label=_label(facts, name, shop.name, place),
            delivery_scope=facts.delivery.scope,
            max_transit_days=facts.delivery.max_transit_days,
            keeps_cold=facts.delivery.keeps_cold,
            order_limit=facts.delivery.order_limit,
            origin_note=place[:1].upper() + place[1:],
            created_at=listed_at,
            first_live_at=listed_at,
        )
        for position, photo in enumerate(template.photos):
            self.sheets.add(ProductPhoto, product_id=product, photo_id=photo.id, position=position, alt=name)
        variants = [self._variant(product, n, told, shop, listed_at) for n, told in enumerate(self._forms(facts))]
        return product, variants, template, shop

    def _forms(self, facts: ProductFacts) -> Iterable[VariantFacts]:
        return facts.variants[: self.random.choice((1, 1, 2))]

    def _slug(self, name: str) -> str:
        slug, again = slugify(name)[:70], 2
        while slug in self.slugs:
            slug, again = f"{slugify(name)[:64]}-{again}", again + 1
        self.slugs.add(slug)
        return slug

    def _variant(self, product: Entry, position: int, told: VariantFacts, shop: NewShop, at: datetime) -> Entry:
        price = round(told.price_dong * self.random.uniform(0.8, 1.25), -3)
        variant = self.sheets.add(
            Variant,
            at,
            product_id=product,
            name=told.name,
            sku=f"L{position + 1}",
            price_dong=int(price),
            unit=told.unit,
            content_amount=told.content_amount,
            content_unit=told.content_unit,
            weight_g=told.weight_g,
            position=position,
        )
        pieces = self.random.randrange(8, 120)
        item = self.sheets.add(StockItem, at, variant_id=variant, on_hand=pieces, reserved=0)
        move = {"delta": pieces, "cause": RECEIVED, "person_id": shop.owner.id, "at": at}
        self.sheets.add(StockMove, at, stock_item_id=item, **move)
        return variant

    def _revision(self, product: Entry, variants: list[Entry], template: Template, shop: NewShop) -> Entry:
        listed_at: datetime = product.values["first_live_at"]
        content = _content(product, variants, template)
        revision = self.sheets.add(
            ListingRevision,
            listed_at,
            product_id=product,
            version=1,
            status="approved",
            content=content,
            content_hash=hash_of(content),
            submitted_at=listed_at,
            submitted_by=shop.owner.id,
            due_at=listed_at + timedelta(days=2),
            decided_at=listed_at,
            decided_by=self.officer.person_id,
            decided_unit_id=self.home.id,
        )
        seller, officer = (SELLER, shop.owner.id), (OFFICER, self.officer.person_id)
        moves = ((None, "draft", seller), ("draft", "submitted", seller), ("submitted", "live", officer))
        self._history("product", product, moves, listed_at)
        self._history(
            "product_release", revision, ((None, "pending", seller), ("pending", "approved", officer)), listed_at
        )
        trail = {"actor_kind": OFFICER, "person_id": self.officer.person_id, "action": "listing.approved"}
        subject = {"subject_kind": "product_release", "subject_id": revision}
        details = {"hash": revision.values["content_hash"], "product_id": product.id, "unit_id": self.home.id}
        self.sheets.add(AuditEntry, listed_at, at=listed_at, details=details, **trail, **subject)
        return revision

    def _history(self, kind: str, subject: Entry, moves: Iterable[tuple[Any, str, Any]], at: datetime) -> None:
        for seq, (before, state, (actor_kind, person_id)) in enumerate(moves, start=1):
            move = {"kind": kind, "seq": seq, "from_state": before, "to_state": state}
            who = {"actor_kind": actor_kind, "person_id": person_id}
            self.sheets.add(StateChange, at, subject_id=subject, at=at, **move, **who)


def _templates(stage: Stage) -> list[Template]:
    shelves = dict(session.query(Category.slug, Category.id).all())
    facts = [told for told in list_products() if told.state == LIVE and told.slug in KINDS]
    return [
        Template(told, shelves[told.category], [shown.photo for shown in stage.products[told.slug].photos])
        for told in facts
    ]


def _label(facts: ProductFacts, name: str, shop: str, place: str) -> dict[str, str]:
    known = {
        "ten_hang_hoa": name,
        "ten_dia_chi_chiu_trach_nhiem": f"{shop}, {place}, tỉnh Thanh Hóa",
        "xuat_xu": f"{place}, tỉnh Thanh Hóa, Việt Nam",
    }
    return {field.code: ANSWER for field in fields_of(facts.label_group) if field.required} | known


def _content(product: Entry, variants: list[Entry], template: Template) -> dict[str, Any]:
    """A revision's content in the shape of catalog.contents."""
    values = product.values
    plain = (
        "name", "description", "origin_note", "category_id", "label_group", "label", "delivery_scope",
        "max_transit_days", "keeps_cold", "order_limit",
    )  # fmt: skip
    return {name: values[name] for name in plain} | {
        "season_note": "",
        "photos": [_photo(photo, values["name"]) for photo in template.photos],
        "variants": [_form(variant) for variant in variants],
        "certificates": [],
    }


def _photo(photo: Photo, alt: str) -> dict[str, Any]:
    size = {"width": photo.width, "height": photo.height, "colour": photo.average_colour}
    return {"public_id": photo.public_id, "alt": alt, **size}


def _form(variant: Entry) -> dict[str, Any]:
    told = {name: variant.values[name] for name in ("name", "unit", "content_amount", "content_unit")}
    return {"id": variant.id, **told, "photo": None}
