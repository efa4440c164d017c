"""A person's notices for the pages of each audience: rendered in the visitor's language, marked as read."""

from dataclasses import dataclass

from flask import request
from flask_babel import get_locale

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Notice
from marketplace.notifications.queries import inbox
from marketplace.notifications.rendering import render
from marketplace.notifications.services import mark_read
from marketplace.notifications.shape import Rendered
from marketplace.web.plumbing.visitor import signed_in_person

PAGE = 30


@dataclass(frozen=True)
class Shown:
    """A notice and its words."""

    notice: Notice
    words: Rendered
    is_new: bool


def read_inbox() -> tuple[list[Shown], int | None]:
    """One page of the person's notices and where the next begins; what is shown counts as read."""
    person = signed_in_person()
    before = request.args.get("before", type=int)
    with transaction():
        notices = inbox(person.id, before_id=before, limit=PAGE + 1)
        fresh = {notice.id for notice in notices if notice.read_at is None}
        mark_read(notices[:PAGE])
        session.flush()
    locale = str(get_locale())
    shown = [Shown(notice, render(notice, locale), notice.id in fresh) for notice in notices[:PAGE]]
    return shown, notices[PAGE - 1].id if len(notices) > PAGE else None
