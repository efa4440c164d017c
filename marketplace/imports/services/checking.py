"""Looking at the rows of a list before it is written: judged all together, mended one by one, doubts answered."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.errors import Invalid, require
from marketplace.core.folding import tidy
from marketplace.core.rows import bulk_insert
from marketplace.imports.drafts import ANOTHER, ELSEWHERE, EXACT, OUT, TWICE, Draft
from marketplace.imports.errors import UnderWay
from marketplace.imports.models import ImportList, ImportRow
from marketplace.imports.policies import can_bring_in
from marketplace.imports.queries import count_verdicts, lock_list, rows_of_list, territory_of
from marketplace.imports.queries.lists import rows_by_key
from marketplace.imports.registries import KINDS
from marketplace.imports.services.drafting import drafted, judge, settle_known, who
from marketplace.imports.states import DOUBTFUL, READ, REFUSED
from marketplace.programme.queries.people import LOOKED_UP

MOST_TYPED = 300
PURPOSE = "register"  # of a look-up by phone, in the audit trail
PIECE = 1_000  # rows inserted at once


def judge_typed(
    row: ImportList, typed: Sequence[tuple[int, Mapping[str, str]]], doubts: Mapping[int, Mapping[str, str]]
) -> list[Draft]:
    """The rows of a list judged all together, `doubts` being what was not surely read of them; nothing is written."""
    kind, territory = KINDS.get(row.kind), territory_of(row.unit)
    drafts = [Draft(position, texts, doubts=doubts.get(position, {})) for position, texts in typed]
    judge(drafts, kind, territory, list_id=None)
    settle_known(drafts, kind, territory)
    for draft in drafts:
        draft.person = None  # its key is enough, and a row of the session would be read anew
    return drafts


def keep_rows(row: ImportList, drafts: Sequence[Draft], *, actor: Actor) -> None:
    """Keep the rows of a list as they were judged; of women of elsewhere, that their names were shown."""
    for draft in drafts:
        for key, how in draft.choices:
            if how == ELSEWHERE:
                record(LOOKED_UP, "person", key, by=actor, purpose=PURPOSE)
    for at in range(0, len(drafts), PIECE):
        piece = drafts[at : at + PIECE]
        bulk_insert(ImportRow, *({"list_id": row.id, "position": each.position} | _columns(each) for each in piece))
    row.counts = count_verdicts(row.id)


def mend_row(row: ImportList, line: ImportRow, typed: Mapping[str, str], *, actor: Actor, scope: Scope) -> None:
    """Take what an officer wrote in a row's fields, who has seen it by that, and judge it anew."""
    _require_open(row, scope)
    known = {each.code for each in KINDS.get(row.kind).fields}
    texts = {code: tidy(text)[:MOST_TYPED] for code, text in typed.items() if code in known}
    line.typed = {**line.typed, **texts}
    line.is_mended, line.answer, line.seen_at = True, "", now()
    _judge_anew(row, [line])


def answer_row(row: ImportList, line: ImportRow, answer: str, *, actor: Actor, scope: Scope) -> None:
    """Say who she is: one of those shown, ANOTHER, or OUT when the row is not to be written; «» asks again."""
    _require_open(row, scope)
    shown = {str(key) for key, how in line.choices if how != TWICE}
    if answer not in ("", ANOTHER, OUT) and answer not in shown:
        raise Invalid(field="answer")
    line.answer = answer
    _judge_anew(row, [line])


def answer_all_exact(row: ImportList, *, actor: Actor, scope: Scope) -> int:
    """Say of all rows that mean exactly one known woman that they mean her; how many there were."""
    _require_open(row, scope)
    found = []
    for line in rows_of_list(row.id, (DOUBTFUL,)):
        exact = [key for key, how in line.choices if how == EXACT]
        if len(exact) == 1 and not any(how == TWICE for _key, how in line.choices):
            line.answer = str(exact[0])
            found.append(line)
    _judge_anew(row, found)
    return len(found)


def readings_of(row: ImportList, lines: Sequence[ImportRow]) -> list[Draft]:
    """Rows judged as of now, for whoever is about to write them; which rows say the same was asked before."""
    drafts, kind, territory = drafted(lines), KINDS.get(row.kind), territory_of(row.unit)
    judge(drafts, kind, territory, list_id=row.id)
    settle_known(drafts, kind, territory)
    return drafts


def judge_again(open_rows: Mapping[int, Sequence[int]]) -> None:
    """Judge rows of lists that are being looked at anew, something having been taken back of women they may mean."""
    for list_id, row_ids in open_rows.items():
        row = lock_list(list_id)
        if row.status == READ:
            _judge_anew(row, rows_by_key(row_ids))


def note(line: ImportRow, draft: Draft) -> None:
    """Keep on a row what was found of it."""
    for name, value in _columns(draft).items():
        setattr(line, name, value)


def _judge_anew(row: ImportList, lines: Sequence[ImportRow]) -> None:
    kind, territory = KINDS.get(row.kind), territory_of(row.unit)
    drafts = drafted(lines)
    judge(drafts, kind, territory, list_id=row.id, firsts=_firsts(row, lines))
    settle_known(drafts, kind, territory)
    for line, draft in zip(lines, drafts, strict=True):
        note(line, draft)
    row.counts = count_verdicts(row.id)


def _firsts(row: ImportList, lines: Sequence[ImportRow]) -> dict[tuple[Any, ...], int]:
    """Who the other rows of the list say that they are: the first row of each."""
    mine = {line.position for line in lines}
    found: dict[tuple[Any, ...], int] = {}
    if not KINDS.get(row.kind).has_many_of_one:
        for other in rows_of_list(row.id):
            if other.position not in mine and other.verdict != REFUSED and other.answer != OUT:
                found.setdefault(who(other.given), other.position)
    return found


def _columns(draft: Draft) -> dict[str, Any]:
    return {
        "typed": dict(draft.typed),
        "given": draft.given,
        "problems": [asdict(each) for each in draft.problems],
        "notes": [asdict(each) for each in draft.notes],
        "choices": [list(each) for each in draft.choices],
        "doubts": dict(draft.doubts),
        "answer": draft.answer,
        "verdict": draft.verdict,
        "fingerprint": draft.fingerprint,
        "person_id": draft.person_id,
    }


def _require_open(row: ImportList, scope: Scope) -> None:
    require(can_bring_in(scope, row.unit))
    if row.status != READ:
        raise UnderWay(status=row.status)
