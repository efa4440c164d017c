"""Reading programmes, their figures, and the records behind each figure."""

from marketplace.programme.queries.counting import counted_records, programmes_of
from marketplace.programme.queries.duplicates import Pair, list_judgements, list_pairs, pairs_of, reasons_of
from marketplace.programme.queries.figures import (
    Tallies,
    Tally,
    tallies,
    tallies_as_told,
    tallies_by_child,
    tally,
    value_of,
    values_by_child,
)
from marketplace.programme.queries.merges import get_merge, list_merges, signs_in
from marketplace.programme.queries.people import is_known_in, list_likely_same, search_people, was_looked_up
from marketplace.programme.queries.programmes import (
    get_indicator,
    get_programme,
    indicators_of,
    list_indicators,
    list_programmes,
)
from marketplace.programme.queries.readings import find_reading, hash_of_facts, list_frozen_readings
from marketplace.programme.queries.records import every_record, list_records
from marketplace.programme.queries.references import count_references
from marketplace.programme.queries.support import find_same_support, get_support, list_support
from marketplace.programme.queries.targets import baselines_of, find_baseline, find_target, targets_of
from marketplace.programme.queries.women import Roles, Woman, list_women, roles_of

__all__ = [
    "Pair",
    "Roles",
    "Tallies",
    "Tally",
    "Woman",
    "baselines_of",
    "count_references",
    "counted_records",
    "every_record",
    "find_baseline",
    "find_reading",
    "find_same_support",
    "find_target",
    "get_indicator",
    "get_merge",
    "get_programme",
    "get_support",
    "hash_of_facts",
    "indicators_of",
    "is_known_in",
    "list_frozen_readings",
    "list_indicators",
    "list_judgements",
    "list_likely_same",
    "list_merges",
    "list_pairs",
    "list_programmes",
    "list_records",
    "list_support",
    "list_women",
    "pairs_of",
    "programmes_of",
    "reasons_of",
    "roles_of",
    "search_people",
    "signs_in",
    "tallies",
    "tallies_as_told",
    "tallies_by_child",
    "tally",
    "targets_of",
    "value_of",
    "values_by_child",
    "was_looked_up",
]
