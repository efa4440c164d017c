"""A card whose author named a payment provider that is not there."""

from tests.plugs.methods.river_card import RiverCard


class OrphanCard(RiverCard):
    """Nobody would confirm its payments."""

    code = "orphan_card"
    provider = "dry_bank"


plug = OrphanCard()
