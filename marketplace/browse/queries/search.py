"""Searching the listings: matched by the database on folded words, a bounded number of hits, ranked here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from marketplace.browse.queries.shelf import PAGE
from marketplace.browse.ranking import Hit, Query, other_tones, rank, rank_by_closeness, read_query
from marketplace.browse.spelling import Alternatives, Vocabulary, near_words, nearest_names, weights
from marketplace.core.byte_lru import ByteLru
from marketplace.core.db import db, session
from marketplace.core.versioned_cache import VersionedCache, register_cache

MOST_HITS = 200  # of the newest, first in the name, then anywhere; ranked in memory
ENOUGH = 3  # with fewer hits a slip of the finger is thought of
_HIT = "l.product_id, l.folded_name, l.folded, l.accented, l.sold"
_PARTS = {
    "sqlite": f"""
        SELECT {_HIT} FROM listing_words w JOIN listing l ON l.product_id = w.rowid
        WHERE listing_words MATCH :{{name}} AND l.is_shown = true ORDER BY w.rowid DESC LIMIT {{limit}}""",
    "postgresql": f"""
        SELECT {_HIT} FROM listing l
        WHERE to_tsvector('simple', l.{{column}}) @@ to_tsquery('simple', :{{name}}) AND l.is_shown = true
        ORDER BY l.product_id DESC LIMIT {{limit}}""",
}
_UNLESS_FULL = "(SELECT CASE WHEN COUNT(*) >= :full THEN 0 ELSE :most END FROM named)"
_EXACT = {
    dialect: text(
        f"WITH named AS MATERIALIZED ({part.format(name='in_name', column='folded_name', limit=':most')}) "
        f"SELECT * FROM named UNION ALL SELECT * FROM "
        f"({part.format(name='anywhere', column='folded', limit=_UNLESS_FULL)}) AS elsewhere"
    )
    for dialect, part in _PARTS.items()
}
_ANYWHERE = {
    dialect: text(part.format(name="anywhere", column="folded", limit=":most")) for dialect, part in _PARTS.items()
}
_VOCABULARY = text("SELECT folded, folded_name, name FROM listing WHERE is_shown = true")
_vocabulary: VersionedCache[Vocabulary] = VersionedCache()
MOST_BYTES, BYTES_A_SEARCH, BYTES_AN_ID = 4 * 1024 * 1024, 500, 36


@dataclass(frozen=True)
class Found:
    """The result of a search: product ids in order; `is_near` when only similar words were found; similar names."""

    product_ids: tuple[int, ...] = ()
    is_near: bool = False
    near_names: tuple[str, ...] = ()


_found: ByteLru[Found] = ByteLru(MOST_BYTES)
register_cache(_found)


def search(typed: str, shelf_version: int) -> Found:
    """Find products by name, shop or category, with or without tone marks, tolerating one typing error a word.

    The result depends on the listings' words alone, not on price and stock, and is cached by their version.
    """
    query = read_query(typed)
    if not query.words:
        return Found()
    key = (str(db.engine.url), shelf_version, query)
    found = _found.get(key)
    if found is None:
        found = _search(query, shelf_version)
        _found.put(key, found, BYTES_A_SEARCH + BYTES_AN_ID * len(found.product_ids))
    return found


def _search(query: Query, shelf_version: int) -> Found:
    hits = _exact(query)
    if len(hits) >= ENOUGH:
        return Found(tuple(rank(hits, query)))
    vocabulary = _vocabulary.get(shelf_version, _read_vocabulary)
    return _with_near(query, hits, vocabulary)


def _exact(query: Query) -> list[Hit]:
    groups: list[Alternatives] = [[(word,)] for word in dict.fromkeys(query.words)]
    anywhere = _written(groups)
    dialect = db.engine.dialect.name
    in_name = f"folded_name : ({anywhere})" if dialect == "sqlite" else anywhere
    binds = {"in_name": in_name, "anywhere": anywhere, "most": MOST_HITS, "full": PAGE}
    return _hits(session.execute(_EXACT[dialect], binds).all())


def _with_near(query: Query, hits: list[Hit], vocabulary: Vocabulary) -> Found:
    """The exact hits first, then goods whose words are one letter off, then those that hold most of the words."""
    exact = rank(hits, query)
    groups = [group for group in near_words(query.words, vocabulary) if group]
    near = [hit for hit in _anywhere(_written(groups)) if hit.product_id not in exact] if groups else []
    if len(groups) == len(query.words) or (near and len(groups) > len(query.words) / 2):
        ranked = _by_slips(near, groups, query)
    else:
        ranked, near = [], []
    if not exact and not ranked:
        ranked = _some_words(query, vocabulary)
    names = () if exact or near else tuple(nearest_names(query.phrase, vocabulary))
    return Found((*exact, *ranked), is_near=not exact, near_names=names)


def _by_slips(hits: Sequence[Hit], groups: Sequence[Alternatives], query: Query) -> list[int]:
    """Fewest replaced words first; goods that need more of them than the best are left out."""
    counted = [(_slips(hit, groups), hit) for hit in hits]
    fewest = min((slips for slips, _ in counted), default=0)
    kept = [hit for slips, hit in counted if slips == fewest]

    def key(hit: Hit) -> tuple[int, ...]:
        in_name = sum(_holds(hit.folded_name, group) for group in groups)
        return (-in_name, other_tones(hit, query), len(hit.folded_name), -hit.sold, -hit.product_id)

    return [hit.product_id for hit in sorted(kept, key=key)]


def _slips(hit: Hit, groups: Sequence[Alternatives]) -> int:
    """How many words had to be read as another: the first alternative is what was typed, or the likeliest."""
    return sum(not _stands(hit.folded, group[0]) for group in groups)


def _holds(folded: str, group: Alternatives) -> bool:
    return any(_stands(folded, words) for words in group)


def _stands(folded: str, words: tuple[str, ...]) -> bool:
    return all(f" {word}" in f" {folded}" for word in words)


def _some_words(query: Query, vocabulary: Vocabulary) -> list[int]:
    known = weights(query.words, vocabulary)
    if not known or len(known) < len(query.words) / 2:
        return []
    return rank_by_closeness(_anywhere(_written([[(word,) for word in known]])), known)


def _anywhere(written: str) -> list[Hit]:
    binds = {"anywhere": written, "most": MOST_HITS}
    return _hits(session.execute(_ANYWHERE[db.engine.dialect.name], binds).all())


def _hits(rows: Sequence[Any]) -> list[Hit]:
    return [Hit._make(row) for row in rows]


def _written(groups: Sequence[Alternatives]) -> str:
    """The query in the database's full-text syntax; words are letters and digits, the last one matches as a prefix."""
    sqlite = db.engine.dialect.name == "sqlite"
    both, either = (" AND ", " OR ") if sqlite else (" & ", " | ")
    written = []
    for place, group in enumerate(groups):
        is_last = place == len(groups) - 1
        options = [both.join(_word(word, sqlite, is_last) for word in words) for words in group]
        written.append("(" + either.join(f"({option})" for option in options) + ")")
    return both.join(written)


def _word(word: str, sqlite: bool, may_go_on: bool) -> str:
    if sqlite:
        return f'"{word}"*' if may_go_on else f'"{word}"'
    return f"'{word}':*" if may_go_on else f"'{word}'"


def _read_vocabulary() -> Vocabulary:
    return Vocabulary.of((row[0], row[1], row[2]) for row in session.execute(_VOCABULARY))
