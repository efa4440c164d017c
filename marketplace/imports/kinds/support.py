"""A list of support given under a programme: to whom, in which form, when, how much, from whom."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.clock import today
from marketplace.core.folding import folded_words
from marketplace.core.typed_numbers import DONG, read_number
from marketplace.core.words import N_
from marketplace.imports.cells import NOTHING, read_day
from marketplace.imports.drafts import Draft, Territory
from marketplace.imports.fields import WHO_SHE_IS, Field, Problem
from marketplace.imports.queries.support import programmes_by_code, support_by_key, supports_of
from marketplace.imports.shape import Entered, KindWords
from marketplace.programme.models import Programme
from marketplace.programme.services import record_support, void_support
from marketplace.programme.services.support import erase_support

PROGRAMME, FORM, DAY, AMOUNT, FUNDER, IDEA, NOTE = "programme", "kind", "given_on", "amount", "funder", "idea", "note"
LEAST_DONG, MOST_DONG = 1_000, 1_000_000_000
_FORMS = {
    "training": ("tap huan", "dao tao", "day nghe", "hoc nghe", "boi duong"),
    "advice": ("tu van", "huong dan"),
    "loan": ("vay von", "von vay", "cho vay", "vay"),
    "grant": ("khong hoan lai", "trao von", "ho tro von", "tang", "tien mat", "tai tro"),
    "equipment": ("thiet bi", "may moc", "vat tu", "cay giong", "con giong", "cong cu"),
    "shop": ("gian hang", "ban hang", "xuc tien"),
    "mentoring": ("dong hanh", "co van", "kem cap"),
}


class Support:
    """Lượt hỗ trợ: a woman may stand in several rows, one for each act."""

    code = "support"
    has_many_of_one = True
    words = KindWords(
        name=N_("Danh sách hỗ trợ"),
        lead=N_("Ai được hỗ trợ, hình thức, ngày, số tiền, nguồn. Đề án, hình thức và ngày chung thì ghi một lần."),
    )
    fields = (
        *WHO_SHE_IS,
        Field(
            PROGRAMME,
            N_("Đề án"),
            ("de an", "thuoc de an", "chuong trinh"),
            is_needed=True,
            for_all=True,
            example="939",
            hint=N_("ghi số của Đề án, ví dụ 939"),
            width=10,
        ),
        Field(
            FORM,
            N_("Hình thức hỗ trợ"),
            ("hinh thuc ho tro", "hinh thuc", "noi dung ho tro", "loai ho tro", "ho tro"),
            is_needed=True,
            for_all=True,
            example="Vốn vay",
            choices=(
                N_("Tập huấn"),
                N_("Tư vấn"),
                N_("Vốn vay"),
                N_("Hỗ trợ vốn không hoàn lại"),
                N_("Mở gian hàng"),
            ),
        ),
        Field(
            DAY,
            N_("Ngày hỗ trợ"),
            ("ngay ho tro", "thoi gian ho tro", "ngay", "thoi gian", "ngay thang"),
            is_needed=True,
            for_all=True,
            example="15/03/2025",
            width=14,
        ),
        Field(
            AMOUNT,
            N_("Số tiền"),
            ("so tien", "kinh phi", "gia tri", "muc vay", "so von", "so tien trieu dong", "so tien dong"),
            example="20 triệu",
            hint=N_("ghi 20 triệu hoặc 20.000.000"),
            units=(("trieu", "triệu"), ("nghin", "nghìn")),
        ),
        Field(FUNDER, N_("Nguồn"), ("nguon", "nguon von", "don vi ho tro", "nha tai tro"), for_all=True),
        Field(IDEA, N_("Ý tưởng, mô hình"), ("y tuong", "mo hinh", "y tuong mo hinh", "nganh nghe", "ten mo hinh")),
        Field(NOTE, N_("Ghi chú"), ("ghi chu",)),
    )

    def read(self, draft: Draft, territory: Territory) -> None:
        """Programme, form, day within the programme, amount in đồng."""
        typed, given = draft.typed, draft.given
        programme = self._programme(draft, territory)
        day, _note, problem = read_day(typed.get(DAY, ""), DAY)
        draft.refuse(problem)
        if day is None:
            draft.refuse(Problem(DAY, N_("Vui lòng ghi ngày hỗ trợ, ví dụ 15/03/2025.")))
        elif programme and (day > today() or not programme.covers(day)):
            draft.refuse(Problem(DAY, N_("Ngày này nằm ngoài thời gian của Đề án. Mời xem lại ngày hoặc Đề án.")))
        given |= {PROGRAMME: programme.code if programme else "", DAY: str(day or ""), FORM: self._form(draft)}
        given[AMOUNT] = self._amount(draft)
        given |= {code: typed.get(code, "") for code in (FUNDER, IDEA, NOTE)}

    def says(self, given: Mapping[str, Any]) -> str:
        """Which act of support it is."""
        return f"{given[PROGRAMME]} {given[FORM]} {given[DAY]}"

    def settle(self, drafts: Sequence[Draft], territory: Territory) -> None:
        """A record of each act that is not recorded yet; the same act twice in a list is one."""
        recorded = supports_of(draft.person.id for draft in drafts if draft.person)
        for draft in drafts:
            act = self.says(draft.given)
            who = draft.person.id if draft.person else (draft.given["full_name"], draft.given["birth_year"])
            hers = recorded.setdefault(who, set())
            draft.adds = [] if act in hers else ["support_record"]
            if act in hers and not draft.person:
                draft.refuse(Problem("", N_("Trùng lượt hỗ trợ với một dòng ở trên.")))
            hers.add(act)

    def write(self, drafts: Sequence[Draft], territory: Territory, actor: Actor) -> list[Entered]:
        """The records, each through the service that records one."""
        programmes = self._known(territory)
        return [self._record(draft, territory, programmes, actor) for draft in drafts]

    def take_back(self, entered: Sequence[Entered], *, why: str, actor: Actor, scope: Scope) -> list[str]:
        """Void the records; a void one stays readable."""
        for row in support_by_key(key for each in entered for _table, key in each):
            if row.voided_at is None:
                void_support(row, why=why, actor=actor, scope=scope)
        return ["" for _each in entered]

    def erase(self, entered: Entered, *, scope: Scope) -> None:
        """Erase void records of women who go with them."""
        erase_support(support_by_key(key for _table, key in entered), scope=scope)

    def _record(self, draft: Draft, territory: Territory, programmes: Mapping[str, Programme], actor: Actor) -> Entered:
        if not draft.adds or draft.person is None:
            return []
        given = draft.given
        row = record_support(
            programmes[given[PROGRAMME]],
            draft.person,
            territory.areas[given["area_code"]].unit,
            kind=given[FORM],
            given_on=date.fromisoformat(given[DAY]),
            amount_dong=given[AMOUNT],
            funder=given[FUNDER],
            idea=given[IDEA],
            note=given[NOTE],
            actor=actor,
            scope=territory.scope,
        )
        return [["support_record", row.id]]

    def _known(self, territory: Territory) -> dict[str, Programme]:
        if "programmes" not in territory.noted:
            territory.noted["programmes"] = programmes_by_code()
        known: dict[str, Programme] = territory.noted["programmes"]
        return known

    def _programme(self, draft: Draft, territory: Territory) -> Programme | None:
        words = folded_words(draft.typed.get(PROGRAMME, ""))
        found = [row for code, row in self._known(territory).items() if code.lower() in words]
        if len(found) == 1:
            return found[0]
        known = ", ".join(self._known(territory))
        draft.refuse(Problem(PROGRAMME, N_("Vui lòng ghi số của Đề án: %(known)s."), {"known": known}))
        return None

    def _form(self, draft: Draft) -> str:
        words = " ".join(folded_words(draft.typed.get(FORM, "")))
        found = [code for code, known in _FORMS.items() if any(f" {each} " in f" {words} " for each in known)]
        if len(found) == 1:
            return found[0]
        draft.refuse(Problem(FORM, N_("Vui lòng ghi một hình thức hỗ trợ: tập huấn, tư vấn, vay vốn, thiết bị …")))
        return ""

    def _amount(self, draft: Draft) -> int | None:
        text = draft.typed.get(AMOUNT, "")
        if text in NOTHING:
            return None
        value = read_number(text, DONG, LEAST_DONG).value
        if value is not None and LEAST_DONG <= value <= MOST_DONG:
            return int(value)
        words = N_("Số tiền “%(said)s” là bao nhiêu? Vui lòng ghi rõ, ví dụ 20 triệu hoặc 20.000.000.")
        draft.refuse(Problem(AMOUNT, words, {"said": text}))
        return None


plug = Support()
