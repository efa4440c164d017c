"""How outcome facts follow from records: one file for each kind of outcome says which record is which outcome.

The facts of one record are written from here when it happens, all of them when they are rebuilt, and `verify`
compares stored and expected facts by the same selections. A new kind is a file beside these and a line in `sources`.
"""

from marketplace.programme.queries.outcomes.classes import ATTENDED, CLASS, OFFICER_TRAINED
from marketplace.programme.queries.outcomes.enterprises import (
    COLLECTIVE,
    FOUNDED,
    OF_ENTERPRISES,
    SHOWN_ONLINE,
    WOMEN_OWNED,
)
from marketplace.programme.queries.outcomes.ideas import IDEA, IDEA_HONOURED, IDEA_SUPPORTED
from marketplace.programme.queries.outcomes.money import MONEY_PAID
from marketplace.programme.queries.outcomes.outreach import HELPED, OUTREACH
from marketplace.programme.queries.outcomes.sales import SALE
from marketplace.programme.queries.outcomes.shops import PRODUCT_LISTED, SHOP_OPENED
from marketplace.programme.queries.outcomes.sources import SOURCES
from marketplace.programme.queries.outcomes.statements import (
    adding,
    carrying,
    largest_record,
    missing_facts,
    removing,
    retelling,
    wrong_facts,
)
from marketplace.programme.queries.outcomes.support import SUPPORT

__all__ = [
    "ATTENDED",
    "CLASS",
    "COLLECTIVE",
    "FOUNDED",
    "HELPED",
    "IDEA",
    "IDEA_HONOURED",
    "IDEA_SUPPORTED",
    "MONEY_PAID",
    "OFFICER_TRAINED",
    "OF_ENTERPRISES",
    "OUTREACH",
    "PRODUCT_LISTED",
    "SALE",
    "SHOP_OPENED",
    "SHOWN_ONLINE",
    "SOURCES",
    "SUPPORT",
    "WOMEN_OWNED",
    "adding",
    "carrying",
    "largest_record",
    "missing_facts",
    "removing",
    "retelling",
    "wrong_facts",
]
