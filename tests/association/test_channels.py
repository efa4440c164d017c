"""The channels of units: a link is read as people paste it, stands once, is seen, closed, opened again, voided."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.association.errors import ChannelExists, EndsBeforeItBegan
from marketplace.association.models import ChannelSighting, UnitChannel
from marketplace.association.promises import channels_stand_once
from marketplace.association.queries import list_channels, standings
from marketplace.association.queries.channels import LACKS_FANPAGE, LACKS_ZALO, UNSEEN
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.association.services import (
    add_branch,
    close_channel,
    record_channel,
    reopen_channel,
    see_channel,
    void_channel,
)
from marketplace.association.unit_channels import FANPAGE, WEBSITE, ZALO_GROUP, BadLink, is_usual, read_link
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, NotAllowed
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, HAC_THANH, unit_of

ALL: dict[str, Any] = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
PAGE = "facebook.com/hoiphunubienthuong"


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert list(channels_stand_once()) == []


def channel(kind: str = FANPAGE, link: str = PAGE, area_code: str = BIEN_THUONG, **facts: Any) -> UnitChannel:
    return record_channel(unit_of(area_code), kind, link, **{**ALL, **facts})


@pytest.mark.parametrize(
    ("pasted", "url"),
    [
        (PAGE, "https://www.facebook.com/hoiphunubienthuong"),
        ("https://m.facebook.com/HoiPhuNu/?mibextid=ZbWKwL&fbclid=IwAR", "https://www.facebook.com/HoiPhuNu"),
        ("http://fb.com/hoi?ref=share", "https://www.facebook.com/hoi"),
        ("https://www.facebook.com/profile.php?id=1000&sfnsn=mo", "https://www.facebook.com/profile.php?id=1000"),
        ("Mời các chị vào nhóm: https://zalo.me/g/abcXYZ1.", "https://zalo.me/g/abcXYZ1"),
        ("//fb.watch/x1/", "https://fb.watch/x1"),
        ("HTTPS://ZALO.ME/g/aB?utm_source=zalo", "https://zalo.me/g/aB"),
        ("hoiphunu.thanhhoa.gov.vn", "https://hoiphunu.thanhhoa.gov.vn"),
    ],
)
def test_a_link_is_read_as_people_paste_it(pasted: str, url: str) -> None:
    assert read_link(pasted).url == url


@pytest.mark.parametrize(
    ("pasted", "why"),
    [
        ("  ", "no_link"),
        ("hội phụ nữ xã", "not_a_link"),
        ("javascript:alert(1).x", "not_a_link"),
        ("ftp://facebook.com/hoi", "not_a_link"),
        ("https://127.0.0.1/hoi", "not_a_link"),
        ("https://ai@facebook.com/hoi", "not_a_link"),
        ("https://facebook.com:8080/hoi", "not_a_link"),
        ("https://localhost./hoi", "not_a_link"),
        ("https://www.facebook.com/?ref=tn", "front_page"),
        ("https://zalo.me/", "front_page"),
        ("facebook.com/" + "a" * 400, "too_long"),
    ],
)
def test_what_is_no_link_to_a_page_is_refused(pasted: str, why: str) -> None:
    with pytest.raises(BadLink) as refused:
        read_link(pasted)
    assert refused.value.why == why


def test_other_hosts_are_kept_with_a_warning() -> None:
    assert is_usual(FANPAGE, "https://www.facebook.com/hoi") and is_usual(ZALO_GROUP, "https://zalo.me/g/a")
    assert not is_usual(ZALO_GROUP, "https://www.facebook.com/hoi") and not is_usual(
        FANPAGE, "https://facebook.com.vn/x"
    )
    assert is_usual(WEBSITE, "https://hoiphunu.vn")


def test_a_link_stands_once_in_a_unit(writing: None) -> None:
    first = channel()
    for again in (PAGE, "https://m.facebook.com/HOIPHUNUBIENTHUONG?fbclid=x"):
        with pytest.raises(ChannelExists) as refused:
            channel(link=again)
        assert refused.value.channel.id == first.id
    close_channel(first, closed_on=today(), why="gộp", **ALL)
    with pytest.raises(ChannelExists):
        channel()
    void_channel(first, why="nhầm", **ALL)
    assert channel().id != first.id and channel(area_code=HAC_THANH).link == first.link
    assert channel(ZALO_GROUP, "zalo.me/g/Ab").id != channel(ZALO_GROUP, "zalo.me/g/aB").id, "Zalo's codes have case"


def test_strangers_closed_units_and_days_to_come_are_refused(writing: None) -> None:
    with pytest.raises(NotAllowed):
        channel(scope=Scope((unit_of(HAC_THANH).path,)))
    with pytest.raises(Invalid):
        channel(opened_on=today() + timedelta(days=1))
    with pytest.raises(Invalid):
        channel("blog")
    gone = add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Đông", SYSTEM_ACTOR)
    gone.valid_to = today()
    with pytest.raises(Invalid):
        record_channel(gone, FANPAGE, PAGE, **ALL)
    assert session.query(UnitChannel).count() == 0


def test_seeing_is_a_row_of_its_day_and_once(writing: None) -> None:
    row = channel()
    assert see_channel(row, **ALL) and not see_channel(row, **ALL)
    assert see_channel(row, actor=Actor(OFFICER, 2), scope=EVERYTHING)
    assert session.query(ChannelSighting).count() == 2
    [seen] = list_channels(unit_of(BIEN_THUONG).id)
    assert seen.last_seen_on == today() and not seen.is_stale(today() + timedelta(days=180))
    assert seen.is_stale(today() + timedelta(days=181))
    close_channel(row, closed_on=today(), why="khóa trang", **ALL)
    with pytest.raises(Conflict):
        see_channel(row, **ALL)
    reopen_channel(row, **ALL)
    with pytest.raises(Conflict):
        reopen_channel(row, **ALL)
    assert row.closed_on is None and row.closed_why == ""


def test_a_channel_does_not_end_before_it_began(writing: None) -> None:
    row = channel(opened_on=date(2026, 3, 8))
    with pytest.raises(EndsBeforeItBegan):
        close_channel(row, closed_on=date(2026, 3, 7), why="gộp", **ALL)
    with pytest.raises(Invalid):
        close_channel(row, closed_on=today(), why=" ", **ALL)
    assert row.closed_on is None


def test_a_unit_is_said_to_lack_what_it_owes(writing: None) -> None:
    commune = unit_of(BIEN_THUONG)
    branch = add_branch(commune, "Chi hội thôn Đông", SYSTEM_ACTOR)
    page = channel()
    has, below = standings([commune, branch])
    assert has.lacks == [ZALO_GROUP] and below.lacks == []
    assert has.is_lacking(UNSEEN, today()) and has.is_lacking(LACKS_ZALO, today())
    assert not has.is_lacking(LACKS_FANPAGE, today()) and not below.is_lacking(LACKS_FANPAGE, today())
    see_channel(page, **ALL)
    channel(ZALO_GROUP, "zalo.me/g/abc")
    close_channel(page, closed_on=today(), why="khóa", **ALL)
    [now] = standings([commune])
    assert now.lacks == [FANPAGE] and now.is_lacking(UNSEEN, today())
