"""The questions of an application, in the order in which they are asked, one a screen."""

NAME, PLACE, FORM, BUSINESS, GOODS, CARD, PAPERS, BANK, CONSENT = (
    "name",
    "place",
    "form",
    "business",
    "goods",
    "card",
    "papers",
    "bank",
    "consent",
)
STEPS = (NAME, PLACE, FORM, BUSINESS, GOODS, CARD, PAPERS, BANK, CONSENT)
