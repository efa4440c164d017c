"""The routes of the register of women: found, entered, given posts, ended, and mistakes taken back."""

from marketplace.web.plumbing.access import OFFICERS
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import cadre_posts, members, traits, women

ROUTES: list[Route] = [
    Route("/staff/women", women.index, get=OFFICERS),
    Route("/staff/women/find", members.find, post=OFFICERS),
    Route("/staff/women/new", members.new, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/women/<person_id>", women.show, get=OFFICERS),
    Route("/staff/women/<person_id>/traits", traits.index, get=OFFICERS),
    Route("/staff/women/<person_id>/traits/<kind>", traits.keep, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/women/<person_id>/traits/<kind>/open", traits.reveal, post=OFFICERS.fresh()),
    Route("/staff/women/<person_id>/traits/<kind>/withdraw", traits.withdraw, get=OFFICERS, post=OFFICERS),
    Route("/staff/women/<person_id>/posts", cadre_posts.new, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/women/memberships/<int:membership_id>/end", members.end, get=OFFICERS, post=OFFICERS),
    Route("/staff/women/memberships/<int:membership_id>/resume", members.resume, post=OFFICERS),
    Route("/staff/women/memberships/<int:membership_id>/void", members.void, get=OFFICERS, post=OFFICERS),
    Route("/staff/women/posts/<int:post_id>/end", cadre_posts.end, get=OFFICERS, post=OFFICERS),
    Route("/staff/women/posts/<int:post_id>/resume", cadre_posts.resume, post=OFFICERS),
    Route("/staff/women/posts/<int:post_id>/void", cadre_posts.void, get=OFFICERS, post=OFFICERS),
]
