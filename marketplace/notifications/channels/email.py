"""E-mail over SMTP; headers are set through the e-mail library, which prevents header injection."""

import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from marketplace.core.runtime import config
from marketplace.core.words import N_
from marketplace.notifications.shape import EMAIL, Channel, ChannelWords, Rendered

SECONDS = 10


class EmailChannel(Channel):
    """E-mail, for recipients who gave an address."""

    code = EMAIL
    words = ChannelWords(
        label=N_("email"),
        switch=N_("Gửi email"),
        switch_hint=N_("Chỉ gửi cho người đã xác nhận email."),
        unready=N_("Chưa nối máy chủ thư. Email chưa được gửi."),
    )

    def is_ready(self) -> bool:
        """Whether a mail server is configured."""
        return config().smtp_url is not None

    def address_of(self, phone: str | None, email: str | None) -> str | None:
        """The e-mail address."""
        return email

    def send(self, address: str, rendered: Rendered, key: str) -> str:
        """Send one mail through the server; the Message-ID is derived from the key."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = config().mail_from, address, rendered.title
        domain = urlsplit(config().public_url).hostname or "localhost"
        mail["Message-ID"] = f"<{key}@{domain}>"
        mail.set_content(f"{rendered.text}\n\n{rendered.link}\n")
        url = urlsplit(config().smtp_url or "")
        kind = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
        with kind(url.hostname or "localhost", url.port or 25, timeout=SECONDS) as server:
            if url.scheme == "smtp+tls":
                server.starttls()
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
            server.send_message(mail)
        return str(mail["Message-ID"])


plug = EmailChannel()
