"""Who bears a discount: the seller (she earns less), or the platform or a programme (she earns the same)."""

SELLER, PLATFORM, PROGRAMME = "seller", "platform", "programme"
FUNDERS = (SELLER, PLATFORM, PROGRAMME)
OTHERS = (PLATFORM, PROGRAMME)  # those whose discounts reach the seller as a subsidy
