"""Contests of ideas with criteria, judges and sheets; knowledge contests with papers; movement contests with teams."""

from marketplace.contests.models.ideas import (
    Contest,
    Criterion,
    Decision,
    Entry,
    Idea,
    Judge,
    JudgeConflict,
    Sheet,
    SheetScore,
)
from marketplace.contests.models.knowledge import KnowledgeCertificate, KnowledgeContest, Paper, Question
from marketplace.contests.models.movement import MovementContest, Team

__all__ = [
    "Contest",
    "Criterion",
    "Decision",
    "Entry",
    "Idea",
    "Judge",
    "JudgeConflict",
    "KnowledgeCertificate",
    "KnowledgeContest",
    "MovementContest",
    "Paper",
    "Question",
    "Sheet",
    "SheetScore",
    "Team",
]
