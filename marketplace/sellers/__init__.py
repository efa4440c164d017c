"""Applicants and sellers: an application, its evidence, the decision, a seller's standing and bank account.

Words: application, requirement, evidence, decision, seller. States: see `states`.
"""
