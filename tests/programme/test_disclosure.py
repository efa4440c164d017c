"""Which figures the public may not read."""

from marketplace.programme.disclosure import too_few, withheld_with
from marketplace.programme.queries.figures import Tally


def test_women_are_counted_not_records() -> None:
    tallies = {"revenue": Tally(10, 1, 5_000_000), "products_listed": Tally(12, 5), "shops_opened": Tally()}
    assert too_few(tallies, 5) == {"revenue"}


def test_a_figure_of_the_same_records_as_a_hidden_one_is_withheld() -> None:
    tallies = {"revenue": Tally(40, 6, 9), "first_sales": Tally(3, 3, 5), "shops_opened": Tally(6, 6)}
    hidden = too_few(tallies, 5)
    assert hidden == {"first_sales"} and withheld_with(hidden, tallies) == {"revenue"}


def test_nothing_is_withheld_where_nothing_is_hidden() -> None:
    tallies = {"revenue": Tally(40, 5, 9), "first_sales": Tally(5, 5, 5)}
    assert withheld_with(too_few(tallies, 5), tallies) == set()
