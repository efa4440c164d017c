"""What a requirement is that an application must meet: each is one file under `requirements`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.sellers.models import Application, BankAccount, Evidence, RequirementMark

COMPUTED, ATTESTED, VERIFIED = "computed", "attested", "verified"  # by us, by her word, by an officer's eyes
FRONT, BACK = "front", "back"  # the sides of a card


@dataclass(frozen=True)
class Case:
    """An application with everything its requirements look at, read once."""

    application: Application
    traits: Mapping[str, str]  # kind → masked form
    consents: frozenset[str]
    account: BankAccount | None
    papers: tuple[Evidence, ...]
    marks: Mapping[str, RequirementMark]
    sides: Mapping[str, tuple[str, ...]]  # of each requirement's paper

    def answer(self, name: str) -> Any:
        """One of her answers, or None."""
        return self.application.answers.get(name)

    def papers_for(self, requirement: str) -> list[Evidence]:
        """The papers sent for one requirement."""
        return [paper for paper in self.papers if paper.requirement == requirement]

    def missing_sides(self, requirement: str) -> list[str]:
        """The sides that were not sent yet; of a paper without sides «», its only one, while nothing was sent."""
        sent = {paper.side for paper in self.papers_for(requirement)}
        return [side for side in self.sides[requirement] if side not in sent]

    def shows(self, requirement: str) -> bool:
        """Whether she sent the whole paper, both sides of a card, or will show it to the officer in person."""
        return requirement in (self.answer("in_person") or ()) or not self.missing_sides(requirement)


def _never(case: Case) -> bool:
    return False


def _always(application: Application) -> bool:
    return True


@dataclass(frozen=True)
class RequirementWords:
    """What people read of a requirement: Vietnamese sentences marked with `N_`."""

    name: str
    hint: str  # what she gives for it
    paper: str = ""  # what to photograph, where it takes papers
    paper_hint: str = ""


@dataclass(frozen=True)
class Requirement:
    """One thing an application must hold.

    `is_given`: she did her part. `needs_officer`: an officer must still look (always for VERIFIED ones).
    """

    kind: str
    steps: tuple[str, ...]  # the questions that belong to it
    is_given: Callable[[Case], bool]
    words: RequirementWords
    applies_to: Callable[[Application], bool] = _always
    needs_officer: Callable[[Case], bool] = _never
    takes_papers: bool = False
    sides: tuple[str, ...] = ("",)  # what is photographed one by one; a paper without sides is one thing
    is_waivable: bool = False

    def must_be_looked_at(self, case: Case) -> bool:
        """Whether her part alone is not enough."""
        return self.kind == VERIFIED or self.needs_officer(case)
