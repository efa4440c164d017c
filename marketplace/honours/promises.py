"""What must hold of honours. H1: each says whom it honours and since when; of a revoked one no photo is left."""

from collections.abc import Iterator

from marketplace.core.promises import promise
from marketplace.honours.queries import faults_of_honours


@promise("H1", "an honour says whom it honours, none expires before it began, and a revoked one leaves no photo")
def honours_say_whom() -> Iterator[str]:
    """Honours of nobody or of two, ones that end before they began, photos of revoked ones."""
    yield from faults_of_honours()
