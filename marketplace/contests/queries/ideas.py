"""Reading ideas: of a territory, of a woman, those to carry on to the next level, and where each was entered."""

from collections.abc import Collection, Iterable

from sqlalchemy import and_, or_, select

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.contests.awards import LEVELS
from marketplace.contests.models import Contest, Entry, Idea
from marketplace.contests.states import DECIDED
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.folding import fold, folded_words
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.people.models import Person
from marketplace.people.queries import is_called

PAGE = 25
MOST_TO_CARRY = 200


def get_idea(idea_id: int, scope: Scope) -> Idea:
    """An idea of a territory; NotFound outside it."""
    idea = session.scalar(select(Idea).where(Idea.id == idea_id, scope.allows(Idea.unit_id)))
    if idea is None:
        raise NotFound(idea=idea_id)
    return idea


def lock_idea(idea_id: int, scope: Scope) -> Idea:
    """An idea of a territory, locked for a change; NotFound outside it."""
    idea = get_idea(idea_id, scope)
    session.execute(select(Idea.id).where(Idea.id == idea.id).with_for_update())
    session.refresh(idea)
    return idea


def list_ideas(scope: Scope, cursor: str | None = None, *, text: str = "", veiled: Collection[int] = ()) -> Page[Idea]:
    """The ideas of a territory, the latest first; `text` is part of a title or of the author's name.

    The `veiled` ones are not found by their author.
    """
    rows = select(Idea).where(scope.allows(Idea.unit_id))
    if words := folded_words(text)[:8]:
        in_title = and_(*(Idea.folded_title.contains(word, autoescape=True) for word in words))
        by_author = Idea.person_id.in_(select(Person.id).where(is_called(text)))
        rows = rows.where(or_(in_title, and_(by_author, Idea.id.not_in(veiled)) if veiled else by_author))
    if keys := decode_cursor(cursor, (int,)):
        rows = rows.where(Idea.id < keys[0])
    found = list(session.scalars(rows.order_by(Idea.id.desc()).limit(PAGE + 1)))
    return Page(found[:PAGE], encode_cursor(found[PAGE - 1].id) if len(found) > PAGE else None)


def entries_of(idea_ids: Iterable[int]) -> dict[int, list[Entry]]:
    """Where each idea was entered, from the lowest level on, withdrawn entries left out."""
    ids = list(idea_ids)
    found: dict[int, list[Entry]] = {idea_id: [] for idea_id in ids}
    rows = select(Entry).where(Entry.idea_id.in_(ids), Entry.withdrawn_at.is_(None)).order_by(Entry.id)
    for entry in sorted(session.scalars(rows), key=lambda entry: (LEVELS.index(entry.contest.level), entry.id)):
        found[entry.idea_id].append(entry)
    return found


def list_ideas_of(person_ids: Iterable[int], scope: Scope) -> list[Idea]:
    """The ideas of some persons within a territory, the latest first."""
    rows = select(Idea).where(Idea.person_id.in_(sorted(person_ids)), scope.allows(Idea.unit_id + 0))
    return list(session.scalars(rows.order_by(Idea.id.desc())))


def find_same_idea(person_id: int, title: str) -> Idea | None:
    """An idea of that title which she has already, or None."""
    rows = select(Idea).where(Idea.person_id == person_id, Idea.folded_title == fold(title))
    return session.scalar(rows.order_by(Idea.id).limit(1))


def find_entry(contest_id: int, idea_id: int) -> Entry | None:
    """The entry of an idea in a contest, withdrawn or not."""
    return session.scalar(select(Entry).where(Entry.contest_id == contest_id, Entry.idea_id == idea_id))


def list_to_carry(contest: Contest) -> list[Entry]:
    """Entries with an award in decided contests of lower levels, under the unit of this one, that are not in it yet."""
    below = LEVELS[: LEVELS.index(contest.level)]
    entered = select(Entry.idea_id).where(Entry.contest_id == contest.id, Entry.withdrawn_at.is_(None))
    rows = select(Entry).join(Contest, Contest.id == Entry.contest_id).join(Unit, Unit.id == Contest.unit_id)
    rows = rows.where(
        Entry.award.is_not(None),
        Entry.withdrawn_at.is_(None),
        Contest.status == DECIDED,
        Contest.level.in_(below),
        Unit.path.startswith(contest.unit.path, autoescape=True),
        Entry.idea_id.not_in(entered),
    )
    newest = sorted(
        session.scalars(rows.order_by(Contest.decided_on.desc(), Entry.rank, Entry.id).limit(MOST_TO_CARRY)),
        key=lambda entry: -LEVELS.index(entry.contest.level),
    )
    once: dict[int, Entry] = {}
    for entry in newest:  # of an idea that went through two levels, the higher one
        once.setdefault(entry.idea_id, entry)
    return list(once.values())


def ideas_in(contest_id: int) -> list[int]:
    """The keys of the ideas that were ever entered in a contest."""
    return list(session.scalars(select(Entry.idea_id).where(Entry.contest_id == contest_id).order_by(Entry.id)))
