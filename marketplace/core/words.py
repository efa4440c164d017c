"""Words of plugs: Vietnamese message ids, marked for extraction where written and translated where shown."""


def N_(words: str) -> str:
    """Mark words for translation; what shows them translates them into the visitor's language."""
    return words
