"""Policy texts for pages: plain text with headings and lists becomes blocks, which templates escape."""

from dataclasses import dataclass, field

HEADING, ITEM = "## ", "- "


@dataclass
class Block:
    """A heading, a paragraph, or a list of items."""

    kind: str
    text: str = ""
    items: list[str] = field(default_factory=list)


def blocks_of(body: str) -> list[Block]:
    """Blank line = new paragraph, «## » = heading, «- » = item of a list."""
    blocks: list[Block] = []
    fresh = True
    for line in (line.strip() for line in body.splitlines()):
        if not line:
            fresh = True
        elif line.startswith(HEADING):
            blocks.append(Block("heading", line.removeprefix(HEADING)))
            fresh = True
        elif line.startswith(ITEM):
            _add_item(blocks, line.removeprefix(ITEM), fresh)
            fresh = False
        else:
            _add_line(blocks, line, fresh)
            fresh = False
    return blocks


def _add_item(blocks: list[Block], text: str, fresh: bool) -> None:
    if fresh or not blocks or blocks[-1].kind != "list":
        blocks.append(Block("list"))
    blocks[-1].items.append(text)


def _add_line(blocks: list[Block], text: str, fresh: bool) -> None:
    if fresh or not blocks or blocks[-1].kind != "paragraph":
        blocks.append(Block("paragraph", text))
    else:
        blocks[-1].text += f" {text}"
