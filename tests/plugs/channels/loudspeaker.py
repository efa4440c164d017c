"""Loa làng: what concerns somebody's phone is called out in the village."""

from marketplace.core.words import N_
from marketplace.notifications.shape import ON_THE_PHONE, Channel, ChannelWords, Rendered


class Loudspeaker(Channel):
    """Remembers what was called out, and refuses while it is broken."""

    code = "loudspeaker"
    carries = frozenset({ON_THE_PHONE})
    words = ChannelWords(
        label=N_("loa làng"),
        switch=N_("Đọc tin trên loa làng"),
        switch_hint=N_("Chỉ đọc tin về đơn hàng."),
        unready=N_("Loa làng chưa có điện."),
    )

    def __init__(self) -> None:
        self.called_out: list[str] = []
        self.has_power, self.is_broken = True, False

    def is_ready(self) -> bool:
        """While there is power."""
        return self.has_power

    def address_of(self, phone: str | None, email: str | None) -> str | None:
        """The village of the phone."""
        return phone

    def send(self, address: str, rendered: Rendered, key: str) -> str:
        """Call it out."""
        if self.is_broken:
            raise OSError("the loudspeaker crackles")
        self.called_out.append(rendered.title)
        return key


plug = Loudspeaker()
