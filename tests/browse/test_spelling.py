import pytest

from marketplace.browse.spelling import Vocabulary, near_words, nearest_names, weights

ROWS = [
    ("nem chua thanh hoa thit", "nem chua thanh hoa", "Nem chua Thanh Hóa"),
    ("keo lac vinh loc banh keo", "keo lac vinh loc", "Kẹo lạc Vĩnh Lộc"),
    ("sam bao kho", "sam bao kho", "Sâm Báo khô"),
    ("sam bao tuoi 100", "sam bao tuoi", "Sâm Báo tươi"),
]
WORDS = Vocabulary.of(ROWS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("keo", ("keo",)), ("lat", ("lac",)), ("chau", ("chua",)), ("nemm", ("nem",)), ("nm", None), ("zzzz", None)],
)
def test_a_word_one_letter_off_is_understood(typed: str, meant: tuple[str, ...] | None) -> None:
    (found,) = near_words([typed], WORDS)
    assert (meant in found) if meant else (found == [])


def test_the_word_itself_comes_first_where_it_is_known() -> None:
    assert near_words(["keo", "x"], WORDS)[0][0] == ("keo",)


def test_two_words_run_together_are_parted_and_two_halves_joined() -> None:
    assert ("sam", "bao") in near_words(["sambao"], WORDS)[0]
    assert near_words(["ne", "m", "chua"], WORDS)[0][0] == ("nem",)


def test_numbers_are_not_guessed() -> None:
    assert near_words(["101"], WORDS) == [[]]


def test_rare_words_weigh_more() -> None:
    known = weights(["sam", "tuoi", "zzz"], WORDS)
    assert set(known) == {"sam", "tuoi"} and known["tuoi"] > known["sam"]


def test_near_names_are_given_as_people_write_them() -> None:
    assert nearest_names("nem chau thanh", WORDS)[0] == "Nem chua Thanh Hóa"
    assert nearest_names("qwxyz", WORDS) == []
