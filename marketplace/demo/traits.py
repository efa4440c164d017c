"""The demo's sensitive facts: three members agreed that some are kept; one was opened, and all were counted."""

from functools import partial
from typing import Any

from marketplace.association.scope import Scope
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.services import MEETING, PAPER, traits_for_figures
from marketplace.people.traits import DISABILITY, ETHNICITY, POVERTY, SINGLE
from marketplace.programme.queries import list_women
from marketplace.programme.queries.women import Woman
from marketplace.programme.services import keep_trait_of, open_trait_of
from marketplace.story.source import get_people

TEXT = "giu-kin/1"
GIVEN: tuple[tuple[str, dict[str, str]], ...] = (  # how she agreed, and what is kept
    (PAPER, {ETHNICITY: "muong", POVERTY: "near_poor:2025"}),
    (MEETING, {ETHNICITY: "kinh", SINGLE: "yes"}),
    (PAPER, {ETHNICITY: "kinh", DISABILITY: "moving:light"}),
)


def write_traits(diary: Diary, stage: Stage) -> None:
    """Schedule them some weeks after the register was written, in the first commune that has an officer."""
    area_code = get_people().officers[0].area_code
    diary.at(stage.past(30, 9), partial(_keep, stage, area_code), heard=False)
    diary.at(stage.past(9, 15), partial(_look, stage, area_code), heard=False)


def _keep(stage: Stage, area_code: str) -> None:
    by: dict[str, Any] = {"actor": stage.officer_of(area_code), "scope": Scope((stage.units[area_code].path,))}
    for (channel, values), woman in zip(GIVEN, _members(stage, area_code), strict=False):
        for kind, value in values.items():
            keep_trait_of(woman.person, kind, value, channel=channel, text_version=TEXT, **by)


def _look(stage: Stage, area_code: str) -> None:
    unit, actor = stage.units[area_code], stage.officer_of(area_code)
    first = _members(stage, area_code)[0].person
    open_trait_of(first, POVERTY, "eligibility", actor=actor, scope=Scope((unit.path,)))
    traits_for_figures(ETHNICITY, actor=actor, purpose="Báo cáo số liệu 6 tháng", unit_id=unit.id)


def _members(stage: Stage, area_code: str) -> list[Woman]:
    """The members of the commune, who sells first: she can sign in and read who looked."""
    women = list_women(Scope((stage.units[area_code].path,)), role="member")
    return sorted(women, key=lambda woman: (woman.roles.seller is None, woman.person.folded_name))
