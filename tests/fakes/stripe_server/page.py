"""The hosted page on which a customer pays a Checkout Session, or turns back."""

from typing import Any

from flask import Flask, abort, redirect, render_template_string, url_for
from werkzeug.wrappers import Response

from tests.fakes.stripe_server.book import Book, SessionClosed

JsonObject = dict[str, Any]

PAGE = """<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Thanh toán thử</title>
<h1>Thanh toán thử</h1>
{% macro button(endpoint, label) %}
<form method="post" action="{{ url_for(endpoint, session_id=session.id) }}">
<button id="{{ endpoint }}">{{ label }}</button>
</form>
{% endmacro %}
{% if session.status == "open" %}
<ul>
{% for line in lines %}
<li>{{ line.quantity }} × {{ line.description }}: {{ "{:,}".format(line.amount_total) }}</li>
{% endfor %}
</ul>
<p>Tổng cộng: <strong id="total">{{ "{:,}".format(session.amount_total) }} {{ session.currency }}</strong></p>
{% if declined %}<p role="alert">Thẻ bị từ chối. Hãy thử lại.</p>{% endif %}
{{ button("pay", "Trả tiền") }}
{{ button("decline", "Thẻ bị từ chối") }}
{% if session.cancel_url %}{{ button("cancel", "Quay lại") }}{% endif %}
{% else %}
<p id="closed">Trang thanh toán này đã đóng.</p>
{% endif %}
</html>
"""


def add_page(app: Flask, book: Book) -> None:
    """Serve the hosted page below /pay."""

    def found(session_id: str) -> JsonObject:
        book.lapse()
        return book.sessions.get(session_id) or abort(404)

    @app.get("/pay/<session_id>")
    def show(session_id: str) -> str:
        with book.lock:
            return _render(book, found(session_id))

    @app.post("/pay/<session_id>/pay")
    def pay(session_id: str) -> Response | tuple[str, int]:
        with book.lock:
            session = found(session_id)
            try:
                book.pay(session_id)
            except SessionClosed:
                return _render(book, session), 409
            return redirect(session["success_url"].replace("{CHECKOUT_SESSION_ID}", session_id), 303)

    @app.post("/pay/<session_id>/decline")
    def decline(session_id: str) -> Response | tuple[str, int]:
        with book.lock:
            session = found(session_id)
            try:
                book.decline(session_id)
            except SessionClosed:
                return _render(book, session), 409
            return _render(book, session, declined=True), 402

    @app.post("/pay/<session_id>/cancel")
    def cancel(session_id: str) -> Response:
        with book.lock:
            session = found(session_id)
        return redirect(session["cancel_url"] or url_for("show", session_id=session_id), 303)


def _render(book: Book, session: JsonObject, *, declined: bool = False) -> str:
    return render_template_string(PAGE, session=session, lines=book.line_items[session["id"]], declined=declined)
