"""The verbs of the catalogue: products, variants, photos, papers, revisions, categories."""
