"""Publishing policy texts: versions, days, and what is refused."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OPERATOR, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.rules.errors import BadPolicy, NoSuchPolicy, TooEarly
from marketplace.rules.models import PolicyText
from marketplace.rules.queries import (
    get_policy,
    get_policy_version,
    list_newest_policies,
    list_policy_links,
    list_policy_versions,
)
from marketplace.rules.services import Wording, publish_policy

SLUG = "kiem-hang"
BOTH = {"vi": Wording("Kiểm hàng", "Nội dung mới."), "en": Wording("Opening parcels", "New text.")}
BY = Actor(OPERATOR, 7)


def publish(days: int = 0, note: str = "Gọn hơn", wordings: dict[str, Wording] | None = None, slug: str = SLUG) -> int:
    with transaction():
        return publish_policy(
            slug, wordings or BOTH, effective_on=today() + timedelta(days=days), change_note=note, actor=BY
        )


def test_a_new_version_is_read_from_its_first_day(app: Flask) -> None:
    old = get_policy(SLUG, "vi").title
    assert publish(days=3) == 2
    assert get_policy(SLUG, "vi").title == old
    with time_machine.travel(now() + timedelta(days=3)):
        text = get_policy(SLUG, "vi")
        assert (text.title, text.body, text.version, text.published_by) == ("Kiểm hàng", "Nội dung mới.", 2, 7)
        assert dict(list_policy_links("en"))[SLUG] == "Opening parcels"


def test_old_versions_stay_readable(app: Flask) -> None:
    publish()
    assert [t.version for t in list_policy_versions(SLUG, "vi")] == [2, 1]
    assert get_policy_version(SLUG, "vi", 1).version == 1
    with pytest.raises(NoSuchPolicy):
        get_policy_version(SLUG, "vi", 9)
    assert next(t for t in list_newest_policies("vi") if t.slug == SLUG).version == 2


def test_publishing_is_remembered(app: Flask) -> None:
    publish(note="Rút ngắn thời hạn")
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.person_id, entry.details["version"]) == ("policy.published", 7, 2)
    assert entry.details["note"] == "Rút ngắn thời hạn"


def test_no_version_holds_from_yesterday_or_before_the_last_one(app: Flask) -> None:
    with pytest.raises(TooEarly):
        publish(days=-1)
    publish(days=10)
    with pytest.raises(TooEarly) as refused:
        publish(days=9)
    assert refused.value.earliest == today() + timedelta(days=10)
    assert publish(days=10) == 3


@pytest.mark.parametrize(
    ("field", "wordings", "note"),
    [
        ("title_vi", {"vi": Wording(" ", "x")}, "Vì"),
        ("body_vi", {"vi": Wording("Tên", "")}, "Vì"),
        ("body_en", {"vi": Wording("Tên", "x"), "en": Wording("Name", "x" * 40_001)}, "Vì"),
        ("change_note", BOTH, "  "),
    ],
)
def test_an_unfit_text_names_its_field_and_nothing_is_published(
    app: Flask, field: str, wordings: dict[str, Wording], note: str
) -> None:
    with pytest.raises(BadPolicy) as refused:
        publish(wordings=wordings, note=note)
    assert refused.value.field == field
    assert session.query(PolicyText).filter_by(slug=SLUG).count() == 2


def test_a_page_that_is_none_cannot_be_published(app: Flask) -> None:
    with pytest.raises(NoSuchPolicy):
        publish(slug="khong-co")
    with pytest.raises(NoSuchPolicy):
        get_policy("khong-co", "vi")


def test_a_language_that_lacks_a_page_reads_it_in_vietnamese(app: Flask) -> None:
    with transaction():
        session.query(PolicyText).filter_by(slug=SLUG, locale="en").delete()
    assert get_policy(SLUG, "en").locale == "vi"
