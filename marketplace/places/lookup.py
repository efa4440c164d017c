"""Places by any name in use: an index in memory of today's communes, former communes and former districts.

It forgives tone marks, i for y, short forms and the order of words, and it decides nothing: every unit that is called
so is found, the former ones with what became of them.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from marketplace.core.folding import accented_words, fold, folded_words
from marketplace.places.naming import COMMUNE, WIDER, Phrase, bare_name, kind_of, phrases, tone_key, word_key

TODAY, FORMER, DISTRICT = 0, 1, 2  # in the order in which equals are listed
FEWEST_SIGNS = 2  # one letter begins thousands of names
MOST_DROPPED = 4  # phrases at the beginning that may be a house, a street, a village
_EXACT, _BEGINS, _SAID, _PARTLY, _LOOSELY = range(5)


@dataclass(frozen=True, slots=True)
class Named:
    """One name of one unit: who it is, where it lies or lay, and the communes of today it leads to."""

    sort: int
    name: str  # «Phường Đông Sơn»
    within: str  # of a former commune «Thành phố Thanh Hóa», of a former district its province
    codes: tuple[str, ...]
    own: tuple[str, ...]  # folded words of the bare name
    keys: tuple[str, ...]  # their keys
    around: frozenset[str]  # folded words and word keys of what it lies in


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that was typed: how well (`tier`, less is better), with how many other tones, as another kind of unit."""

    named: Named
    tier: int
    other_tones: int
    is_other_kind: bool

    @property
    def is_exact(self) -> bool:
        """Typed to the letter: the whole name, with its tones or with none, and its kind if any."""
        return self.tier == _EXACT and not self.other_tones and not self.is_other_kind


@dataclass
class Lookup:
    """Every name, by the words it is made of."""

    names: list[Named] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    lengths: list[int] = field(default_factory=list)  # how many different words each name has
    words: list[str] = field(default_factory=list)  # folded, in order: for the word that is still being typed

    def find(self, text: str) -> list[Hit]:
        """All that is called so, in the order of the index; house and village before the commune are passed over."""
        typed = phrases(text)
        if sum(len(word) for phrase in typed for word in phrase.words) < FEWEST_SIGNS:
            return []
        for start in range(min(len(typed), MOST_DROPPED)):
            if hits := self._hits(typed[start:]):
                return hits
        return []

    def _hits(self, typed: Sequence[Phrase]) -> list[Hit]:
        best: dict[int, Hit] = {}
        for reading in _readings(typed):
            for number in self._candidates(reading):
                hit = reading.hit(self.names[number])
                if hit and (number not in best or hit.tier < best[number].tier):
                    best[number] = hit
        return list(best.values())

    def _candidates(self, reading: "_Reading") -> list[int]:
        """Names of which every word was typed, or that hold every word typed: no other can be meant."""
        typed: list[Iterable[int]] = [self.by_word.get(key, ()) for key in reading.naming]
        if reading.last_names:
            begun = {number for word in self._beginning_with(reading.last) for number in self.by_word[word_key(word)]}
            typed.append(begun.union(self.by_word.get(reading.last_key, ())))
        counted = Counter(chain.from_iterable(typed))
        most = len(typed)
        return sorted(number for number, count in counted.items() if count >= min(self.lengths[number], most))

    def _beginning_with(self, letters: str) -> Iterator[str]:
        for place in range(bisect_left(self.words, letters), len(self.words)):
            if not self.words[place].startswith(letters):
                return
            yield self.words[place]


def build(names: Iterable[Named]) -> Lookup:
    """The index of these names."""
    lookup = Lookup(list(names))
    seen: set[str] = set()
    for number, named in enumerate(lookup.names):
        seen.update(named.own)
        different = set(named.keys)
        lookup.lengths.append(len(different))
        for key in different:
            lookup.by_word[key].append(number)
    lookup.words = sorted(seen)
    return lookup


def name_of(sort: int, name: str, within: str, codes: tuple[str, ...], around: frozenset[str]) -> Named:
    """A name with its words taken apart."""
    own = own_words(name)
    return Named(sort, name, within, codes, own, tuple(map(word_key, own)), around)


