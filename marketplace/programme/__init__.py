"""What the Union is for: programmes, whom they supported, indicators computed from records, targets.

Words: programme, indicator, baseline, target, actual, support record, period.
"""
