"""The services of the Union: units and officers, and the register of its members and cadre."""

from marketplace.association.services.members import (
    end_membership,
    record_membership,
    resume_membership,
    void_membership,
)
from marketplace.association.services.offices import (
    Appointment,
    add_branch,
    appoint,
    appoint_phone,
    close_branch,
    dismiss,
    edit_contact,
    take_office,
    withdraw_office_invitation,
)
from marketplace.association.services.posts import end_post, give_post, resume_post, void_post

__all__ = [
    "Appointment",
    "add_branch",
    "appoint",
    "appoint_phone",
    "close_branch",
    "dismiss",
    "edit_contact",
    "end_membership",
    "end_post",
    "give_post",
    "record_membership",
    "resume_membership",
    "resume_post",
    "take_office",
    "void_membership",
    "void_post",
    "withdraw_office_invitation",
]
