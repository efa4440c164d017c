"""Taking back enterprises that a list entered: those on which nothing rests that was entered since."""

from collections.abc import Iterable

from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.core.rows import execute_update
from marketplace.enterprises.policies import can_keep_enterprises
from marketplace.enterprises.queries import forget_statements, get_enterprise, is_named, list_counts, list_parts
from marketplace.enterprises.services.enterprises import void_enterprise


def take_back_enterprise(
    enterprise_id: int, part_ids: Iterable[int], *, source: str, why: str, actor: Actor, scope: Scope
) -> bool:
    """Void what a list entered with its people; False, and nothing is touched, where more is recorded of it by now.

    `source` is what the list said of the counts that it entered.
    """
    row = get_enterprise(enterprise_id, scope)
    if row.voided_at is not None:
        return not is_named(enterprise_id)
    parts = {part.id for part in list_parts(row.id)}
    counts = [count for count in list_counts(row.id) if count.source != source]
    has_more = parts - set(part_ids) or counts or row.closed_on or row.shop_id or row.idea_id
    if has_more or is_named(enterprise_id):
        return False
    void_enterprise(row, why=why, actor=actor, scope=scope)
    return True


def erase_enterprises(enterprise_ids: Iterable[int], *, scope: Scope) -> None:
    """Erase void enterprises that an undone list entered, of women who go with them: nothing else names these."""
    for key in sorted(enterprise_ids):
        row = get_enterprise(key, scope)
        require(can_keep_enterprises(scope, row.unit) and row.voided_at is not None)
        for statement in forget_statements(key):
            execute_update(statement, {})
    session.expire_all()
