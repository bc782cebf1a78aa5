"""What every page must be: usable by everybody, and narrow enough for a telephone."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async rules => {
  const options = {
    runOnly: {type: 'tag', values: rules}, resultTypes: ['violations'], preload: false,
  };
  const found = await axe.run(document, options);
  const parts = rule => rule.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | ');
  return found.violations.map(rule => `${rule.id}: ${parts(rule)}`);
}"""
TURNED = """async () => {
  const found = await axe.run(document, {runOnly: ['css-orientation-lock']});
  return found.violations.length > 0;
}"""
WIDER_THAN_THE_SCREEN = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll('body *')]
    .filter(part => part.getBoundingClientRect().right > room + 1)
    .slice(0, 3).map(part => part.outerHTML.slice(0, 120));
}"""
BROKEN = """room => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { hyphens: manual !important }');
  document.adoptedStyleSheets = [sheet];
  const words = [], range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, part = text.parentElement;
    if (!part.checkVisibility({visibilityProperty: true}) || part.closest('.only-heard')) continue;
    for (const word of text.data.matchAll(/[\\p{L}\\p{N}_.@]{6,}/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const pieces = [...range.getClientRects()];
      const width = pieces.reduce((sum, piece) => sum + piece.width, 0);
      if (new Set(pieces.map(piece => piece.top)).size > 1 && width < room)
        words.push(`${word[0]} in ${part.outerHTML.slice(0, 100)}`);
    }
  }
  document.adoptedStyleSheets = [];
  return words;
}"""
ROOM = 200
"""A word that is wider than this may be broken: an address, a key."""

PHONE, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


def barriers(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA. It is there on every page of a showcase.

    Without fetching the style sheets once more, which one rule asks: `must_be_held_upright`.
    """
    return page.evaluate(RUN, RULES)


def must_be_held_upright(page: Page) -> bool:
    """Whether the style sheets keep a telephone from being turned (1.3.4)."""
    return page.evaluate(TURNED)


def too_wide_for_a_phone(page: Page) -> list[str]:
    """Parts that make somebody with a telephone scroll sideways, and words that break anywhere.

    As in a browser that does not know where a Dutch word may be broken.
    """
    page.set_viewport_size(PHONE)
    wide = page.evaluate(WIDER_THAN_THE_SCREEN)
    broken = page.evaluate(BROKEN, ROOM)
    page.set_viewport_size(WIDE)
    return [
        *(f"wider than 320 pixels: {part}" for part in wide),
        *(f"broken within a word: {part}" for part in broken),
    ]
