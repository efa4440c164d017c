"""Who bears a discount: the seller (who earns less), or the platform or a programme (the seller earns the same)."""

SELLER, PLATFORM, PROGRAMME = "seller", "platform", "programme"
FUNDERS = (SELLER, PLATFORM, PROGRAMME)
OTHERS = (PLATFORM, PROGRAMME)  # those whose discounts reach the seller as a subsidy
