"""A list of members: who is a member of which branch or commune, since when, and who holds a post there."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.posts import (
    BRANCH_DEPUTY,
    BRANCH_HEAD,
    COMMITTEE_MEMBER,
    FULL_TIME,
    GROUP_HEAD,
    POSTS,
    PRESIDENT,
    STANDING_MEMBER,
    VICE_PRESIDENT,
    posts_at,
)
from marketplace.association.queries import get_unit, overlapping
from marketplace.association.scope import Scope
from marketplace.association.services.lists import (
    NewMember,
    NewPost,
    erase_terms,
    record_memberships,
    record_posts,
    take_back_terms,
)
from marketplace.core.actors import Actor
from marketplace.core.folding import folded_words
from marketplace.core.words import N_
from marketplace.imports.cells import read_day
from marketplace.imports.drafts import Draft, Territory
from marketplace.imports.fields import VILLAGE, WHO_SHE_IS, Field, Problem
from marketplace.imports.queries.register import memberships_of, standing_posts
from marketplace.imports.shape import Entered, KindWords
from marketplace.imports.women_rows import UNIT

JOINED, POST = "began_on", "post"
MEMBERSHIP = "membership"
_WORDS = {
    BRANCH_HEAD: ("chi hoi truong", "truong chi hoi", "cht", "chi hoi truong chi hoi phu nu"),
    BRANCH_DEPUTY: ("chi hoi pho", "pho chi hoi", "chp"),
    GROUP_HEAD: ("to truong", "to truong to phu nu", "to truong phu nu"),
    PRESIDENT: ("chu tich", "chu tich hoi", "chu tich hoi lhpn"),
    VICE_PRESIDENT: ("pho chu tich", "pho chu tich hoi", "pct"),
    STANDING_MEMBER: ("uy vien ban thuong vu", "uv ban thuong vu", "uvbtv", "uv btv", "uy vien btv"),
    COMMITTEE_MEMBER: ("uy vien ban chap hanh", "uv ban chap hanh", "uvbch", "uv bch", "uy vien bch", "bch"),
    FULL_TIME: ("can bo chuyen trach", "chuyen trach"),
    "": ("hoi vien", "hv", "khong", "x", "hoi vien nong cot", "dang vien"),
}
_POST_OF = {words: post for post, known in _WORDS.items() for words in known}
_DIVIDES = re.compile(r"[,;/+&]|\s-\s|\s+và\s+|\s+kiêm\s+")


class Members:
    """Hội viên: one row each; a woman is a member of one unit at a time."""

    code = "members"
    has_many_of_one = False
    words = KindWords(
        name=N_("Danh sách hội viên"),
        lead=N_("Họ và tên, năm sinh, thôn hoặc chi hội; có thêm số điện thoại, ngày vào Hội, chức vụ thì càng tốt."),
    )
    fields = (
        *WHO_SHE_IS,
        Field(
            JOINED,
            N_("Ngày vào Hội"),
            ("ngay vao hoi", "vao hoi", "nam vao hoi", "ngay thang nam vao hoi", "ngay ket nap", "ngay tham gia"),
            example="08/03/2015",
            width=14,
        ),
        Field(
            POST,
            N_("Chức vụ"),
            ("chuc vu", "chuc danh", "chuc vu hoi", "nhiem vu"),
            example="Chi hội trưởng",
            choices=(N_("Hội viên"), N_("Chi hội trưởng"), N_("Chi hội phó"), N_("Tổ trưởng tổ phụ nữ")),
        ),
    )

    def read(self, draft: Draft, territory: Territory) -> None:
        """The day of joining, empty where only a year is known; the posts."""
        day, note, problem = read_day(draft.typed.get(JOINED, ""), JOINED)
        draft.refuse(problem)
        draft.tell(note)
        draft.given[JOINED] = str(day or "")
        draft.given[POST] = self._posts(draft)

    def says(self, given: Mapping[str, Any]) -> str:
        """Day and posts: a list of next year that says more of her is looked at again."""
        return f"{given[JOINED]} {' '.join(given[POST])}"

    def settle(self, drafts: Sequence[Draft], territory: Territory) -> None:
        """A membership for whom has none, and each post that is free; what stands in the way is said."""
        known = memberships_of(draft.person.id for draft in drafts if draft.person)
        units = {unit.id: unit for area in territory.areas.values() for unit in (area.unit, *area.branches.values())}
        held = standing_posts(draft.given[UNIT] for draft in drafts if draft.given[POST])
        held |= standing_posts(draft.given["commune_unit_id"] for draft in drafts if draft.given[POST])
        seen: set[int] = set()
        for draft in drafts:
            draft.adds = []
            if draft.person and draft.person.id in seen:
                draft.tell(Problem("", N_("Chị ấy đã có ở một dòng khác của danh sách này.")))
                continue
            seen |= {draft.person.id} if draft.person else set()
            self._settle_membership(draft, known.get(draft.person.id, []) if draft.person else [], territory)
            self._settle_posts(draft, units, held)

    def write(self, drafts: Sequence[Draft], territory: Territory, actor: Actor) -> list[Entered]:
        """The memberships and posts of many women at once."""
        units = {unit.id: unit for area in territory.areas.values() for unit in (area.unit, *area.branches.values())}
        entered: list[Entered] = [[] for _each in drafts]
        by: dict[str, Any] = {"actor": actor, "scope": territory.scope}
        joining = [(place, draft) for place, draft in enumerate(drafts) if MEMBERSHIP in draft.adds]
        members = [NewMember(_her(draft), units[draft.given[UNIT]], _day(draft)) for _place, draft in joining]
        for (place, _draft), row in zip(joining, record_memberships(members, **by), strict=True):
            entered[place].append([MEMBERSHIP, row.id])
        posts = [(place, draft, said) for place, draft in enumerate(drafts) for said in draft.adds if ":" in said]
        new = [
            NewPost(_her(draft), units[int(said.split(":")[1])], said.split(":")[0]) for _place, draft, said in posts
        ]
        for (place, _draft, _said), post in zip(posts, record_posts(new, **by), strict=True):
            entered[place].append(["cadre_post", post.id])
        return entered

    def take_back(self, entered: Sequence[Entered], *, why: str, actor: Actor, scope: Scope) -> list[str]:
        """Void what stands as it was entered; what was ended since stays."""
        stays = take_back_terms([record for each in entered for record in each], why=why, scope=scope)
        words = N_("Đã ghi thôi là hội viên hoặc thôi giữ chức vụ sau khi nhập, nên giữ lại.")
        return [words if any(tuple(record) in stays for record in each) else "" for each in entered]

    def erase(self, entered: Entered, *, scope: Scope) -> None:
        """Erase memberships and posts of women who go with them."""
        erase_terms(entered, scope=scope)

    def _posts(self, draft: Draft) -> list[str]:
        found = []
        for part in _DIVIDES.split(draft.typed.get(POST, "")):
            words = " ".join(folded_words(part))
            if words and words not in _POST_OF:
                said = {"said": part.strip()}
                draft.refuse(Problem(POST, N_("Không rõ chức vụ “%(said)s”. Vui lòng ghi lại, hoặc xóa ô này."), said))
            elif words and _POST_OF[words]:
                found.append(_POST_OF[words])
        return list(dict.fromkeys(found))

    def _settle_membership(self, draft: Draft, rows: list[Any], territory: Territory) -> None:
        other = overlapping(rows, _day(draft), None)
        if other is None:
            draft.adds.append(MEMBERSHIP)
            return
        if other.ended_on is None and other.unit_id in (draft.given[UNIT], draft.given["commune_unit_id"]):
            return
        unit = get_unit(other.unit_id)
        if not territory.scope.covers(unit):
            draft.refuse(Problem("", N_("Chị ấy đang là hội viên ở nơi khác. Mời nhờ Hội ở đó ghi chị ấy chuyển đi.")))
        elif other.ended_on is not None:
            words = N_("Chị ấy là hội viên của %(unit)s đến %(day)s. Mời xem lại ngày vào Hội.")
            draft.refuse(Problem(JOINED, words, {"unit": unit.name, "day": f"{other.ended_on:%d/%m/%Y}"}))
        else:
            words = N_("Chị ấy đang là hội viên của %(unit)s. Nếu chị ấy chuyển, mời kết thúc ở đó trước.")
            draft.refuse(Problem("", words, {"unit": unit.name}))

    def _settle_posts(self, draft: Draft, units: dict[int, Unit], held: dict[tuple[int, str], set[int]]) -> None:
        for post in draft.given[POST]:
            at = [units[key] for key in (draft.given[UNIT], draft.given["commune_unit_id"])]
            unit = next((each for each in at if post in posts_at(each.level)), None)
            if unit is None:
                words = N_("Chưa có chi hội “%(village)s” nên chưa ghi chức vụ.")
                draft.tell(Problem(POST, words, {"village": draft.given[VILLAGE]}))
                continue
            holders = held.setdefault((unit.id, post), set())
            if draft.person and draft.person.id in holders:
                continue
            if POSTS[post].is_single and holders:
                words = N_("%(unit)s đã có người giữ chức vụ này nên chưa ghi chức vụ.")
                draft.tell(Problem(POST, words, {"unit": unit.name}))
                continue
            holders.add(draft.person.id if draft.person else -draft.position)
            draft.adds.append(f"{post}:{unit.id}")


def _her(draft: Draft) -> Any:
    assert draft.person is not None
    return draft.person


def _day(draft: Draft) -> date | None:
    return date.fromisoformat(draft.given[JOINED]) if draft.given[JOINED] else None


plug = Members()
