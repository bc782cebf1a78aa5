"""One address answers with a page or with a part of it, and never with the wrong one of both."""

import pytest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from pact.common.answers import page_or_part

ASKS = {"HX-Request": "true"}
BACK = {"HX-Request": "true", "HX-History-Restore-Request": "true"}


@pytest.mark.parametrize(
    ("method", "headers", "template"),
    [
        ("get", {}, "list.html"),
        ("get", ASKS, "list.html#rows"),
        ("head", ASKS, "list.html#rows"),
        ("get", BACK, "list.html"),
        ("post", ASKS, "list.html"),
    ],
)
def test_htmx_gets_the_part_unless_it_restores_a_page_or_sent_a_form(method, headers, template):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    request.htmx = HtmxDetails(request)

    assert page_or_part(request, "list.html", "rows") == template
