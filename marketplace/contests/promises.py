"""What must hold of contests: K1 of awards, K2 of weights, K3 of knowledge papers, K4 of their certificates."""

from collections.abc import Iterator

from marketplace.contests.queries.certificates import faults_of_knowledge_certificates
from marketplace.contests.queries.contests import faults_of_awards, faults_of_weights
from marketplace.contests.queries.knowledge import faults_of_papers
from marketplace.core.promises import promise


@promise("K1", "each award is of a decided contest, and of one judged here it has three sheets of free judges or more")
def awards_are_decided() -> Iterator[str]:
    """Awards without a decided contest or without three sheets."""
    yield from faults_of_awards()


@promise("K2", "the weights of a contest that takes ideas, is judged or decided are 100 in all")
def weights_add_up() -> Iterator[str]:
    """Contests past their draft with other weights."""
    yield from faults_of_weights()


@promise("K3", "one phone takes a knowledge contest once, within its window, with no more right answers than questions")
def papers_are_taken_once() -> Iterator[str]:
    """Papers of one phone in one contest, and papers that say too much."""
    yield from faults_of_papers()


@promise("K4", "a certificate of a knowledge contest that stands tells what the paper of that contest says")
def certificates_tell_the_result() -> Iterator[str]:
    """Certificates of cancelled contests or other papers, and those that tell another result."""
    yield from faults_of_knowledge_certificates()
