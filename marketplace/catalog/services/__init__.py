"""The services of the catalogue: products, variants, photos, papers, revisions."""
