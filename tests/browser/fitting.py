"""Whether a page fits a phone: nothing wider than the screen, and no number or word of a table broken over lines."""

from playwright.sync_api import Page

LONGEST = 24  # signs of a word that may be broken where it has no room: a link, a number without breaks
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
        const lines = new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top)));
        if (lines.size > 1) found.push(word[0]);
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
