"""Payments: payment methods, transfer codes, providers' notifications, matching of bank deposits, refunds."""
