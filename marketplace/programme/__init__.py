"""The Union's programmes: records of support, outcome facts, indicators computed from them, targets, readings.

Words: programme, indicator, baseline, target, actual, support record, period.
"""
