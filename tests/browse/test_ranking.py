from marketplace.browse.ranking import Hit, Query, rank, rank_by_closeness, read_query
from marketplace.core.folding import accented_words, folded_words


def hit(number: int, name: str, *, more: str = "", sold: int = 0) -> Hit:
    folded = " ".join(folded_words(name))
    return Hit(number, folded, f"{folded} {more}".strip(), " ".join(accented_words(name)), sold)


def test_a_query_is_folded_and_remembers_tones() -> None:
    assert read_query("Củ SÂM bao") == Query(("cu", "sam", "bao"), ("củ", "sâm"))


def test_an_absurd_query_is_cut() -> None:
    assert len(read_query("sâm " * 9000).words) == 10


def test_all_words_in_the_name_come_before_some() -> None:
    assert rank([hit(1, "Gạo nếp", more="mat ong"), hit(2, "Mật ong")], read_query("mat ong")) == [2, 1]


def test_tones_as_typed_come_before_the_phrase_and_sales() -> None:
    hits = [hit(1, "Bùn khoáng", sold=99), hit(2, "Miến và bún khô")]
    assert rank(hits, read_query("bún")) == [2, 1]


def test_words_typed_without_tones_prefer_none() -> None:
    hits = [hit(1, "Bún"), hit(2, "Bùn", sold=5)]
    assert rank(hits, read_query("bun")) == [2, 1]


def test_whole_words_come_before_begun_ones() -> None:
    assert rank([hit(2, "Chiếu cói"), hit(1, "Chi Nê")], read_query("chi")) == [1, 2]


def test_the_name_that_begins_with_the_phrase_comes_first() -> None:
    assert rank([hit(2, "Bì trộn nem chua"), hit(1, "Nem chua rán")], read_query("nem chua")) == [1, 2]


def test_each_hit_counts_once() -> None:
    assert rank([hit(1, "Sâm"), hit(1, "Sâm")], read_query("sam")) == [1]


def test_closeness_counts_rare_words_more_and_drops_the_far() -> None:
    hits = [hit(1, "Mật mía"), hit(2, "Mật ong"), hit(3, "Chổi chít")]
    assert rank_by_closeness(hits, {"mat": 1.0, "ong": 5.0}) == [2]
    assert rank_by_closeness([], {"mat": 1.0}) == []
