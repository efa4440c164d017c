"""How much of a figure has evidence, and a sample of its records drawn by chance, for whoever audits it (P19)."""

from secrets import randbelow
from typing import Any

from flask import Response, render_template, request, url_for

from marketplace.core.errors import NotFound
from marketplace.programme.queries import get_indicator
from marketplace.programme.queries.evidence import draw_sample, evidence_behind, has_kinds_of_evidence
from marketplace.web.plumbing.answers import see_other
from marketplace.web.staff.contests import unnamed
from marketplace.web.staff.programme_table import ask
from marketplace.web.words.programme import evidence_words, indicator_words, programme_words

SEED = "draw"  # in addresses: the same number draws the same records
SEEDS = 1_000_000


def show(code: str, indicator: str) -> Response | str:
    """The share with evidence and the records drawn; without a number one is chosen and kept in the address."""
    query = ask(code)
    plug, _row = get_indicator(query.programme, indicator)
    if not has_kinds_of_evidence(plug):
        raise NotFound(indicator=indicator)
    told = request.args.get(SEED, "")
    if not (told.isascii() and told.isdigit() and int(told[:9]) < SEEDS and len(told) <= len(str(SEEDS))):
        here: dict[str, Any] = {**query.list_address, "indicator": indicator, SEED: randbelow(SEEDS)}
        return see_other(url_for("staff.figure_evidence.show", **here))
    asked = (plug, query.programme, query.place, query.days)
    drawn = draw_sample(*asked, int(told))
    records = unnamed([one.record for one in drawn])
    return render_template(
        "staff/programmes/evidence.html",
        query=query,
        programme_text=programme_words(query.programme),
        words=indicator_words(indicator),
        indicator=plug,
        share=evidence_behind(*asked),
        kind=evidence_words(plug.record_kind),
        drawn=list(zip(records, (one.has_evidence for one in drawn), strict=True)),
        seed=int(told),
    )
