"""What every room builds on: database session, transaction, money, clock, events, outbox, states, errors, folding.

Knows nothing about shops or programmes. Everything above may call it.
"""
