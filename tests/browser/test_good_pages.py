"""The control: what looks for faults on every page finds them on a page that has them."""

import pytest
from django.http import HttpResponse

from tests.browser.good_pages import barriers, must_be_held_upright, too_wide_for_a_phone
from tests.browser.tongues import in_another_language

BAD = """<!doctype html><html lang="nl"><head><title>Kandidaat</title></head><body><main>
<h1>Kandidaat</h1><input><p><font color="#bbbbbb">bleek</font></p>
<p>Save this candidate</p><p lang="en">The name of a document</p>
<table width="900"><tr><td>breed</td></tr></table>
<script>document.title = "uitgevoerd"</script><img alt="" src="https://elders.example/x.png">
</main></body></html>"""


SIGN_IN = "/account/login/"
NARROW = """<!doctype html><html lang="nl"><head><title>Kandidaat</title><style>
dd { width: 5rem; margin: 0; overflow-wrap: anywhere; hyphens: auto }
</style></head><body><main><dl><dt>Rol</dt><dd>Verhuurmedewerker</dd><dt>Wie</dt>
<dd>een lange-afstandswandelaar</dd></dl></main></body></html>"""
LOCKED = """<!doctype html><html lang="nl"><head><title>Kandidaat</title><style>
@media (orientation: landscape) { html { transform: rotate(90deg) } }
</style></head><body><main><h1>Kandidaat</h1></main></body></html>"""


@pytest.fixture
def page(showcase):
    policy = {"Content-Security-Policy": "default-src 'self'; img-src *"}
    complaints = showcase.show(HttpResponse(BAD, headers=policy), "/slecht/")
    showcase.page.complaints = complaints
    return showcase.page


def test_a_bad_page_is_found_out(page):
    found = barriers(page)
    assert [fault.split(":")[0] for fault in found] == ["color-contrast", "label"]
    assert too_wide_for_a_phone(page)[0].startswith("wider than 320 pixels: <table")


def test_what_the_browser_complains_of_is_heard(page):
    heard = " ".join(page.complaints)
    assert "Content Security Policy" in heard
    assert "asked another origin: https://elders.example/x.png" in heard


def test_a_sentence_in_another_language_is_found():
    assert in_another_language(BAD, "nl") == ["not in nl: Save this candidate"]


def test_a_page_may_be_turned(client, db, showcase):
    showcase.show(client.get(SIGN_IN), SIGN_IN)
    assert not must_be_held_upright(showcase.page)


def test_a_page_that_may_not_be_turned_is_found_out(showcase):
    showcase.show(HttpResponse(LOCKED), "/vast/")
    assert must_be_held_upright(showcase.page)


def test_a_word_that_breaks_anywhere_is_found_out(showcase):
    """Also by a browser that would have hyphenated it; where it may be broken it may."""
    showcase.show(HttpResponse(NARROW), "/smal/")
    found = [fault.partition(" in ")[0] for fault in too_wide_for_a_phone(showcase.page)]
    assert found == [
        "broken within a word: Verhuurmedewerker",
        "broken within a word: afstandswandelaar",
    ]
