"""A list of models: enterprises, households and collectives, each with the woman who represents it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.clock import today
from marketplace.core.folding import fold_name, folded_words, tidy
from marketplace.core.words import N_
from marketplace.enterprises.enterprise_kinds import HEAD, HOUSEHOLD
from marketplace.enterprises.queries import list_parts, registration_key
from marketplace.enterprises.services import (
    Counted,
    Facts,
    erase_enterprises,
    record_count,
    record_enterprise,
    take_back_enterprise,
)
from marketplace.imports.cells import FORMULA, read_day
from marketplace.imports.drafts import Draft, Territory
from marketplace.imports.fields import BORN, NAME, VILLAGE, WHO_SHE_IS, Field, Problem
from marketplace.imports.model_cells import (
    FORM_CHOICES,
    NO,
    YES,
    read_amount,
    read_count,
    read_form,
    read_share,
    read_title,
    read_yes,
)
from marketplace.imports.queries.enterprises import enterprises_called
from marketplace.imports.queries.support import programmes_by_code
from marketplace.imports.shape import Entered, KindWords
from marketplace.imports.sheets import NO_VALUE
from marketplace.imports.women_rows import AREA
from marketplace.programme.models import Programme
from marketplace.programme.services import count_for

MODEL, FORM, TITLE, FOUNDED, IS_NEW, SINCE = "name", "form", "title", "founded_on", "is_new", "supported_from"
NUMBER, SECTOR, CAPITAL, SHARE = "registration_number", "sector", "charter_capital", "share"
MEMBERS, WOMEN, PROGRAMME = "members", "women_members", "programme"
RECORD, PART = "enterprise", "enterprise_part"
SOURCE = N_("Danh sách mô hình đã nhập")  # of the counts
ADULT, MOST_NAME = 18, 200
_HEADS_HER = (
    *("nguoi dai dien", "ho ten nguoi dai dien", "ho va ten nguoi dai dien", "dai dien", "nguoi dung dau"),
    *("chu mo hinh", "ten chu mo hinh", "ho va ten chu mo hinh", "chu ho", "chu doanh nghiep", "chu co so", "nu chu"),
)
_WHO_REPRESENTS = tuple(
    replace(each, label=N_("Người đại diện (họ và tên)"), headings=each.headings + _HEADS_HER)
    if each.code == NAME
    else each
    for each in WHO_SHE_IS
)


class Enterprises:
    """Mô hình: one row each; a woman may represent several."""

    code = "enterprises"
    has_many_of_one = True
    words = KindWords(
        name=N_("Danh sách mô hình"),
        lead=N_("Doanh nghiệp, hộ kinh doanh, hợp tác xã, tổ nhóm do phụ nữ đại diện; mỗi mô hình một dòng."),
    )
    fields = (
        Field(
            MODEL,
            N_("Tên mô hình"),
            (
                *("ten mo hinh", "mo hinh", "ten doanh nghiep", "ten hop tac xa", "ten htx", "ten ho kinh doanh"),
                *("ten to hop tac", "ten tht", "ten to lien ket", "ten co so", "ten don vi", "ten to nhom"),
            ),
            is_needed=True,
            example="HTX Mây tre Biện Thượng",
            width=30,
        ),
        Field(
            FORM,
            N_("Loại hình"),
            ("loai hinh", "loai mo hinh", "hinh thuc", "loai hinh mo hinh", "loai"),
            is_needed=True,
            for_all=True,
            example="Hợp tác xã",
            choices=FORM_CHOICES,
        ),
        *_WHO_REPRESENTS,
        Field(TITLE, N_("Chức vụ"), ("chuc vu", "chuc danh", "vai tro"), example="Giám đốc"),
        Field(
            FOUNDED,
            N_("Ngày thành lập"),
            ("ngay thanh lap", "thoi gian thanh lap", "thanh lap ngay", "ngay cap dang ky", "ngay cap"),
            example="08/03/2024",
            width=14,
        ),
        Field(
            IS_NEW,
            N_("Hội hỗ trợ thành lập"),
            ("hoi ho tro thanh lap", "ho tro thanh lap", "thanh lap moi", "moi thanh lap"),
            for_all=True,
            example="Có",
            hint=N_("ghi Có hoặc Không"),
            choices=(YES, NO),
            width=12,
        ),
        Field(
            SINCE,
            N_("Hội theo dõi từ ngày"),
            ("hoi theo doi tu ngay", "theo doi tu", "ngay ho tro", "hoi ho tro tu ngay", "ngay bat dau ho tro"),
            for_all=True,
            hint=N_("khi mô hình đã có trước"),
            width=14,
        ),
        Field(
            NUMBER,
            N_("Số đăng ký kinh doanh"),
            (
                *("so dang ky kinh doanh", "so dkkd", "dkkd", "ma so thue", "mst", "ma so doanh nghiep"),
                *("giay phep kinh doanh", "so giay phep", "so dang ky", "ma so htx"),
            ),
        ),
        Field(SECTOR, N_("Ngành nghề"), ("nganh nghe", "linh vuc", "nganh hang", "linh vuc hoat dong", "san pham")),
        Field(
            MEMBERS, N_("Số thành viên"), ("so thanh vien", "tong so thanh vien", "thanh vien", "tong so tv"), width=12
        ),
        Field(
            WOMEN,
            N_("Số thành viên nữ"),
            ("so thanh vien nu", "thanh vien nu", "trong do nu", "so nu", "thanh vien la nu", "so tv nu"),
            width=12,
        ),
        Field(
            CAPITAL,
            N_("Vốn điều lệ"),
            ("von dieu le", "von dang ky", "tong von", "von", "von dieu le trieu dong"),
            units=(("trieu", "triệu"), ("ty", "tỷ"), ("nghin", "nghìn")),
        ),
        Field(
            SHARE,
            N_("Tỷ lệ vốn của chị (%)"),
            ("ty le von", "ty le von gop", "ty le gop von", "von gop", "ty le so huu", "phan tram von"),
            hint=N_("ghi như 60%"),
            width=12,
        ),
        Field(PROGRAMME, N_("Đề án"), ("de an", "thuoc de an", "chuong trinh"), for_all=True, width=10),
    )

    def read(self, draft: Draft, territory: Territory) -> None:
        """Name, form, title, days, capital and share, members: what would be refused later is refused here."""
        typed, given = draft.typed, draft.given
        name = tidy(typed.get(MODEL, ""))[:MOST_NAME]
        if NO_VALUE in name or not fold_name(name):
            draft.refuse(Problem(MODEL, FORMULA if name else N_("Vui lòng ghi tên mô hình.")))
        form, problem = read_form(typed.get(FORM, "") or name, FORM)
        draft.refuse(problem)
        title, problem = read_title(typed.get(TITLE, ""), form, TITLE)
        draft.refuse(problem)
        given |= {MODEL: name, FORM: form, TITLE: title or (HEAD if form == HOUSEHOLD else "")}
        given |= {NUMBER: tidy(typed.get(NUMBER, "")), SECTOR: tidy(typed.get(SECTOR, ""))}
        for code, reader in ((CAPITAL, read_amount), (SHARE, read_share), (MEMBERS, read_count), (WOMEN, read_count)):
            given[code], problem = reader(typed.get(code, ""), code)
            draft.refuse(problem)
        if given[MEMBERS] is not None and (given[WOMEN] or 0) > given[MEMBERS]:
            draft.refuse(Problem(WOMEN, N_("Số thành viên nữ lớn hơn số thành viên. Mời xem lại.")))
        self._read_days(draft)
        self._read_programme(draft, territory)

    def says(self, given: Mapping[str, Any]) -> str:
        """Which model it is."""
        return f"{given[FORM]} {fold_name(given[MODEL])} {registration_key(given[NUMBER])}"

    def settle(self, drafts: Sequence[Draft], territory: Territory) -> None:
        """A record of each model that is not in the register; of one that is, who represents it has to be the same."""
        keys = [registration_key(draft.given[NUMBER]) for draft in drafts]
        known = enterprises_called((fold_name(draft.given[MODEL]) for draft in drafts), keys)
        seen: set[Any] = set()
        for draft in drafts:
            draft.adds = []
            mine, key = self._place(draft), registration_key(draft.given[NUMBER])
            path = territory.areas[draft.given[AREA]].unit.path
            her = draft.person.id if draft.person else 0
            same = [
                (row, people)
                for row, people in known
                if (key and row.registration_key == key)
                or (
                    (row.form, row.folded_name) == mine[:2]
                    and (her in people or (row.unit.path.startswith(path) and self._may_be(key, row.registration_key)))
                )
            ]
            if any(her in people for _row, people in same):
                continue
            if same:
                self._refuse_same(draft, same[0][0], territory)
            elif mine in seen or (key and key in seen):
                draft.refuse(Problem("", N_("Trùng mô hình với một dòng ở trên.")))
            else:
                self._require_adult(draft)
                draft.adds = [RECORD]
                seen |= {mine, key}

    def write(self, drafts: Sequence[Draft], territory: Territory, actor: Actor) -> list[Entered]:
        """The records, each through the service that records one; the women-owned test follows."""
        return [self._record(draft, territory, actor) for draft in drafts]

    def take_back(self, entered: Sequence[Entered], *, why: str, actor: Actor, scope: Scope) -> list[str]:
        """Void the models with their people; one of which more is recorded by now stays."""
        words = N_("Mô hình nay có thêm thông tin ghi sau khi nhập, nên giữ lại.")
        return [self._take_back_one(each, why=why, actor=actor, scope=scope, words=words) for each in entered]

    def erase(self, entered: Entered, *, scope: Scope) -> None:
        """Erase void models of women who go with them."""
        erase_enterprises((key for table, key in entered if table == RECORD), scope=scope)

    def _take_back_one(self, records: Entered, *, why: str, actor: Actor, scope: Scope, words: str) -> str:
        parts = [key for table, key in records if table == PART]
        for key in (key for table, key in records if table == RECORD):
            if not take_back_enterprise(key, parts, source=SOURCE, why=why, actor=actor, scope=scope):
                return words
            count_for(RECORD, key, (), actor=actor)
        return ""

    def _place(self, draft: Draft) -> tuple[str, str, str]:
        return draft.given[FORM], fold_name(draft.given[MODEL]), draft.given[AREA]

    def _may_be(self, mine: str, theirs: str) -> bool:
        """Whether two of one name and commune may be one: their numbers do not tell them apart."""
        return not mine or not theirs or mine == theirs

    def _refuse_same(self, draft: Draft, row: Any, territory: Territory) -> None:
        if territory.scope.covers(row.unit):
            words = N_("Mô hình này đã có trong sổ, người đại diện là %(name)s. Mời xem lại người đại diện.")
            draft.refuse(Problem("", words, {"name": row.person.full_name}))
        else:
            draft.refuse(Problem(NUMBER, N_("Mô hình này đã được ghi ở nơi khác. Mời xem lại số đăng ký.")))

    def _require_adult(self, draft: Draft) -> None:
        years = {draft.given[BORN], draft.person.birth_year if draft.person else None} - {None}
        if not draft.given[IS_NEW] or not years:
            return
        age = date.fromisoformat(draft.given[FOUNDED]).year - max(years)
        if age <= 0:
            draft.refuse(Problem(FOUNDED, N_("Mô hình thành lập trước khi chị ấy ra đời. Mời xem lại.")))
        elif age < ADULT:
            draft.tell(Problem(FOUNDED, N_("Khi thành lập chị ấy chưa đủ 18 tuổi. Mời xem lại.")))

    def _read_days(self, draft: Draft) -> None:
        typed, given = draft.typed, draft.given
        days = {}
        for code in (FOUNDED, SINCE):
            days[code], note, problem = read_day(typed.get(code, ""), code)
            draft.refuse(problem)
            draft.tell(note)
            given[code] = str(days[code] or "")
        is_new, problem = read_yes(typed.get(IS_NEW, ""), IS_NEW)
        draft.refuse(problem)
        given[IS_NEW] = is_new is True
        if is_new is None and not days[SINCE]:
            words = N_("Hội có hỗ trợ thành lập mô hình này không? Vui lòng ghi Có, hoặc ghi Hội theo dõi từ ngày nào.")
            draft.refuse(Problem(IS_NEW, words))
        elif is_new and not days[FOUNDED]:
            draft.refuse(Problem(FOUNDED, N_("Vui lòng ghi ngày thành lập, ví dụ 08/03/2024.")))
        elif not is_new and not days[SINCE]:
            draft.refuse(Problem(SINCE, N_("Vui lòng ghi Hội theo dõi mô hình từ ngày nào, ví dụ 08/03/2024.")))
        elif not is_new and (days[SINCE] or date.max) < (days[FOUNDED] or date.min):
            draft.refuse(Problem(SINCE, N_("Ngày Hội theo dõi trước ngày thành lập. Mời xem lại.")))

    def _read_programme(self, draft: Draft, territory: Territory) -> None:
        known, words = self._known(territory), folded_words(draft.typed.get(PROGRAMME, ""))
        found = [code for code in known if code.lower() in words]
        since = draft.given[FOUNDED] if draft.given[IS_NEW] else draft.given[SINCE]
        if words and not found:
            draft.refuse(Problem(PROGRAMME, N_("Vui lòng ghi số của Đề án: %(known)s."), {"known": ", ".join(known)}))
        elif since and not all(known[code].covers(date.fromisoformat(since)) for code in found):
            draft.refuse(Problem(PROGRAMME, N_("Ngày này nằm ngoài thời gian của Đề án. Mời xem lại ngày hoặc Đề án.")))
        draft.given[PROGRAMME] = found

    def _known(self, territory: Territory) -> dict[str, Programme]:
        if "programmes" not in territory.noted:
            territory.noted["programmes"] = programmes_by_code()
        known: dict[str, Programme] = territory.noted["programmes"]
        return known

    def _record(self, draft: Draft, territory: Territory, actor: Actor) -> Entered:
        if not draft.adds or draft.person is None:
            return []
        given = draft.given
        by: dict[str, Any] = {"actor": actor, "scope": territory.scope}
        facts = Facts(
            name=given[MODEL],
            form=given[FORM],
            is_new=given[IS_NEW],
            founded_on=_day(given[FOUNDED]),
            supported_from=_day(given[SINCE]),
            address_line=given[VILLAGE],
            sector=given[SECTOR],
            registration_number=given[NUMBER],
            charter_capital_dong=given[CAPITAL],
        )
        unit = territory.areas[given[AREA]].unit
        her: dict[str, Any] = {"title": given[TITLE], "share": given[SHARE], "evidence": SOURCE, "is_certain": True}
        row = record_enterprise(facts, draft.person, unit, **her, **by)
        if given[MEMBERS] is not None or given[WOMEN] is not None:
            record_count(row, Counted(given[MEMBERS], given[WOMEN]), today(), source=SOURCE, **by)
        known = self._known(territory)
        if given[PROGRAMME]:
            count_for(RECORD, row.id, [known[code] for code in given[PROGRAMME]], actor=actor, day=facts.since)
        return [[RECORD, row.id], *([PART, part.id] for part in list_parts(row.id))]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


plug = Enterprises()
