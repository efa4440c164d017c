"""The marketplace of a province's Women's Union: shops, orders, money, and the evidence of what support achieved."""
