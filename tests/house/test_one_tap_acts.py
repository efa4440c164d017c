"""Every act of sellers and officers that has no page of its own says how a slip of the finger is made good (8.9)."""

from flask import Flask

from marketplace.web.seller.urls import ROUTES as SELLER
from marketplace.web.staff.urls import ROUTES as STAFF

SURE = "asked once more in place: the first tap opens, the second does"
TYPED = "needs something typed or chosen first"
ALIKE = "twice is once, and it takes nothing away"
WAYS_BACK = {  # one tap does it, and this route takes it back
    "seller.application.reopen": "seller.application.withdraw",
    "seller.application.withdraw": "seller.application.reopen",
    "seller.orders.accept": "seller.orders.decline",
    "seller.orders.collect": "seller.order_mistakes.cash",
    "seller.orders.deliver": "seller.order_mistakes.delivery",
    "seller.orders.fail": "seller.order_mistakes.refusal",
    "seller.orders.hand_over": "seller.order_mistakes.sending",
    "seller.orders.pack": "seller.orders.unpack",
    "seller.orders.unpack": "seller.orders.pack",
    "seller.order_mistakes.cash": "seller.orders.collect",
    "seller.order_mistakes.sending": "seller.orders.hand_over",
    "seller.order_mistakes.refusal": "seller.orders.fail",
    "seller.order_mistakes.delivery": "seller.orders.deliver",
    "seller.products.discard": "seller.products.restore",
    "seller.products.hide": "seller.products.show_again",
    "seller.products.restore": "seller.products.discard",
    "seller.products.show_again": "seller.products.hide",
    "seller.products.submit": "seller.products.take_back",
    "seller.products.take_back": "seller.products.submit",
    "seller.product_label.change_group": "seller.product_label.change_group",
    "seller.product_variants.switch": "seller.product_variants.switch",
    "seller.shop.keep_bank": "seller.shop.save_bank",
    "seller.shop.close": "seller.shop.reopen",
    "seller.shop.reopen": "seller.shop.close",
    "seller.stock.empty": "seller.stock.edit",
    "seller.transfers.not_found": "seller.transfers.confirm",
    "staff.applications.approve": "staff.applications.suspend",
    "staff.applications.mark": "staff.applications.mark",
    "staff.imported_rows.answer": "staff.imported_rows.answer",
    "staff.duplicates.differ": "staff.duplicates.withdraw",
    "staff.duplicates.withdraw": "staff.duplicates.differ",
    "staff.cadre_posts.resume": "staff.cadre_posts.end",
    "staff.listings.approve": "staff.listings.block",
    "staff.listings.unblock": "staff.listings.block",
    "staff.members.resume": "staff.members.end",
    "staff.officers.withdraw": "staff.officers.new",
    "staff.phone_changes.withdraw": "staff.phone_changes.ask",
    "staff.roles.withdraw": "staff.roles.give",
    "staff.settings.logo": "staff.settings.logo",
    "staff.unmatched_deposits.not_found": "staff.unmatched_deposits.confirm",
}
REASONS = {
    "staff.import_columns.choose": TYPED,
    "staff.imports.columns_again": SURE,
    "staff.imports.discard": SURE,
    "staff.imports.exact": SURE,
    "staff.imports.take_back": SURE,
    "staff.imports.write": SURE,
    "seller.orders.release": SURE,
    "seller.orders.take_back": SURE,
    "seller.product_papers.remove": SURE,
    "seller.products.discard_edit": SURE,
    "seller.product_photos.change": SURE,
    "seller.shop.reveal_bank": ALIKE,
    "seller.transfers.refund_again": ALIKE,
    "seller.transfers.refund_sent": TYPED,
    "seller.transfers.reveal": ALIKE,
    "staff.applications.ask": TYPED,
    "staff.applications.decline": TYPED,
    "staff.applications.restore": TYPED,
    "staff.applications.reveal_fact": TYPED,
    "staff.applications.suspend": TYPED,
    "staff.applications.take_up": TYPED,
    "staff.listings.send_back": TYPED,
    "staff.members.find": TYPED,
    "staff.outbox.try_again": ALIKE,
    "staff.outbox.try_all_again": ALIKE,
    "staff.provider_tasks.share_out": TYPED,
    "staff.refunds.again": ALIKE,
    "staff.refunds.answer": SURE,
    "staff.refunds.confirm": SURE,
    "staff.refunds.deny": SURE,
    "staff.refunds.reveal": ALIKE,
    "staff.refunds.sent": TYPED,
    "staff.roles.look_up": TYPED,
    "staff.roles.reset_second_step": TYPED,
    "staff.roles.restore_account": TYPED,
    "staff.roles.suspend_account": TYPED,
    "staff.settings.bank_account": TYPED,
    "staff.support.find": TYPED,
    "staff.support.void": TYPED,
    "staff.targets.baselines": TYPED,
    "staff.units.add": TYPED,
    "staff.units.close": SURE,
}


def acts_without_a_page() -> dict[str, str]:
    """By endpoint: the addresses of sellers and officers that are only posted to."""
    routes = [*SELLER, *STAFF]
    pages = {route.path for route in routes if route.get is not None}
    return {route.endpoint: route.path for route in routes if route.post is not None and route.path not in pages}


def test_each_is_taken_back_asked_for_or_explained(app: Flask) -> None:
    assert sorted(acts_without_a_page()) == sorted([*WAYS_BACK, *REASONS])
    assert not set(WAYS_BACK) & set(REASONS)


def test_the_way_back_is_there(app: Flask) -> None:
    assert set(WAYS_BACK.values()) <= set(app.view_functions)
