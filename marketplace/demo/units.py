"""The demo's units: fanpages and Zalo groups, one commune without, one long unseen; full-time officers, an honour."""

from datetime import timedelta
from functools import partial
from typing import Any

from marketplace.association.posts import FULL_TIME
from marketplace.association.queries import list_channels
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.association.services import (
    give_post,
    record_channel,
    record_software_use,
    record_training,
    see_channel,
    set_theme,
)
from marketplace.association.unit_channels import FANPAGE, ZALO_GROUP
from marketplace.association.unit_software import MARKETPLACE, NATIONAL_MEMBERS, OFFICERS
from marketplace.core.folding import slugify
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.honours.services import note_consent, record_honour
from marketplace.honours.titles import EXEMPLARY, LETTER, PROVINCE
from marketplace.people.queries import get_person
from marketplace.story.source import get_people

COMMUNES = 6
LACKS_ZALO, UNSEEN = 1, 2  # of the communes: their places among the officers
COURSE = "Bồi dưỡng kỹ năng số cho cán bộ Hội (mẫu)"


def write_units(diary: Diary, stage: Stage) -> None:
    """Schedule what the units of the officers' communes keep of themselves, the theme of the year and the honours."""
    for number, officer in enumerate(get_people().officers[:COMMUNES]):
        unseen_for = 230 if number == UNSEEN else 12
        diary.at(stage.past(240, 9, number), partial(_open_channels, stage, officer.area_code, number), heard=False)
        seeing = partial(_see_channels, stage, officer.area_code)
        diary.at(stage.past(unseen_for, 10, number), seeing, heard=False)
        diary.at(stage.past(58, 11, number), partial(_note_cadre, stage, officer.area_code, number), heard=False)
    diary.at(stage.past(50, 14), partial(_set_theme, stage), heard=False)
    diary.at(stage.past(30, 15), partial(_honour, stage), heard=False)


def _by(stage: Stage, area_code: str) -> dict[str, Any]:
    return {"actor": stage.officer_of(area_code), "scope": Scope((stage.units[area_code].path,))}


def _open_channels(stage: Stage, area_code: str, number: int) -> None:
    unit, by = stage.units[area_code], _by(stage, area_code)
    name = slugify(unit.name.removeprefix("Hội LHPN ")).replace("-", "")
    said: dict[str, Any] = {"opened_on": stage.today - timedelta(days=600), "members_said": 400 + 35 * number}
    record_channel(unit, FANPAGE, f"facebook.com/hoilhpn.{name}.mau", name=f"{unit.name} (mẫu)", **said, **by)
    if number != LACKS_ZALO:
        record_channel(unit, ZALO_GROUP, f"zalo.me/g/{name[:6]}mau{number}", **by)


def _see_channels(stage: Stage, area_code: str) -> None:
    for seen in list_channels(stage.units[area_code].id):
        see_channel(seen.channel, **_by(stage, area_code))


def _note_cadre(stage: Stage, area_code: str, number: int) -> None:
    """The officer is the full-time one of her commune; one of them was not trained yet."""
    unit, by = stage.units[area_code], _by(stage, area_code)
    since = stage.today - timedelta(days=500)
    post = give_post(get_person(by["actor"].person_id), unit, FULL_TIME, began_on=since, **by)
    if number != LACKS_ZALO:
        on = stage.today - timedelta(days=120)
        record_training(post, course=COURSE, trained_on=on, document=f"Giấy chứng nhận số {number + 1} (mẫu)", **by)
    said_on = stage.today - timedelta(days=60)
    for software in (NATIONAL_MEMBERS, MARKETPLACE):
        is_used = software == MARKETPLACE or number != LACKS_ZALO
        said: dict[str, Any] = {"is_used": is_used, "said_on": said_on, "source": "Báo cáo quý (mẫu)"}
        record_software_use(unit, software, OFFICERS, **said, **by)


def _set_theme(stage: Stage) -> None:
    set_theme(
        stage.home,
        stage.today.year,
        "Nâng cao năng lực số cho phụ nữ (mẫu)",
        breakthrough="Mỗi chi hội một chị bán hàng trên mạng (mẫu)",
        document="Nghị quyết của Ban Chấp hành (mẫu)",
        is_sample=True,
        actor=stage.officer_of(""),
        scope=EVERYTHING,
    )


def _honour(stage: Stage) -> None:
    """The first seller, who consents, and the unit of her commune."""
    seller = next(iter(stage.sellers.values()))
    by: dict[str, Any] = {"actor": stage.officer_of(""), "scope": EVERYTHING, "level": PROVINCE}
    by |= {"issuer": "Ban Thường vụ Hội LHPN tỉnh (mẫu)", "decided_on": stage.today - timedelta(days=41)}
    honour = record_honour(
        stage.home,
        seller.person,
        title=EXEMPLARY,
        citation="Đưa hàng quê lên mạng, mua nông sản và tạo việc làm cho chị em trong thôn (mẫu).",
        decision_number="45/QĐ-BTV (mẫu)",
        **by,
    )
    note_consent(honour, actor=stage.officer_of(""), scope=EVERYTHING)
    citation = "Dẫn đầu phong trào giúp chị em mở gian hàng (mẫu)."
    record_honour(stage.home, seller.unit, title=LETTER, citation=citation, decision_number="46/QĐ-BTV (mẫu)", **by)
