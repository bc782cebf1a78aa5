"""Somebody who cannot point: Tab until it has the focus, and then Enter, Space or an arrow."""

from playwright.sync_api import Locator, Page, expect

TABS = 60
IS_FOCUSED = "part => part === document.activeElement"
IS_SEEN = """() => {
  const part = document.activeElement, place = part.getBoundingClientRect();
  const ring = [getComputedStyle(part), getComputedStyle(part, "::after")]
    .some(look => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2);
  return ring && place.bottom > 0 && place.top < innerHeight && place.width > 1;
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus; whatever has it on the way there shows that it has."""
    for _press in range(TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML")
        if wanted.evaluate(IS_FOCUSED):
            return
    raise AssertionError(f"{TABS} times Tab does not lead to {wanted}.")


def to_field(page: Page, label: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))


def types(page: Page, label: str, answer: str) -> None:
    to_field(page, label)
    page.keyboard.type(answer)


def picks_the_first(page: Page, label: str, answer: str) -> None:
    """With an arrow, from a list that opens with no choice."""
    to_field(page, label)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label(label, exact=True).locator("option:checked")).to_have_text(answer)


def follows(page: Page, link: str) -> None:
    tab_to(page, page.get_by_role("link", name=link).first)
    goes_on(page, "Enter")


def presses(page: Page, button: str) -> None:
    tab_to(page, page.get_by_role("button", name=button, exact=True))
    goes_on(page, "Space")


def goes_on(page: Page, key: str) -> None:
    """A key that leads to another page; the next one is pressed there."""
    with page.expect_navigation():
        page.keyboard.press(key)


def is_told(page: Page, sentence: str) -> None:
    """What the deed answered has the focus, so that it is heard, and the next Tab goes on there."""
    message = page.locator("#messages")
    expect(message).to_contain_text(sentence)
    expect(message).to_be_focused()
