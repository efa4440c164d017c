"""The services of the register of enterprises."""

from marketplace.enterprises.services.counts import Counted, record_count, void_count
from marketplace.enterprises.services.enterprises import (
    Facts,
    Origin,
    close_enterprise,
    correct_enterprise,
    forget_idea,
    record_enterprise,
    reopen_enterprise,
    void_enterprise,
)
from marketplace.enterprises.services.lists import erase_enterprises, take_back_enterprise
from marketplace.enterprises.services.online import (
    add_products,
    erase_presences,
    record_presence,
    take_products_back,
    void_presence,
)
from marketplace.enterprises.services.parts import PartFacts, add_part, end_part, void_part

__all__ = [
    "Counted",
    "Facts",
    "Origin",
    "PartFacts",
    "add_part",
    "add_products",
    "close_enterprise",
    "correct_enterprise",
    "end_part",
    "erase_enterprises",
    "erase_presences",
    "forget_idea",
    "record_count",
    "record_enterprise",
    "record_presence",
    "reopen_enterprise",
    "take_back_enterprise",
    "take_products_back",
    "void_count",
    "void_enterprise",
    "void_part",
    "void_presence",
]
