"""«Việc Hội giao, hỗ trợ của chị»: who stands by her, what comes next, what she promised; done with one tap.

Nothing of what officers noted of her is read here.
"""

from dataclasses import dataclass

from flask import Response, flash, url_for
from flask_babel import gettext as _

from marketplace.core.transactions import transaction
from marketplace.programme.models import FundingCondition, Mentorship, SupportVisit
from marketplace.programme.queries import (
    conditions_of_woman,
    lock_condition_of,
    lock_step_of,
    mentors_now,
    steps_of_woman,
)
from marketplace.programme.services import finish_step, say_condition_done
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import seller_actor, signed_in_person


@dataclass(frozen=True)
class UnionTasks:
    """What the Union and she agreed on."""

    mentors: list[Mentorship]
    steps: list[SupportVisit]
    conditions: list[FundingCondition]

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.mentors or self.steps or self.conditions)


def union_tasks(person_id: int) -> UnionTasks:
    """What is open for a woman, and whom she may call; four statements."""
    return UnionTasks(mentors_now([person_id])[person_id], steps_of_woman(person_id), conditions_of_woman(person_id))


def step_done(visit_id: int) -> Response:
    """She did the next step; the officer sees it."""
    with transaction():
        is_new = finish_step(lock_step_of(signed_in_person().id, visit_id), actor=seller_actor())
    return _answer(is_new)


def condition_done(condition_id: int) -> Response:
    """She did what was asked of her for what was granted; an officer looks at it."""
    with transaction():
        is_new = say_condition_done(lock_condition_of(signed_in_person().id, condition_id), actor=seller_actor())
    return _answer(is_new)


def _answer(is_new: bool) -> Response:
    if is_new:
        flash(_("Chị làm xong rồi. Cán bộ Hội đã thấy."), "success")
    else:
        flash(_("Việc này chị đã báo xong trước đó."), "info")
    return see_other(url_for("seller.today.show") + "#union")
