"""The Union: its tree of units, dated, and the officers who serve in them.

Words: unit, officer, territory (a unit and all below it).
"""
