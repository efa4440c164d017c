"""The demo's list that waits to be looked at: members as a branch head wrote them in Excel, with what is unclear."""

from functools import partial
from typing import Any

from marketplace.association.queries import list_memberships_of
from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.imports.registries import KINDS
from marketplace.imports.services import bring_in, choose_columns, read_rows
from marketplace.imports.sheets import Sheet
from marketplace.imports.tables import find_table
from marketplace.people.models import Person
from marketplace.story.source import get_people

TITLE = ["DANH SÁCH HỘI VIÊN CHI HỘI THÔN BỒNG TRUNG", "", "", "", "", ""]
HEADS = ["STT", "Họ và tên", "Năm sinh", "Thôn", "Điện thoại", "Ngày vào Hội"]
ROWS = [
    ["1", "NGUYỄN THỊ THƠM", "1979", "Thôn Bồng Trung", "", "08/03/2012"],
    ["2", "Trịnh Thị Lựu", "12/3/85", "Thôn Bồng Trung", "", "2015"],
    ["3", "Hà Thị Nhàn", "", "Thôn Bồng Trung", "", "20/10/2018"],
    ["4", "Lưu Thị Sáu", "1966", "Thôn Bồng Trung", "12345", ""],
    ["5", "Phạm Thị Vóc", "03-1971", "Thôn Bồng Trung, xã Nông Cống", "", ""],
]


def write_list(diary: Diary, stage: Stage) -> None:
    """Schedule the list that the first commune's officer brought in yesterday and has not gone through yet."""
    area_code = get_people().officers[0].area_code
    diary.at(stage.past(1, 9), partial(_bring_in, stage, area_code), heard=False)


def _bring_in(stage: Stage, area_code: str) -> None:
    commune = stage.units[area_code]
    by: dict[str, Any] = {"actor": stage.officer_of(area_code), "scope": Scope((commune.path,))}
    rows = [TITLE, HEADS, *ROWS, *_known(area_code), ["", "Tổng cộng", "6", "", "", ""]]
    row = bring_in("members", commune, "hoi vien bong trung.xlsx", [Sheet("Sheet1", rows)], **by)
    choose_columns(row, read_rows(row, 0, find_table(rows, KINDS.get(row.kind).fields), {}), **by)


def _known(area_code: str) -> list[list[str]]:
    """A line of somebody who lives there and is no member yet: the officer is asked whether it is she."""
    living = session.query(Person).filter_by(area_code=area_code).order_by(Person.id).limit(50).all()
    members = {row.person_id for row in list_memberships_of([person.id for person in living])}
    others = [person for person in living if person.id not in members and person.birth_year]
    return [["6", each.full_name, str(each.birth_year), "Thôn Đông", "", ""] for each in others[:1]]
