"""Every reason for a refusal can be told to the sender."""

from marketplace.core.errors import Invalid
from marketplace.media.pipeline.errors import SENTENCES, PhotoRefused, Reason


def test_every_reason_has_its_own_sentence() -> None:
    assert set(SENTENCES) == set(Reason)
    assert len(set(SENTENCES.values())) == len(Reason)


def test_a_refusal_knows_its_reason_and_its_words() -> None:
    refusal = PhotoRefused(Reason.TOO_SMALL)
    assert isinstance(refusal, Invalid)
    assert refusal.reason is Reason.TOO_SMALL
    assert "200" in refusal.sentence
