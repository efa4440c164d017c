"""The entrepreneur: her application, its evidence, the decision, her standing and where she is paid.

Words: application, requirement, evidence, decision, seller. States: see `states`.
"""
