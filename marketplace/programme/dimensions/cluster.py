"""The cluster of communes (cụm thi đua), as the province put it together."""

from marketplace.core.words import N_
from marketplace.programme.dimensions.base import OfAGroup
from marketplace.programme.shape import DimensionWords


class Cluster(OfAGroup):
    """Nothing but what was said: a commune of which nothing was is in none."""

    code, position, scheme = "cluster", 12, "cluster"
    words = DimensionWords(name=N_("Cụm thi đua"))


plug = Cluster()
