"""VietQR, the transfer code of Vietnamese banks: its text, picture, memo token and the banks that read it.

A VietQR code is a transfer instruction: nothing comes back from it. Whether the money arrived is learnt
elsewhere, from a bank feed or from the payee. This package knows no orders and no database.
"""
