"""The services of orders: the seller's work (`fulfilment`), cancelling, payment state (`money`), reminders."""
