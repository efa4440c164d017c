"""The codes of the payment methods used by the demo."""

COD, VIETQR, CARD = "cod", "vietqr", "stripe_checkout"
