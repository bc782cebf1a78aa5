"""What happens to everybody: a double click, Back after signing out, two tabs open on one file."""

from playwright.sync_api import Dialog, Page, Route, expect

from pact.accounts.models import Membership
from placements.candidates.models import Candidate
from tests.database import arranging
from tests.factories import CandidateFactory

SOMETHING_LONG = "een verzonnen wachtwoord"
WHERE_LINKS_ARE = """() => [...document.querySelectorAll("a")]
  .map((link) => [link.innerText, link.getBoundingClientRect().x, link.getBoundingClientRect().y])"""


def test_a_double_click_makes_one_candidate(desk, people):
    page = desk(people.caseworker)
    enter_somebody(page)
    page.get_by_role("button", name="Opslaan", exact=True).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("V. Naam")

    assert number_of_candidates() == 1


def test_a_double_click_without_javascript_makes_one_candidate(desk, people):
    page = desk(people.caseworker, javascript=False)
    enter_somebody(page)
    page.get_by_role("button", name="Opslaan", exact=True).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("V. Naam")

    assert number_of_candidates() == 1


def test_back_after_signing_out_shows_nothing(desk, people):
    candidate = CandidateFactory(caseworker=people.caseworker)
    page = desk(people.caseworker)
    page.goto(f"/kandidaten/{candidate.public_id}/")
    expect(page.locator("main")).to_contain_text("Verzonnen")
    page.locator("details.who > summary").click()
    page.locator("details.who").get_by_text("Uitloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")
    for _press in range(3):
        page.go_back()
        expect(page.locator("body")).not_to_contain_text("Verzonnen")


def test_a_stale_tab_is_told_what_it_says_now(desk, people):
    candidate = CandidateFactory(caseworker=people.caseworker, status="draft")
    first, second = desk(people.caseworker), desk(people.caseworker)
    for tab, name in [(first, "Eerste"), (second, "Tweede")]:
        tab.goto(f"/kandidaten/{candidate.public_id}/wijzigen/")
        tab.get_by_label("Voornaam").fill(name)
    save(first)
    with second.expect_response(lambda answer: answer.request.method == "POST") as answer:
        save(second)

    assert answer.value.status == 409
    expect(second.locator("main")).to_contain_text("Er is nog niets opgeslagen")
    expect(second.locator("dl.facts")).to_contain_text("Eerste")
    expect(second.get_by_label("Voornaam")).to_have_value("Tweede")


def test_a_session_that_ended_loses_nothing_that_was_typed(desk, people):
    page = desk(people.caseworker)
    enter_somebody(page)
    page.context.clear_cookies(name="sessionid")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Er is nog niets opgeslagen, en er is niets weg"
    )
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Inloggen, in een nieuw tabblad").click()
    sign_in(opened.value, people.caseworker)
    for _after_the_sign_in_once_more in range(2):
        page.get_by_role("button", name="Nog een keer versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("V. Naam")

    assert number_of_candidates() == 1


def test_before_a_session_ends_somebody_is_asked_whether_they_are_there(desk, people):
    page = desk(people.caseworker)
    page.clock.install()
    enter_somebody(page)
    question = page.get_by_role("alert").filter(has_text="Bent u er nog?")
    page.clock.fast_forward("27:59")
    expect(question).to_be_hidden()
    page.clock.fast_forward("00:02")
    expect(question).to_be_visible()
    with page.expect_response("/"):
        question.get_by_role("button", name="Ik ben er nog").click()
    expect(question).to_be_hidden()
    expect(page.get_by_label("Voornaam")).to_have_value("Verzonnen")


def test_the_other_language_does_not_take_what_was_typed_unasked(desk, people):
    page = desk(people.caseworker)
    enter_somebody(page)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("button", name="EN English").click()
    expect(page.get_by_label("Voornaam")).to_have_value("Verzonnen")
    assert asked == ["beforeunload"]

    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("V. Naam")
    page.get_by_role("button", name="EN English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_letters_that_come_late_move_nothing(desk, people):
    page = desk(people.coordinator)
    on_their_way: list[Route] = []
    page.route("**/*.woff2", lambda route: on_their_way.append(route))
    page.goto("/", wait_until="domcontentloaded")
    page.wait_for_timeout(500)  # as long as a browser would wait for them before it draws
    before = page.evaluate(WHERE_LINKS_ARE)
    assert on_their_way
    for route in on_their_way:
        route.continue_()
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)

    assert page.evaluate(WHERE_LINKS_ARE) == before


def test_a_choice_made_while_the_list_is_on_its_way_stays(desk, people):
    page = desk(people.agent)
    page.goto("/woningen/aanbieden/")
    on_their_way: list[Route] = []
    page.route("**/aanbieden/?municipality=*", lambda route: on_their_way.append(route))
    with page.expect_request("**/aanbieden/?municipality=*"):
        page.get_by_label("Gemeente").select_option(label="Haarlem")
    page.get_by_label("Wijk", exact=True).select_option(label="Boerhaavewijk")
    with page.expect_response("**/aanbieden/?municipality=*"):
        on_their_way.pop().continue_()

    expect(page.locator("#id_district optgroup")).to_have_count(1)
    expect(page.locator("#id_district option:checked")).to_have_text("Boerhaavewijk")


def sign_in(page: Page, member: Membership) -> None:
    member.user.set_password(SOMETHING_LONG)
    with arranging():
        member.user.save()
    page.locator("#id_login").fill(member.user.email)
    page.locator("#id_password").fill(SOMETHING_LONG)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")


def enter_somebody(page: Page) -> None:
    page.goto("/kandidaten/nieuw/")
    for label, answer in [("Voornaam", "Verzonnen"), ("Voorletters", "V."), ("Achternaam", "Naam")]:
        page.get_by_label(label, exact=True).fill(answer)


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan", exact=True).click()


def number_of_candidates() -> int:
    with arranging():
        return Candidate.objects.count()
