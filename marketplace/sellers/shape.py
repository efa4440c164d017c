"""The shape of a requirement that an application must meet; each is one file under `requirements`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.sellers.models import Application, BankAccount, Evidence, RequirementMark

COMPUTED, ATTESTED, VERIFIED = "computed", "attested", "verified"  # by software, by the applicant, by an officer
FRONT, BACK = "front", "back"  # the sides of a card


@dataclass(frozen=True)
class Case:
    """An application with all that its requirements look at, loaded once."""

    application: Application
    traits: Mapping[str, str]  # kind → masked form
    consents: frozenset[str]
    account: BankAccount | None
    papers: tuple[Evidence, ...]
    marks: Mapping[str, RequirementMark]
    sides: Mapping[str, tuple[str, ...]]  # of each requirement's paper

    def answer(self, name: str) -> Any:
        """One of the applicant's answers, or None."""
        return self.application.answers.get(name)

    def papers_for(self, requirement: str) -> list[Evidence]:
        """The papers sent for one requirement."""
        return [paper for paper in self.papers if paper.requirement == requirement]

    def missing_sides(self, requirement: str) -> list[str]:
        """The sides of a card not sent yet; for a paper without sides [«»] while nothing was sent."""
        sent = {paper.side for paper in self.papers_for(requirement)}
        return [side for side in self.sides[requirement] if side not in sent]

    def shows(self, requirement: str) -> bool:
        """Whether the applicant sent the whole paper (both sides of a card) or will show it to an officer."""
        return requirement in (self.answer("in_person") or ()) or not self.missing_sides(requirement)


def _never(case: Case) -> bool:
    return False


def _always(application: Application) -> bool:
    return True


@dataclass(frozen=True)
class RequirementWords:
    """What people read of a requirement: Vietnamese sentences marked with `N_`."""

    name: str
    hint: str  # what the applicant gives for it
    paper: str = ""  # what to photograph, where it takes papers
    paper_hint: str = ""


@dataclass(frozen=True)
class Requirement:
    """One condition an application must meet.

    `is_given`: the applicant did her part. `needs_officer`: an officer must still check (always for VERIFIED ones).
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
        """Whether an officer must check it besides what the applicant gave."""
        return self.kind == VERIFIED or self.needs_officer(case)
