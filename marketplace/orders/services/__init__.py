"""The verbs of orders: the seller's work (`fulfilment`), ending early (`cancelling`), marks of money (`money`)."""
