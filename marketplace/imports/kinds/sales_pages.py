"""A list of sales pages: which woman shows which products on which pages elsewhere, and since when."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.folding import fold_name, tidy
from marketplace.core.words import N_
from marketplace.enterprises.errors import NotALink
from marketplace.enterprises.models import Enterprise, OnlinePresence
from marketplace.enterprises.services import (
    add_products,
    erase_presences,
    record_presence,
    take_products_back,
    void_presence,
)
from marketplace.enterprises.services.online import MOST_PRODUCTS
from marketplace.enterprises.web_pages import key_of, tidy_link
from marketplace.imports.cells import FORMULA, NOTHING, UNREADABLE_DAY, read_day, read_phone
from marketplace.imports.drafts import Draft, Territory
from marketplace.imports.fields import WHO_SHE_IS, Field, Problem
from marketplace.imports.queries.enterprises import enterprises_called, pages_at, pages_by_key
from marketplace.imports.shape import Entered, KindWords
from marketplace.imports.sheets import NO_VALUE
from marketplace.imports.women_rows import AREA

LINK, FACEBOOK, ZALO, TIKTOK, MARKET = "link", "facebook", "zalo", "tiktok", "market"
PRODUCTS, SINCE, MODEL, LINKS = "products", "seen_on", "model", "links"
PAGE = "online_presence"  # «online_presence:7,8»: products that a row added to a page that is not its own
MOST_NAME = 120
TOO_MANY = N_("Một trang chỉ ghi nhiều nhất 50 sản phẩm. Vui lòng ghi các sản phẩm chính.")
_COLUMNS = (LINK, FACEBOOK, ZALO, TIKTOK, MARKET)


class SalesPages:
    """Trang bán hàng: a woman may sell on several pages, a page may stand in a row for each product."""

    code = "sales_pages"
    has_many_of_one = True
    words = KindWords(
        name=N_("Danh sách trang bán hàng"),
        lead=N_("Chị nào bán gì ở trang nào: Facebook, Zalo, TikTok, Shopee, Postmart, Voso …, từ ngày nào."),
    )
    fields = (
        Field(
            LINK,
            N_("Địa chỉ trang"),
            (
                *("link", "duong link", "duong dan", "lien ket", "dia chi trang", "link trang", "trang ban hang"),
                *("link ban hang", "dia chi trang ban hang", "website", "trang web", "link gian hang", "gian hang"),
            ),
            example="facebook.com/maytrebienthuong",
            width=34,
        ),
        Field(FACEBOOK, N_("Trang Facebook"), ("facebook", "fanpage", "trang facebook", "fb", "link facebook")),
        Field(ZALO, N_("Zalo bán hàng"), ("zalo", "link zalo", "nhom zalo", "zalo shop", "zalo ban hang")),
        Field(TIKTOK, N_("Kênh TikTok"), ("tiktok", "tik tok", "kenh tiktok", "tiktok shop", "link tiktok")),
        Field(
            MARKET,
            N_("Sàn thương mại điện tử"),
            ("san thuong mai dien tu", "san tmdt", "shopee", "postmart", "voso", "lazada", "link san", "buu dien"),
        ),
        *WHO_SHE_IS,
        Field(
            PRODUCTS,
            N_("Sản phẩm"),
            ("san pham", "ten san pham", "cac san pham", "mat hang", "san pham ban", "hang hoa", "san pham kinh doanh"),
            is_needed=True,
            for_all=True,
            example="Giỏ mây, đèn tre",
            width=30,
        ),
        Field(
            SINCE,
            N_("Bán ở trang từ ngày"),
            (
                *("ban tu ngay", "tu ngay", "ngay bat dau", "thoi gian bat dau", "ban tren mang tu ngay", "ngay mo"),
                *("ngay mo trang", "ngay dang", "ngay tao", "ngay ghi nhan", "bat dau tu", "thoi gian"),
            ),
            is_needed=True,
            for_all=True,
            example="08/03/2024",
            hint=N_("chưa rõ thì ghi ngày cán bộ xem thấy"),
            width=14,
        ),
        Field(MODEL, N_("Mô hình"), ("mo hinh", "ten mo hinh", "ten co so", "htx", "to hop tac", "doanh nghiep")),
    )

    def read(self, draft: Draft, territory: Territory) -> None:
        """The addresses of pages, the products on them, and the day."""
        typed, given = draft.typed, draft.given
        given[LINKS] = self._links(draft)
        names = {fold_name(each): tidy(each)[:MOST_NAME] for each in re.split(r"[,;+\n]", typed.get(PRODUCTS, ""))}
        given[PRODUCTS] = [name for folded, name in names.items() if folded and fold_name(name) not in NOTHING]
        if NO_VALUE in typed.get(PRODUCTS, ""):
            draft.refuse(Problem(PRODUCTS, FORMULA))
        elif not given[PRODUCTS]:
            draft.refuse(Problem(PRODUCTS, N_("Vui lòng ghi sản phẩm bán ở trang này, cách nhau bằng dấu phẩy.")))
        elif len(given[PRODUCTS]) > MOST_PRODUCTS:
            draft.refuse(Problem(PRODUCTS, TOO_MANY))
        day, note, problem = read_day(typed.get(SINCE, ""), SINCE)
        draft.refuse(problem)
        if day is None:
            words = N_("Vui lòng ghi ngày đầy đủ, ví dụ 08/03/2024; chưa rõ thì ghi ngày cán bộ xem thấy.")
            draft.refuse(Problem(SINCE, UNREADABLE_DAY if note is None and typed.get(SINCE) else words, {"said": ""}))
        given |= {SINCE: str(day or ""), MODEL: tidy(typed.get(MODEL, ""))}

    def says(self, given: Mapping[str, Any]) -> str:
        """Which pages, and which products on them."""
        keys = sorted(key_of(link) for link in given[LINKS])
        return " ".join([*keys, *sorted(fold_name(name) for name in given[PRODUCTS])])

    def settle(self, drafts: Sequence[Draft], territory: Territory) -> None:
        """A record of each page that is not recorded; more products of a page that this list brings too."""
        known = {row.link_key: row for row in pages_at(key_of(link) for d in drafts for link in d.given[LINKS])}
        mine: dict[str, tuple[Any, set[str]]] = {}
        for key, row in known.items():
            mine[key] = row.person_id, {product.folded_name for product in row.products}
        for draft in drafts:
            draft.adds = []
            for key in map(key_of, draft.given[LINKS]):
                if key not in known or self._may_add(draft, known[key], territory):
                    self._settle_products(draft, mine, key)

    def write(self, drafts: Sequence[Draft], territory: Territory, actor: Actor) -> list[Entered]:
        """The pages, each through the service that records one; products of further rows are added to it."""
        there = {row.link_key: row for row in pages_at(key_of(link) for d in drafts for link in d.given[LINKS])}
        models = enterprises_called((fold_name(draft.given[MODEL]) for draft in drafts), ())
        return [self._write(draft, territory, actor, there, models) for draft in drafts]

    def take_back(self, entered: Sequence[Entered], *, why: str, actor: Actor, scope: Scope) -> list[str]:
        """Void the pages with all products on them, and take products off pages that were there before."""
        added = {key: table for each in entered for table, key in each if table != PAGE}
        for row in pages_by_key(added):
            take_products_back(row, map(int, added[row.id].partition(":")[2].split(",")), actor=actor, scope=scope)
        for row in pages_by_key(key for each in entered for table, key in each if table == PAGE):
            if row.voided_at is None:
                void_presence(row, why=why, actor=actor, scope=scope)
        return ["" for _each in entered]

    def erase(self, entered: Entered, *, scope: Scope) -> None:
        """Erase void pages of women who go with them."""
        erase_presences(pages_by_key(key for table, key in entered if table == PAGE), scope=scope)

    def _links(self, draft: Draft) -> list[str]:
        found: dict[str, str] = {}
        said = {code: draft.typed.get(code, "") for code in _COLUMNS}
        for code, text in said.items():
            if NO_VALUE in text:
                draft.refuse(Problem(code, FORMULA))
            elif fold_name(text) not in NOTHING:
                found |= {key_of(link): link for link in self._pages_in(draft, code, text)}
        if not found and not draft.problems:
            draft.refuse(Problem(LINK, N_("Vui lòng ghi địa chỉ trang, ví dụ facebook.com/maytrebienthuong.")))
        return list(found.values())

    def _pages_in(self, draft: Draft, code: str, text: str) -> list[str]:
        """The pages that a cell names; a Zalo number is a page of Zalo."""
        phone, problem = read_phone(text) if code == ZALO else ("", None)
        if phone and problem is None:
            return [tidy_link(f"zalo.me/0{phone.removeprefix('+84')}")]
        links = [each for each in re.split(r"[\s,;]+", text) if "." in each]
        try:
            if links:
                return [tidy_link(each) for each in links]
        except NotALink:
            pass
        words = N_("“%(said)s” không phải địa chỉ trang. Vui lòng dán địa chỉ, ví dụ facebook.com/maytrebienthuong.")
        draft.refuse(Problem(code, words, {"said": text[:80]}))
        return []

    def _may_add(self, draft: Draft, row: OnlinePresence, territory: Territory) -> bool:
        """Whether a row may add products to a page that is recorded: it is hers, and of the same day."""
        if draft.person is not None and draft.person.id == row.person_id:
            there = {product.folded_name for product in row.products}
            new = [name for name in draft.given[PRODUCTS] if fold_name(name) not in there]
            words = N_("Trang này đã ghi từ %(day)s, chưa có: %(products)s. Muốn ghi thêm, mời vào hồ sơ của chị ấy.")
            if new and draft.given[SINCE] != str(row.seen_on):
                draft.tell(Problem(SINCE, words, {"day": f"{row.seen_on:%d/%m/%Y}", "products": ", ".join(new)}))
            return bool(draft.given[SINCE] == str(row.seen_on))
        if territory.scope.covers(row.unit):
            words = N_("Trang này đã ghi cho chị %(name)s. Mời xem lại địa chỉ trang.")
            draft.refuse(Problem(LINK, words, {"name": row.person.full_name}))
        else:
            draft.refuse(Problem(LINK, N_("Trang này đã ghi ở nơi khác. Mời xem lại địa chỉ trang.")))
        return False

    def _settle_products(self, draft: Draft, mine: dict[str, tuple[Any, set[str]]], key: str) -> None:
        her = draft.person.id if draft.person else (draft.given["full_name"], draft.given["birth_year"])
        hers, there = mine.setdefault(key, (her, set()))
        names = {fold_name(name) for name in draft.given[PRODUCTS]}
        if hers != her:
            draft.refuse(Problem(LINK, N_("Trang này đã có ở một dòng khác, của chị khác. Mời xem lại.")))
        elif len(there | names) > MOST_PRODUCTS:
            draft.refuse(Problem(PRODUCTS, TOO_MANY))
        elif names - there:
            draft.adds.append(PAGE)
        there |= names

    def _write(
        self,
        draft: Draft,
        territory: Territory,
        actor: Actor,
        there: dict[str, OnlinePresence],
        models: Sequence[tuple[Enterprise, set[int]]],
    ) -> Entered:
        entered: Entered = []
        if not draft.adds or draft.person is None:
            return entered
        by: dict[str, Any] = {"actor": actor, "scope": territory.scope}
        given, person, unit = draft.given, draft.person, territory.areas[draft.given[AREA]].unit
        name, day = fold_name(given[MODEL]), date.fromisoformat(given[SINCE])
        model = next((row for row, people in models if row.folded_name == name and person.id in people), None)
        for link in given[LINKS]:
            row = there.get(key_of(link))
            if row is None:
                row = record_presence(person, unit, model, link=link, products=given[PRODUCTS], seen_on=day, **by)
                there[row.link_key] = row
                entered.append([PAGE, row.id])
            elif row.person_id == person.id and (more := add_products(row, given[PRODUCTS], **by)):
                entered.append([f"{PAGE}:{','.join(map(str, more))}", row.id])
        return entered


plug = SalesPages()
