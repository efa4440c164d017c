"""The services of the Union: units and officers, its register of women, and what units keep of themselves."""

from marketplace.association.services.channels import (
    close_channel,
    record_channel,
    reopen_channel,
    see_channel,
    void_channel,
)
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
from marketplace.association.services.unit_notes import (
    record_software_use,
    record_training,
    set_theme,
    void_software_use,
    void_training,
)

__all__ = [
    "Appointment",
    "add_branch",
    "appoint",
    "appoint_phone",
    "close_branch",
    "close_channel",
    "dismiss",
    "edit_contact",
    "end_membership",
    "end_post",
    "give_post",
    "record_channel",
    "record_membership",
    "record_software_use",
    "record_training",
    "reopen_channel",
    "resume_membership",
    "resume_post",
    "see_channel",
    "set_theme",
    "take_office",
    "void_channel",
    "void_membership",
    "void_post",
    "void_software_use",
    "void_training",
    "withdraw_office_invitation",
]
