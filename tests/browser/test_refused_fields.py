"""What is still empty is not wrong: red is for what was sent and refused."""

from playwright.sync_api import Page, expect

ASK = "/besluiten/vragen/cap/"
REQUIRED = ["#id_year", "#id_document", "#id_reason"]
PLAIN, REFUSED = ["rgb(123, 111, 88)", "1px"], ["rgb(165, 35, 27)", "2px"]
EDGE = """field => {
  const look = getComputedStyle(field);
  return [look.borderBlockEndColor, look.borderBlockEndWidth];
}"""


def test_a_field_is_red_only_once_it_was_refused(desk, people):
    page = desk(people.administrator)
    page.goto(ASK)
    assert page.locator(":required:invalid").count() > len(REQUIRED)  # a browser would mind
    assert edges(page) == [PLAIN] * 3

    for text_that_is_taken_back in ["Te weinig.", ""]:
        page.get_by_label("Document").fill(text_that_is_taken_back)
        page.get_by_label("Waarom").fill(text_that_is_taken_back)
    page.get_by_label("Waarom").blur()
    assert edges(page) == [PLAIN] * 3

    page.get_by_role("button", name="Dit vragen").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator(".error-summary").focus()
    assert edges(page) == [REFUSED] * 3


def edges(page: Page) -> list[list[str]]:
    return [page.locator(field).evaluate(EDGE) for field in REQUIRED]
