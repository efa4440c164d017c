"""Programmes, their figures and what stands beside them, support, outcomes, merges: one file for each subject."""

from marketplace.programme.models.aims import Baseline, Target
from marketplace.programme.models.merging import MovedReference, PersonMerge, ToldApart
from marketplace.programme.models.outcomes import OUTCOMES, CountedRecord, OutcomeFact, Reading
from marketplace.programme.models.parts import PARTS
from marketplace.programme.models.programmes import IndicatorDefinition, Programme, ProgrammeIndicator
from marketplace.programme.models.stated import PublishedFigure, StatedTotal, UnitGroup
from marketplace.programme.models.support import (
    Funding,
    FundingCondition,
    FundingTranche,
    Mentorship,
    Repayment,
    SupportRecord,
    SupportVisit,
)
from marketplace.programme.models.themes import NamedTheme

__all__ = [
    "OUTCOMES",
    "PARTS",
    "Baseline",
    "CountedRecord",
    "Funding",
    "FundingCondition",
    "FundingTranche",
    "IndicatorDefinition",
    "Mentorship",
    "MovedReference",
    "NamedTheme",
    "OutcomeFact",
    "PersonMerge",
    "Programme",
    "ProgrammeIndicator",
    "PublishedFigure",
    "Reading",
    "Repayment",
    "StatedTotal",
    "SupportRecord",
    "SupportVisit",
    "Target",
    "ToldApart",
    "UnitGroup",
]
