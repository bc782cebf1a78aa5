"""What holds for every answer: it has a number, nobody keeps one, and none is an empty page."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from pact.common.logs import request_number


class Numbered:
    """Gives each request a number, which stands in its log lines and on the page of a fault.

    So somebody can tell which fault it was without telling what the page was about.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request_number.set(secrets.token_hex(4))
        try:
            return self.get_response(request)
        finally:
            request_number.reset(before)


class NotStored:
    """Tells browser and proxy to keep no page, so that Back after signing out shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response:
            add_never_cache_headers(response)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response


class NotLikeThis:
    """Whoever opens the address of a button, from the address bar or a bookmark, gets a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            response.content = render_to_string("405.html", request=request)
        return response
