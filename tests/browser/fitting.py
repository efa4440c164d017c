"""Whether a page fits a phone: nothing wider than the screen, and no number or word of a table broken over lines, but
one that is wider than a column with room for ordinary ones.
"""

from playwright.sync_api import Page

LONGEST = 24  # signs of a word that is looked at; a link may be broken anywhere
BROKEN = """(longest) => {
  const found = [], range = document.createRange();
  for (const cell of document.querySelectorAll("main td, main th, main dd, main dt, main .badge")) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode());) {
      if (text.parentElement.closest(".hidden-text, thead, svg, details:not([open]) > :not(summary)")) continue;
      for (const word of text.data.matchAll(/[^\\s–—-]+/g)) {
        if (word[0].length > longest) continue;
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const boxes = [...range.getClientRects()].filter(box => box.width);
        if (new Set(boxes.map(box => Math.round(box.top))).size < 2) continue;
        let block = text.parentElement;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        const room = block.clientWidth, wide = boxes.reduce((sum, box) => sum + box.width, 0);
        if (room < 128 || wide <= room) found.push(word[0]);
      }
    }
  }
  return found.slice(0, 5);
}"""
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults_of_fit(page: Page) -> list[str]:
    """What does not fit the screen as wide as it is, in words."""
    over, broken = page.evaluate(OVER), page.evaluate(BROKEN, LONGEST)
    return ([f"{over} px too wide"] if over > 0 else []) + ([f"broken over lines: {broken}"] if broken else [])
