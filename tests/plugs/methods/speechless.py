"""A way of paying whose author forgot one word."""

from tests.plugs.methods.barter_note import BarterNote, MethodWords


class Speechless(BarterNote):
    """Nothing is said of what to do."""

    code = "speechless"
    words = MethodWords(label="Im lặng", short_name="im lặng", hint="", icon="money", switch="Nhận", next_step="Trả")


plug = Speechless()
