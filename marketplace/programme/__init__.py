"""The Union's programmes: records of support, outcome facts, indicators computed from them, targets, readings.

Words: programme, indicator, baseline, target, actual, period; support record and what it is for (aim), file for money
(funding) with tranches, conditions and repayments, visit, next step, mentor, timeline.
"""
