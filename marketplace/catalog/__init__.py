"""Categories and products: what a shop lists, in what variants, with which label data and papers.

Words: product, variant, revision, label, certificate. The public sees the approved revision only.
"""
