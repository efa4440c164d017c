"""Spelling correction: words of the listings within one typing error of a typed word."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

Alternatives = list[tuple[str, ...]]  # each a word, or the two words it was run together from
MOST_NEAR = 6
SHORTEST = 3  # letters of a word that may be taken for another
MOST_NAMES = 20_000


@dataclass(frozen=True)
class Vocabulary:
    """The folded words of all listings with their frequency, and the product names as written."""

    counts: Mapping[str, int]
    names: Mapping[str, str]  # folded name → name

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]]) -> "Vocabulary":
        """From (everything folded, folded name, name) of each listing."""
        counts: Counter[str] = Counter()
        names: dict[str, str] = {}
        for folded, folded_name, name in rows:
            counts.update(set(folded.split()))
            if len(names) < MOST_NAMES:
                names.setdefault(folded_name, name)
        return cls(counts, names)


def near_words(words: Sequence[str], vocabulary: Vocabulary) -> list[Alternatives]:
    """For each word its possible corrections, itself first where it is known; empty where nothing is near."""
    joined = _joined(words, vocabulary)
    return [_alternatives(word, vocabulary, is_last=place == len(joined) - 1) for place, word in enumerate(joined)]


def weights(words: Iterable[str], vocabulary: Vocabulary) -> dict[str, float]:
    """The weight of each known word by its rarity."""
    total = sum(vocabulary.counts.values()) or 1
    return {word: log(1 + total / vocabulary.counts[word]) for word in words if word in vocabulary.counts}


def nearest_names(phrase: str, vocabulary: Vocabulary, most: int = 4) -> list[str]:
    """The product names most similar to what was typed, as written, above a threshold."""
    found = process.extract(phrase, vocabulary.names.keys(), scorer=fuzz.ratio, limit=most, score_cutoff=60)
    return [vocabulary.names[folded] for folded, _, _ in found]


def _alternatives(word: str, vocabulary: Vocabulary, is_last: bool) -> Alternatives:
    known = word in vocabulary.counts or (is_last and any(own.startswith(word) for own in vocabulary.counts))
    found: Alternatives = [(word,)] if known else []
    if len(word) >= SHORTEST and not word.isdigit():
        found += [(near,) for near in _within_one(word, vocabulary)]
    if not known:
        found += _parts(word, vocabulary)
    return found


def _within_one(word: str, vocabulary: Vocabulary) -> list[str]:
    candidates = [own for own in vocabulary.counts if abs(len(own) - len(word)) <= 1 and not own.isdigit()]
    found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=1, limit=None)
    near = [own for own, distance, _ in found if distance == 1]
    return sorted(near, key=lambda own: (own[0] != word[0], -vocabulary.counts[own]))[:MOST_NEAR]


def _parts(word: str, vocabulary: Vocabulary) -> Alternatives:
    """«sambao» → sam, bao."""
    cuts: Alternatives = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    return [cut for cut in cuts if all(part in vocabulary.counts for part in cut)][:2]


def _joined(words: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """«ne m» → nem: pieces, one of them unknown, that make a known word."""
    known, joined = vocabulary.counts, list[str]()
    for word in words:
        whole = joined[-1] + word if joined else ""
        if whole in known and (joined[-1] not in known or word not in known):
            joined[-1] = whole
        else:
            joined.append(word)
    return joined
