"""Ranking of search hits: all words in the name, tone marks as typed, the whole phrase, then sales."""

from collections.abc import Sequence
from typing import NamedTuple

from marketplace.core.folding import accented_words, folded_words

MOST_TYPED = 200  # characters of a query that are read
MOST_WORDS = 10


class Hit(NamedTuple):
    """A listing that matched: its folded name, everything folded, its name with tone marks, pieces sold."""

    product_id: int
    folded_name: str
    folded: str
    accented: str
    sold: int


class Query(NamedTuple):
    """What was typed, as folded words, and the words typed with tone marks."""

    words: tuple[str, ...]
    accented: tuple[str, ...]

    @property
    def phrase(self) -> str:
        """The folded words in a row."""
        return " ".join(self.words)


def read_query(typed: str) -> Query:
    """Parse a query into words; an overlong one is cut."""
    text = typed[:MOST_TYPED]
    accented = tuple(word for word in accented_words(text)[:MOST_WORDS] if not word.isascii())
    return Query(tuple(folded_words(text)[:MOST_WORDS]), accented)


def rank(hits: Sequence[Hit], query: Query) -> list[int]:
    """Product ids, the best first, each once."""
    best = {hit.product_id: hit for hit in hits}
    begun = [f" {word}" for word in query.words]
    whole = [f" {word} " for word in query.words]
    keyed = sorted((_key(hit, query, begun, whole), hit.product_id) for hit in best.values())
    return [product_id for _key_of_it, product_id in keyed]


def other_tones(hit: Hit, query: Query) -> int:
    """How many words typed with tone marks have other tones in the name."""
    own = hit.accented.split()
    return sum(word not in own for word in query.accented)


def _key(hit: Hit, query: Query, begun: list[str], whole: list[str]) -> tuple[int, ...]:
    """Words missing from the name, tones not as typed, words only begun, then where the phrase stands, then sales."""
    name = f" {hit.folded_name} "
    at = name.find(" " + query.phrase)
    return (
        sum([word not in name for word in begun]),
        other_tones(hit, query) if query.accented else 0,
        sum([word not in name for word in whole]),
        0 if hit.folded_name == query.phrase else 1,
        at if at >= 0 else len(name),
        name.count(" "),
        -hit.sold,
        -hit.product_id,
    )


def rank_by_closeness(hits: Sequence[Hit], weights: dict[str, float]) -> list[int]:
    """Product ids by how much of the query they contain, weighted by rarity; far worse ones are dropped."""
    scored = [(sum(weights[word] for word in weights if f" {word}" in f" {hit.folded}"), hit) for hit in hits]
    most = max((score for score, _ in scored), default=0.0)
    near = [(score, hit) for score, hit in scored if score >= 0.75 * most]
    near.sort(key=lambda pair: (-pair[0], -pair[1].sold, -pair[1].product_id))
    return list(dict.fromkeys(hit.product_id for _, hit in near))
