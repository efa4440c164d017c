"""A toy kind of list: who is in the club of knitters; it records her as a member of her commune's unit."""

from collections.abc import Mapping, Sequence
from typing import Any

from marketplace.association.scope import Scope
from marketplace.association.services.lists import NewMember, erase_terms, record_memberships, take_back_terms
from marketplace.core.actors import Actor
from marketplace.imports.drafts import Draft, Territory
from marketplace.imports.fields import WHO_SHE_IS, Field, Problem
from marketplace.imports.queries.register import memberships_of
from marketplace.imports.shape import Entered, KindWords


class YarnClub:
    code = "yarn_club"
    has_many_of_one = False
    words = KindWords("Danh sách câu lạc bộ len", "Ai đan len.")
    fields = (*WHO_SHE_IS, Field("colour", "Màu len", ("mau len",), is_needed=True, for_all=True, example="đỏ"))

    def read(self, draft: Draft, territory: Territory) -> None:
        draft.given["colour"] = draft.typed.get("colour", "")
        if draft.given["colour"] == "đen":
            draft.refuse(Problem("colour", "Không có len màu %(said)s.", {"said": "đen"}))

    def says(self, given: Mapping[str, Any]) -> str:
        return str(given["colour"])

    def settle(self, drafts: Sequence[Draft], territory: Territory) -> None:
        known = memberships_of(draft.person.id for draft in drafts if draft.person)
        for draft in drafts:
            draft.adds = [] if draft.person and draft.person.id in known else ["membership"]

    def write(self, drafts: Sequence[Draft], territory: Territory, actor: Actor) -> list[Entered]:
        rows = [NewMember(d.person, territory.areas[d.given["area_code"]].unit, None) for d in drafts if d.person]
        return [[["membership", row.id]] for row in record_memberships(rows, actor=actor, scope=territory.scope)]

    def take_back(self, entered: Sequence[Entered], *, why: str, actor: Actor, scope: Scope) -> list[str]:
        take_back_terms([record for each in entered for record in each], why=why, scope=scope)
        return ["" for _each in entered]

    def erase(self, entered: Entered, *, scope: Scope) -> None:
        erase_terms(entered, scope=scope)


plug = YarnClub()
