"""The states of a delivery: what became of a notice over one channel."""

QUEUED, SENT, DELIVERED, FAILED = "queued", "sent", "delivered", "failed"
ON_ITS_WAY_STATES = (SENT, DELIVERED)  # the channel has taken it: it is not sent again
REPORTED_STATES = (DELIVERED, FAILED)  # what a channel may tell later
