"""One configurable HTTP gateway that sends texts to phones, by SMS or Zalo as the gateway decides.

POST {"id", "to", "text", "link"} with a bearer token; any 2xx accepts it and may answer {"id": …}. The same
`id` comes again after a lost answer, so that the gateway can send once. It may report the outcome to
/webhooks/messages.
"""

from typing import TYPE_CHECKING

from marketplace.core.runtime import config
from marketplace.core.words import N_
from marketplace.notifications.shape import GATEWAY, ON_THE_PHONE, Channel, ChannelWords, Rendered

if TYPE_CHECKING:
    import requests

SECONDS = 10
MOST_CHARACTERS = 300


class NotTaken(Exception):
    """The gateway did not accept the text."""


class GatewayChannel(Channel):
    """The recipient's phone (E.164), through the gateway."""

    code = GATEWAY
    carries = frozenset({ON_THE_PHONE})
    is_needed = True
    words = ChannelWords(
        label=N_("tin nhắn"),
        switch=N_("Gửi tin nhắn về điện thoại"),
        switch_hint=N_("Mã xác nhận luôn được gửi; phần này là tin về đơn hàng và hồ sơ."),
        unready=N_(
            "Chưa nối cổng tin nhắn. Mã xác nhận và tin đơn hàng không tới được điện thoại. "
            "Người cài máy chủ ghi địa chỉ cổng vào cấu hình."
        ),
    )

    def is_ready(self) -> bool:
        """Whether a gateway is configured."""
        return config().sms_gateway_url is not None

    def address_of(self, phone: str | None, email: str | None) -> str | None:
        """The phone in E.164."""
        return phone

    def send(self, address: str, rendered: Rendered, key: str) -> str:
        """Send one short text through the gateway."""
        import requests  # 5 MB that only the worker needs

        body = {"id": key, "to": address, "text": rendered.title[:MOST_CHARACTERS], "link": rendered.link}
        answer = requests.post(
            config().sms_gateway_url or "",
            json=body,
            headers={"Authorization": f"Bearer {config().sms_gateway_token or ''}"},
            timeout=SECONDS,
            allow_redirects=False,
        )
        if not 200 <= answer.status_code < 300:
            raise NotTaken(f"the gateway answered {answer.status_code}")
        return _reference(answer)


def _reference(answer: "requests.Response") -> str:
    try:
        found = answer.json()
    except ValueError:
        return ""
    return str(found.get("id", ""))[:100] if isinstance(found, dict) else ""


plug = GatewayChannel()
