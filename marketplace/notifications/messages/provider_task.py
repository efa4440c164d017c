"""Something about money at the card provider is left to a person: the operators are told, with the day it is due."""

from marketplace.core.events import after_commit
from marketplace.notifications.queries import operator_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.payments.events import ProviderTaskRaised
from marketplace.payments.queries.provider_tasks import get_provider_task

plug = Message("provider_task")


@after_commit(ProviderTaskRaised)
def tell_the_operators(event: ProviderTaskRaised) -> None:
    """Tell them once for each task, and again when the provider has news of a settled one."""
    task = get_provider_task(event.task_id)
    subject, facts = f"provider_task:{task.id}:{task.due_at:%Y%m%d}", {"until": task.due_at.isoformat()}
    notify(plug.code, subject, operator_recipients(), facts, f"/staff/money/provider/{task.id}")
