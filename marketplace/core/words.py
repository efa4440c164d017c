"""Words that a plug carries: Vietnamese message ids, marked where they stand and translated where they are shown."""


def N_(words: str) -> str:
    """Mark words for translation; what shows them translates them into the visitor's language."""
    return words
