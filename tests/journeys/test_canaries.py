"""Marked values are given through the real pages, then looked for wherever they must not be (promises P1, P3)."""

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import structlog
from flask import Flask

from marketplace.accounts.models import Account
from marketplace.core.backup import back_up
from marketplace.core.db import db, session
from marketplace.core.runtime import config
from marketplace.core.sealing import unseal
from marketplace.web.plumbing import logs
from tests.cast import sign_in_cast
from tests.fakes.message_gateway import MessageGateway
from tests.journeys import applicants, customers, main_job, officers
from tests.journeys.outside import run_worker
from tests.pages import Browser, PageReader
from tests.postgres import folder_of_programs
from tests.rows import rows_of
from tests.visitors import Visitor

SEALED = {
    "the applicant's ID number": "038175012345",
    "the account given in the application": "3500205123456",
    "the account the shop is paid to": "0071000888999",
    "the seller's password": applicants.PASSWORD,
}
PRIVATE = {  # for the shops of the order and the customer, for nobody else
    "the customer's phone": "912000111",
    "the customer's name": customers.ANSWERS["name"],
    "the customer's address": customers.ANSWERS["address_line"],
}
ALL_OVER_THE_PROVINCE = ("province officer", "operator")  # orders may be theirs to look into, sealed facts are not
MOST_PAGES = 120
SAMPLES = "/staff/gallery"  # made of invented values, some of them the same


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{folder_of_programs()}:{os.environ['PATH']}")


@pytest.fixture
def log(app: Flask) -> Iterator[io.StringIO]:
    """Everything the installation logs, in full, as in production."""
    before, written = structlog.get_config(), io.StringIO()
    logs.structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(0),
        logger_factory=structlog.PrintLoggerFactory(written),
    )
    yield written
    structlog.configure(**before)


@pytest.fixture
def told(app: Flask, browser: Callable[[], Browser], phones: MessageGateway, log: io.StringIO) -> Mapping[str, str]:
    """From the application to the delivered order; gives what was typed on the way and is to stay sealed."""
    officer = officers.sign_in(browser(), main_job.an_officer())
    woman = main_job.she_applies(browser, phones)
    officers.approve_application(officer, applicants.NAME)
    applicants.open_shop(woman)
    applicants.list_sam_bao(woman)
    run_worker()
    officers.approve_listing(officer, main_job.SAM_BAO)
    run_worker()
    main_job.she_delivers(woman, main_job.a_customer_buys_from_two_shops(browser, phones, woman))
    run_worker()
    accounts = session.query(Account).filter(Account.totp_sealed.is_not(None)).all()
    secrets = {
        f"the second step of {account.id}": unseal(account.totp_sealed or "", bound_to=f"account:{account.id}:totp")
        for account in accounts
    }
    assert secrets, "somebody set up a second step"
    session.remove()
    return SEALED | secrets


def _found(canaries: Mapping[str, str], content: bytes) -> list[str]:
    return [name for name, value in canaries.items() if value.encode() in content]


def _stored() -> bytes:
    """Every row, and on SQLite the very bytes of the file and of its log of changes."""
    found = "\n".join(line for lines in rows_of(db.engine).values() for line in lines).encode()
    if db.engine.dialect.name == "sqlite":
        path = Path(str(db.engine.url.database))
        found += b"".join(
            file.read_bytes() for file in path.parent.glob(f"{path.name}*") if "template" not in file.name
        )
    return found


def _unpacked(path: Path) -> bytes:
    content = path.read_bytes()
    if content.startswith(b"PGDMP"):  # a dump of PostgreSQL is compressed
        content += subprocess.run(["pg_restore", "--file=-", str(path)], capture_output=True, check=True).stdout
    return content


def _codes_sent(phones: MessageGateway) -> set[str]:
    texts = [message.text for phone in (applicants.E164, customers.PHONE) for message in phones.read(phone)]
    return {code for text in texts for code in applicants.SIX_DIGITS.findall(text) if "mã" in text.lower()}


