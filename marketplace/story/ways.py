"""The ways of paying that the demo plays, by their codes."""

COD, VIETQR, CARD = "cod", "vietqr", "stripe_checkout"
