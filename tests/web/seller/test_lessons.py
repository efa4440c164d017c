"""«Lớp học của chị» on the seller's first page: classes to come, certificates, what is still to be listed from one."""

from datetime import timedelta

from flask import Flask

from marketplace.core.clock import today
from marketplace.core.transactions import transaction
from marketplace.training.services import end_class, enrol, issue_certificates, keep_first_draft, scan_for_shop
from tests.builders import make_customer, make_product, make_seller, make_shop
from tests.pages import Browser
from tests.statements import counted
from tests.training.making import ALL, all_came, fill, make_class
from tests.visitors import Visitor


def test_she_sees_her_classes_certificates_and_what_is_next(app: Flask) -> None:
    day = today() + timedelta(days=3)
    with transaction():
        seller, shop_less = make_seller(), make_customer()
        shop = make_shop(seller=seller)
        her = seller.person
        past = make_class(title="Kỹ năng số")
        [line] = fill(past, [her])
        all_came(past, [line])
        end_class(past, **ALL)
        [certificate] = issue_certificates(past, **ALL)
        coming = make_class(day, title="Chụp ảnh hàng", place="Nhà văn hóa thôn Đông", capacity=1)
        enrol(coming, shop_less, **ALL)
        enrol(coming, her, **ALL)
        make_class(day, title="Lớp của người khác")
    browser = Browser(Visitor(app).sign_in(her))
    page = browser.open("/seller").sees("Lớp học của chị", "Chụp ảnh hàng", f"{day:%d/%m/%Y}", "Nhà văn hóa thôn Đông")
    page.sees("Chị đang chờ chỗ", "Giấy chứng nhận lớp “Kỹ năng số”")
    assert "Lớp của người khác" not in page.text and "chưa đăng món hàng" not in page.text
    assert page.fetch(f"/account/classes/certificates/{certificate.number}")[1].startswith(b"%PDF")
    with transaction():
        scan_for_shop(line, her)
    page.open("/seller").sees("Lớp “Kỹ năng số”: chị chưa đăng món hàng nào.").follow("Làm tiếp từ lớp này")
    page.sees("Đăng hàng mới")
    with transaction():
        keep_first_draft(make_product(shop=shop).id, her.id)
    assert "chưa đăng món hàng nào" not in page.open("/seller").text


def test_who_was_in_no_class_sees_nothing_of_it_and_many_classes_cost_no_more(app: Flask) -> None:
    with transaction():
        nobody, busy = make_customer(), make_customer()
        rows = [make_class(today() + timedelta(days=n)) for n in range(1, 7)]
        for row in rows[:3]:
            enrol(row, busy, **ALL)
    assert "Lớp học của chị" not in Browser(Visitor(app).sign_in(nobody)).open("/seller").text
    browser, sent = Browser(Visitor(app).sign_in(busy)), []
    browser.open("/seller")
    for more in ((), rows[3:]):
        with transaction():
            for row in more:
                enrol(row, busy, **ALL)
        with counted() as statements:
            browser.open("/seller").sees("Lớp học của chị")
        sent.append(len(statements))
    assert sent[1] <= sent[0]
