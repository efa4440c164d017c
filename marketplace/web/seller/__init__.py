"""Pages of a shop's team: applying, listing, orders, money."""
