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
    "staff.duplicates.differ": "staff.duplicates.withdraw",
    "staff.duplicates.withdraw": "staff.duplicates.differ",
    "staff.cadre_posts.resume": "staff.cadre_posts.end",
    "staff.enterprise_ends.reopen": "staff.enterprise_ends.close",
    "staff.channels.reopen": "staff.channels.close",
    "staff.honours.consent": "staff.honours.withdraw",
    "staff.honours.withdraw": "staff.honours.consent",
    "staff.honours.restore": "staff.honours.revoke",
    "staff.contest_ideas.forget_support": "staff.contest_ideas.support",
    "staff.contest_ideas.support": "staff.contest_ideas.forget_support",
    "staff.contests.back_to_draft": "staff.contests.take_ideas",
    "staff.contests.back_to_open": "staff.contests.begin_judging",
    "staff.contests.begin_judging": "staff.contests.back_to_open",
    "staff.contests.take_ideas": "staff.contests.back_to_draft",
    "staff.funding_acts.reopen": "staff.funding_acts.close",
    "staff.funding_acts.unfulfil": "staff.funding_acts.fulfil",
    "staff.listings.approve": "staff.listings.block",
    "staff.listings.unblock": "staff.listings.block",
    "staff.members.resume": "staff.members.end",
    "staff.officers.withdraw": "staff.officers.new",
    "staff.phone_changes.withdraw": "staff.phone_changes.ask",
    "staff.roles.withdraw": "staff.roles.give",
    "staff.settings.logo": "staff.settings.logo",
    "staff.unmatched_deposits.not_found": "staff.unmatched_deposits.confirm",
    "staff.visits.done": "staff.visits.reopen",
    "staff.visits.reopen": "staff.visits.done",
}
REASONS = {
    "seller.orders.release": SURE,
    "seller.orders.take_back": SURE,
    "seller.product_papers.remove": SURE,
    "seller.products.discard_edit": SURE,
    "seller.product_photos.change": SURE,
    "seller.shop.reveal_bank": ALIKE,
    "seller.transfers.refund_again": ALIKE,
    "seller.transfers.refund_sent": TYPED,
    "seller.transfers.reveal": ALIKE,
    "seller.union_tasks.condition_done": SURE,
    "seller.union_tasks.step_done": SURE,
    "staff.applications.ask": TYPED,
    "staff.applications.decline": TYPED,
    "staff.applications.restore": TYPED,
    "staff.applications.reveal_fact": TYPED,
    "staff.applications.suspend": TYPED,
    "staff.applications.take_up": TYPED,
    "staff.channels.see": ALIKE,
    "staff.honours.find": TYPED,
    "staff.honours.revoke": TYPED,
    "staff.enterprise_entry.find": TYPED,
    "staff.traits.reveal": TYPED,
    "staff.unit_notes.add_software": TYPED,
    "staff.enterprise_people.find": TYPED,
    "staff.contest_ideas.find": TYPED,
    "staff.contest_ideas.withdraw": TYPED,
    "staff.contest_judges.relate": TYPED,
    "staff.contest_judges.remove": TYPED,
    "staff.contest_judges.unrelate": TYPED,
    "staff.contest_judging.declare": TYPED,
    "staff.contest_results.reopen": TYPED,
    "staff.contests.cancel": TYPED,
    "staff.funding_acts.drop": SURE,
    "staff.funding_acts.drop_the_condition": SURE,
    "staff.funding_acts.drop_the_repayment": SURE,
    "staff.listings.send_back": TYPED,
    "staff.members.find": TYPED,
    "staff.mentors.find": TYPED,
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
    "staff.support.aim": TYPED,
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
