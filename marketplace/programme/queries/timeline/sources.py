"""The subjects of a timeline in the order in which they speak of one day: a new one is a file and a line here."""

from marketplace.programme.queries.timeline.entries import Source
from marketplace.programme.queries.timeline.funding import money
from marketplace.programme.queries.timeline.records import classes, enterprises, ideas, outreach
from marketplace.programme.queries.timeline.selling import selling
from marketplace.programme.queries.timeline.support import support
from marketplace.programme.queries.timeline.visits import visits

SOURCES: tuple[Source, ...] = (classes, outreach, ideas, support, money, visits, enterprises, selling)
