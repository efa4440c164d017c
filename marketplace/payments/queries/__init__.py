"""Reading payments, refunds, bank transactions and provider events; and the locks that serialise changes."""
