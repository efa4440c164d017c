"""A list of who was in a class that was taught: each is in the class's list, and was present on its day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marketplace.association.queries import lock_unit
from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.folding import folded_words, identity, tidy
from marketplace.core.words import N_
from marketplace.imports.cells import FORMULA, TOPIC_CHOICES, read_day, read_topic
from marketplace.imports.drafts import Draft, Territory
from marketplace.imports.fields import WHO_SHE_IS, Field, Problem
from marketplace.imports.queries.class_lists import ENTERED, NOTED, WITHDRAWN, elsewhere_on, places_in
from marketplace.imports.queries.support import programmes_by_code
from marketplace.imports.shape import Entered, KindWords
from marketplace.imports.sheets import NO_VALUE
from marketplace.programme.services import count_for
from marketplace.training.models import ClassSession
from marketplace.training.queries import list_sessions, lock_class, sessions_on
from marketplace.training.services import Plan, erase_enrolments, open_class, record_came, take_back_came
from marketplace.training.services.classes import OLDEST
from marketplace.training.states import CANCELLED, OPEN_STATES

TITLE, TOPIC, DAY, PROGRAMME = "title", "topic", "held_on", "programme"
ENROLMENT, PRESENT = "enrolment", "attendance"
MOST_TITLE = 200


class ClassList:
    """Học viên của lớp: one row each; the class is found by title, day and unit, or opened."""

    code = "class_list"
    has_many_of_one = False
    words = KindWords(
        name=N_("Danh sách lớp tập huấn đã học"),
        lead=N_("Ai đã học lớp nào, ngày nào. Tên lớp, chủ đề, ngày học ghi một lần; lớp chưa có thì được mở."),
    )
    fields = (
        *WHO_SHE_IS,
        Field(
            TITLE,
            N_("Tên lớp"),
            ("ten lop", "lop", "lop tap huan", "ten lop tap huan", "khoa hoc", "noi dung tap huan"),
            is_needed=True,
            for_all=True,
            example="Bán hàng qua Zalo",
            width=26,
        ),
        Field(
            TOPIC,
            N_("Chủ đề"),
            ("chu de", "linh vuc", "noi dung"),
            for_all=True,
            example="Kỹ năng số",
            choices=TOPIC_CHOICES,
        ),
        Field(
            DAY,
            N_("Ngày học"),
            ("ngay hoc", "ngay tap huan", "ngay mo lop", "thoi gian hoc", "ngay", "thoi gian"),
            is_needed=True,
            for_all=True,
            example="15/03/2025",
            width=14,
        ),
        Field(PROGRAMME, N_("Đề án"), ("de an", "thuoc de an", "chuong trinh"), for_all=True, example="2415", width=10),
    )

    def read(self, draft: Draft, territory: Territory) -> None:
        """Title, topic and day of the class; a class that was cancelled, or cannot be told, is refused."""
        title = tidy(draft.typed.get(TITLE, ""))[:MOST_TITLE]
        day, _note, problem = read_day(draft.typed.get(DAY, ""), DAY)
        draft.refuse(problem)
        if day is None:
            draft.refuse(Problem(DAY, N_("Vui lòng ghi ngày học, ví dụ 15/03/2025.")))
        elif day < OLDEST:
            draft.refuse(Problem(DAY, N_("Chỉ ghi được lớp từ năm 2010. Mời xem lại ngày học.")))
        if not title or NO_VALUE in title:
            draft.refuse(Problem(TITLE, FORMULA if title else N_("Vui lòng ghi tên lớp.")))
        topic, problem = read_topic(draft.typed.get(TOPIC, ""), TOPIC)
        draft.refuse(problem)
        draft.given |= {TITLE: title, DAY: str(day or ""), TOPIC: topic}
        draft.given[PROGRAMME] = self._programmes(draft, territory)
        if title and day:
            self._require_class(draft, self._found(title, day, territory))

    def says(self, given: Mapping[str, Any]) -> str:
        """Which class it is."""
        return f"{identity(given[TITLE])} {given[DAY]}"

    def settle(self, drafts: Sequence[Draft], territory: Territory) -> None:
        """A line in the class's list for whom has none, and that she was present; a woman twice in a list is once."""
        for mine in self._by_class(drafts).values():
            day = date.fromisoformat(mine[0].given[DAY])
            held = next(iter(self._found(mine[0].given[TITLE], day, territory)), None)
            people = [draft.person.id for draft in mine if draft.person]
            places = places_in(held, people) if held else {}
            unit = held.training_class.unit if held else territory.unit
            away = elsewhere_on(day, held, unit, (key for key in people if places.get(key) != NOTED))
            seen: set[int] = set()
            for draft in mine:
                key = draft.person.id if draft.person else 0
                self._settle(draft, places.get(key, ""), held, is_again=key in seen, is_away=key in away)
                seen |= {key} - {0}

    def write(self, drafts: Sequence[Draft], territory: Territory, actor: Actor) -> list[Entered]:
        """The women of each class at once, in a class that is opened where there is none."""
        lock_unit(territory.unit.id)
        by: dict[str, Any] = {"actor": actor, "scope": territory.scope}
        entered: dict[int, Entered] = {}
        for mine in self._by_class([draft for draft in drafts if draft.adds]).values():
            held = self._held(mine, territory, by)
            came = record_came(held.training_class, held, [draft.person for draft in mine if draft.person], **by)
            for draft, each in zip(mine, came, strict=True):
                line = [["enrolment", each.enrolment_id]] if each.is_new else []
                noted = [[f"enrolment:{held.id}", each.enrolment_id]] if each.is_noted else []
                entered[draft.position] = [*line, *noted]
        return [entered.get(draft.position, []) for draft in drafts]

    def take_back(self, entered: Sequence[Entered], *, why: str, actor: Actor, scope: Scope) -> list[str]:
        """Void the lines and take back who was present; who has a certificate, or came another day too, stays."""
        records = [(table.partition(":")[2], key) for each in entered for table, key in each]
        lines = {key for held, key in records if not held}
        noted = {(key, int(held)) for held, key in records if held}
        certified, came = take_back_came(lines, noted, why=why, actor=actor, scope=scope)
        words = dict.fromkeys(came, N_("Chị ấy còn có mặt ở buổi khác của lớp này, nên giữ tên trong lớp."))
        words |= dict.fromkeys(certified, N_("Chị ấy đã được cấp giấy chứng nhận của lớp này, nên giữ lại."))
        return [next((words[key] for _table, key in each if key in words), "") for each in entered]

    def erase(self, entered: Entered, *, scope: Scope) -> None:
        """Erase void lines of women who go with them."""
        erase_enrolments((key for table, key in entered if table == "enrolment"), scope=scope)

    def _by_class(self, drafts: Sequence[Draft]) -> dict[str, list[Draft]]:
        found: dict[str, list[Draft]] = {}
        for draft in drafts:
            found.setdefault(self.says(draft.given), []).append(draft)
        return found

    def _found(self, title: str, day: date, territory: Territory) -> list[ClassSession]:
        """That day's sessions of classes of that title: the unit's own, else others; cancelled where all are."""
        known = territory.noted.setdefault("sessions", {})
        if day not in known:
            known[day] = sessions_on(day, Scope((territory.unit.path,)))
        named = [each for each in known[day] if identity(each.training_class.title) == identity(title)]
        live = [each for each in named if each.training_class.status != CANCELLED]
        return [each for each in live if each.training_class.unit_id == territory.unit.id] or live or named

    def _require_class(self, draft: Draft, found: list[ClassSession]) -> None:
        if not found and not draft.given[TOPIC]:
            draft.refuse(Problem(TOPIC, N_("Lớp này chưa có. Vui lòng ghi chủ đề để mở lớp, ví dụ Kỹ năng số.")))
        elif not found:
            draft.notes.append(Problem(TITLE, N_("Lớp này chưa có, sẽ được mở khi ghi danh sách.")))
        elif found[0].training_class.status == CANCELLED:
            words = N_("Lớp này đã hủy. Nếu lớp vẫn diễn ra, mời vào trang của lớp và mở lại, rồi nhập danh sách.")
            draft.refuse(Problem(TITLE, words))
        elif len({each.class_id for each in found}) > 1:
            words = N_("Ngày này có nhiều lớp cùng tên. Mời sửa tên cho khác nhau, hoặc nhập ở đơn vị mở lớp.")
            draft.refuse(Problem(TITLE, words))

    def _settle(self, draft: Draft, place: str, held: ClassSession | None, *, is_again: bool, is_away: bool) -> None:
        draft.adds = []
        if is_again:
            draft.notes.append(Problem("", N_("Chị ấy đã có ở một dòng khác của danh sách này.")))
        elif place == WITHDRAWN:
            draft.refuse(
                Problem("", N_("Chị ấy đã rút khỏi lớp này. Vui lòng ghi lại tên chị ấy ở trang của lớp trước."))
            )
        elif is_away:
            words = N_("Ngày này chị ấy có mặt ở lớp của nơi khác. Mời xem lại ngày học, hoặc có đúng là chị ấy không.")
            draft.refuse(Problem(DAY, words))
        elif not place and held and held.training_class.status not in OPEN_STATES:
            draft.refuse(Problem("", N_("Lớp đã kết thúc nên không thêm người. Mời mở lại ở trang của lớp trước.")))
        elif place != NOTED:
            draft.adds = [PRESENT] if place == ENTERED else [ENROLMENT, PRESENT]

    def _held(self, mine: Sequence[Draft], territory: Territory, by: Mapping[str, Any]) -> ClassSession:
        given = mine[0].given
        day = date.fromisoformat(given[DAY])
        for held in self._found(given[TITLE], day, territory):
            lock_class(held.training_class.code)
            return held
        row = open_class(territory.unit, Plan(given[TITLE], given[TOPIC], len(mine)), day, **by)
        programmes = [each for code, each in programmes_by_code().items() if code in given[PROGRAMME]]
        count_for("training_class", row.id, programmes, actor=by["actor"])
        return list_sessions(row)[0]

    def _programmes(self, draft: Draft, territory: Territory) -> list[str]:
        if "programmes" not in territory.noted:
            territory.noted["programmes"] = programmes_by_code()
        known, words = territory.noted["programmes"], folded_words(draft.typed.get(PROGRAMME, ""))
        found = [code for code in known if code.lower() in words]
        if words and not found:
            draft.refuse(Problem(PROGRAMME, N_("Vui lòng ghi số của Đề án: %(known)s."), {"known": ", ".join(known)}))
        return found


plug = ClassList()
