"""The control: what looks for faults on every page finds them on a page that has them."""

import pytest
from django.http import HttpResponse

from tests.browser.good_pages import barriers, too_wide_for_a_phone
from tests.browser.shown import showcase_of
from tests.browser.tongues import in_another_language

BAD = """<!doctype html><html lang="nl"><head><title>Kandidaat</title></head><body><main>
<h1>Kandidaat</h1><input><p><font color="#bbbbbb">bleek</font></p>
<p>Save this candidate</p><p lang="en">The name of a document</p>
<table width="900"><tr><td>breed</td></tr></table>
<script>document.title = "uitgevoerd"</script><img alt="" src="https://elders.example/x.png">
</main></body></html>"""


@pytest.fixture
def page(chromium):
    policy = {"Content-Security-Policy": "default-src 'self'; img-src *"}
    with showcase_of(chromium) as showcase:
        complaints = showcase.show(HttpResponse(BAD, headers=policy), "/slecht/")
        showcase.page.complaints = complaints
        yield showcase.page


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
