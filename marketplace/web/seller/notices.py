"""Tin báo: what the shop's people were told."""

from flask import render_template

from marketplace.web.parts.notices import read_inbox


def index() -> str:
    """The visitor's notices, newest first."""
    shown, before = read_inbox()
    return render_template("seller/notices/index.html", shown=shown, before=before)