def words_around(*names: str) -> frozenset[str]:
    """What may be typed beside a name: the words of its district and province."""
    words = {word for name in names for word in own_words(name)}
    return frozenset(words.union(map(word_key, words)))


@lru_cache(maxsize=20_000)
def own_words(name: str) -> tuple[str, ...]:
    """The folded words of a bare name."""
    return tuple(folded_words(bare_name(name)))


class _Reading:
    """What was typed, read one way: words that may name the unit (`free`), and words of what it lies in (`wider`)."""

    def __init__(self, typed: Sequence[Phrase]) -> None:
        self.free = [word for phrase in typed if phrase.level != WIDER for word in phrase.words]
        self.wider = [word for phrase in typed if phrase.level == WIDER for word in phrase.words]
        self.kind = next((phrase.kind for phrase in typed if phrase.level == COMMUNE), "")
        self.wider_kind = next((phrase.kind for phrase in typed if phrase.level == WIDER), "")
        self.last = fold(typed[-1].words[-1])
        self.last_key = word_key(self.last)
        self.free_keys = [word_key(word) for word in self.free]
        self.wider_keys = [word_key(word) for word in self.wider]
        self.ends_free = typed[-1].level != WIDER
        self.last_names = self.ends_free or not self.free
        self.naming = set(self.free_keys or self.wider_keys) - ({self.last_key} if self.last_names else set())
        self._marked = [word for word in (*self.free, *self.wider) if not word.isascii()]
        self._tones = {word_key(word): tone_key(word) for word in self._marked}
        self._all_tones = {tone_key(word) for word in self._marked}

    def hit(self, named: Named) -> Hit | None:
        """How well a name was typed, or None."""
        names_district = named.sort == DISTRICT and not self.free
        keys, others = (self.wider_keys, []) if names_district else (self.free_keys, self.wider_keys)
        if named.sort == DISTRICT and self.kind:
            return None
        tier = self._tier(named, keys, others, may_end=names_district or self.ends_free)
        if tier is None:
            return None
        kind = self.wider_kind if names_district else self.kind
        return Hit(named, tier, self._other_tones(named), bool(kind) and kind != kind_of(named.name))

    def _tier(self, named: Named, keys: list[str], others: list[str], *, may_end: bool) -> int | None:
        own = named.keys
        pairs = zip(named.own, own, strict=True) if may_end else ()
        begun = {key for word, key in pairs if word.startswith(self.last)}
        said = {key for key in own if key in keys}
        strange = [key for place, key in enumerate(keys) if key not in said and not (begun and place == len(keys) - 1)]
        if not (said | begun) or not self._lies_in(named, [*strange, *others]):
            return None
        is_whole = set(own) <= said | begun
        if strange and not is_whole:
            return None
        return _closeness(keys, own, is_whole=is_whole, is_finished=set(own) <= said)

    def _lies_in(self, named: Named, keys: list[str]) -> bool:
        """Whether all these words belong to what the unit lies in; the last word typed may be unfinished."""
        return all(
            key in named.around or (key == self.last_key and any(word.startswith(self.last) for word in named.around))
            for key in keys
        )

    def _other_tones(self, named: Named) -> int:
        """How many words of a name were typed with other marks than its own; a word without any is forgiven."""
        if not self._marked:
            return 0
        pairs = ((word_key(word), tone_key(word)) for word in accented_words(bare_name(named.name)))
        return sum(key in self._tones and tone not in self._all_tones for key, tone in pairs)


def _closeness(keys: list[str], own: tuple[str, ...], *, is_whole: bool, is_finished: bool) -> int:
    begins = tuple(keys[: len(own)]) == own
    if begins and is_finished:
        return _EXACT
    if is_whole:
        return _BEGINS if begins else _SAID
    return _PARTLY if own[: len(keys) - 1] == tuple(keys[:-1]) else _LOOSELY


def _readings(typed: Sequence[Phrase]) -> list[_Reading]:
    """As typed; and where a word for a kind could be part of a name («phuc xa»), once more as if it were."""
    if all(phrase.is_sure for phrase in typed):
        return [_Reading(typed)]
    plain = tuple(word for phrase in typed for word in (*fold(phrase.kind).split(), *phrase.words))
    return [_Reading(typed), _Reading([Phrase(plain)])]
