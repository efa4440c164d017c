"""Tin báo: what an officer or operator was told."""

from flask import render_template

from marketplace.web.parts.notices import read_inbox


def index() -> str:
    """The visitor's notices, newest first."""
    shown, before = read_inbox()
    return render_template("staff/notices/index.html", shown=shown, before=before)