def test_what_is_sealed_lies_open_nowhere_and_nobody_reads_what_is_not_for_her(
    told: Mapping[str, str],
    app: Flask,
    browser: Callable[[], Browser],
    phones: MessageGateway,
    log: io.StringIO,
    tmp_path: Path,
) -> None:
    """Both are asked of one telling, which takes longest."""
    _lies_open_nowhere(told, phones, log, tmp_path)
    _is_on_no_page_of_others(told, app, browser)


def _lies_open_nowhere(told: Mapping[str, str], phones: MessageGateway, log: io.StringIO, tmp_path: Path) -> None:
    stored = _stored()
    assert customers.ANSWERS["name"].encode() in stored, "the search sees what is stored in the open"
    assert _found(told, stored) == []

    db.engine.dispose()
    back_up(config().database_url, config().uploads, tmp_path / "backup")
    for path in (tmp_path / "backup").rglob("*"):
        assert path.is_dir() or _found(told, _unpacked(path)) == [], path

    written = log.getvalue()
    assert '"event": "request"' in written
    assert _found({**told, **PRIVATE}, written.encode()) == []

    texts = " ".join(m.text + m.link for phone in (applicants.E164, customers.PHONE) for m in phones.read(phone))
    assert _found(told, texts.encode()) == []
    _no_code_is_kept(_codes_sent(phones), log.getvalue())


def _no_code_is_kept(codes: set[str], written: str) -> None:
    rows = rows_of(db.engine)
    assert codes
    for table in ("one_time_code", "outbox", "notice", "delivery", "audit_entry", "throttle"):
        for line in rows.get(table, []):
            assert not codes & set(re.findall(r"(?<![\w.])\d{6}(?!\d)", line)), (table, line)
    assert not codes & set(re.findall(r"(?<![\w.])\d{6}(?!\d)", written))


def _is_on_no_page_of_others(told: Mapping[str, str], app: Flask, browser: Callable[[], Browser]) -> None:
    leaks, read = [], 0
    for name, visitor in sign_in_cast(app).items():
        hidden = told if name in ALL_OVER_THE_PROVINCE else {**told, **PRIVATE}
        for path, content in _crawl(app, visitor):
            read += 1
            leaks += [(name, path, what) for what in _found(hidden, content) if path != SAMPLES]
    assert leaks == []
    assert read > 250

    owner = browser().open("/sign-in").press("Đăng nhập", phone=applicants.PHONE, password=applicants.PASSWORD)
    found = {what for _, content in _crawl(app, owner.visitor) for what in _found({**told, **PRIVATE}, content)}
    assert found == set(PRIVATE), "the crawl would see a leak: the shop's own owner finds whom to send to"


def _crawl(app: Flask, visitor: Visitor) -> Iterator[tuple[str, bytes]]:
    """Every page a person comes to by its address or by links, each path once; plain words of each."""
    waiting = [rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    seen: set[str] = set()
    read = 0
    while waiting and read < MOST_PAGES:
        path = waiting.pop(0)
        if (place := urlsplit(path).path) in seen:
            continue
        seen.add(place)
        response = visitor.get(path)
        if response.status_code in (301, 302, 303):
            waiting.append(response.headers["Location"].partition("#")[0])
        elif response.status_code == 200:
            read += 1
            yield path, _plain(response.data)
            waiting += _links(path, response.mimetype, response.data)


def _links(path: str, kind: str, content: bytes) -> list[str]:
    if kind != "text/html":
        return []
    page = PageReader(path)
    page.feed(content.decode())
    ours = [href.partition("#")[0] for href, _ in page.links if href.startswith("/") and not href.startswith("//")]
    return [href for href in ours if href and not href.startswith(("/media/", "/assets/", "/static/"))]


def _plain(content: bytes) -> bytes:
    """What can be read: files unpacked, entities resolved, numbers without the gaps they are shown with."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    text = unescape(content.decode("utf-8", "replace"))
    return (text + re.sub(r"(?<=\d)[\s.\u00a0\u202f-]+(?=\d)", "", text)).encode()
