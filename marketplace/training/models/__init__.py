"""What training writes down: classes with all that hangs on them, and outreach in bulk."""

from marketplace.training.models.classes import (
    Attendance,
    ClassCall,
    ClassCertificate,
    ClassDraft,
    ClassSession,
    ClassTrainer,
    Enrolment,
    QuizQuestion,
    QuizSheet,
    SignedSheet,
    TrainingClass,
)
from marketplace.training.models.outreach import Outreach, OutreachPhoto, OutreachWoman

__all__ = [
    "Attendance",
    "ClassCall",
    "ClassCertificate",
    "ClassDraft",
    "ClassSession",
    "ClassTrainer",
    "Enrolment",
    "Outreach",
    "OutreachPhoto",
    "OutreachWoman",
    "QuizQuestion",
    "QuizSheet",
    "SignedSheet",
    "TrainingClass",
]
