"""What a page must be on a big screen and on a wall: filled, large, and in lines that can be read."""

from playwright.sync_api import Page

from tests.browser.good_pages import WIDE, WIDER_THAN_THE_SCREEN

BIG_SCREEN, WALL = {"width": 1900, "height": 1080}, {"width": 2500, "height": 1400}
LETTERS_OF = {1900: 19, 2500: 24}
"""In pixels, at least, for whoever sits at the back."""
LINE = 53
"""In times the height of its letters: somewhat more than a hundred of them."""
FILLED = 0.75
LONG_LINES = """most => {
  const long = [], range = document.createRange();
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const part = texts.currentNode.parentElement;
    const letter = parseFloat(getComputedStyle(part).fontSize);
    range.selectNodeContents(texts.currentNode);
    if ([...range.getClientRects()].some(line => line.width > most * letter))
      long.push(texts.currentNode.data.trim().slice(0, 80));
  }
  return long;
}"""
SHARE = """() => {
  const main = document.querySelector("main"), look = getComputedStyle(main);
  const edges = parseFloat(look.paddingLeft) + parseFloat(look.paddingRight);
  return (main.clientWidth - edges) / document.documentElement.clientWidth;
}"""
LETTER = "() => parseFloat(getComputedStyle(document.body).fontSize)"


def lost_on(page: Page, screen: dict[str, int]) -> list[str]:
    """What goes wrong on a screen that is wider than most."""
    page.set_viewport_size(screen)
    width = screen["width"]
    found = [f"wider than {width}: {part}" for part in page.evaluate(WIDER_THAN_THE_SCREEN)]
    found += [f"a line too long: {text}" for text in page.evaluate(LONG_LINES, LINE)]
    if page.evaluate(SHARE) < FILLED:
        found.append(f"a narrow strip of {page.evaluate(SHARE):.0%}")
    if page.evaluate(LETTER) < LETTERS_OF[width]:
        found.append(f"letters of {page.evaluate(LETTER)} pixels")
    page.set_viewport_size(WIDE)
    return found
