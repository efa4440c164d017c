"""The services of payments: requesting, receiving, posting to the ledger, refunding."""
