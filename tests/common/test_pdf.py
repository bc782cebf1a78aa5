"""A document reaches for nothing but our own static files, whatever stands in it."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pikepdf
import pytest

from pact.common.pdf import NotOurs, own_file, to_pdf

PAGE = '<!doctype html><html lang="nl"><head><title>Proef</title>{head}</head><body>{body}</body></html>'
BLUE_DOT = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E"
    "%3Ccircle cx='4' cy='4' r='4' fill='blue'/%3E%3C/svg%3E"
)


@pytest.fixture
def listener():
    """A server on this machine that writes down who asked it for what, and sends them elsewhere."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

        def log_message(self, *args):
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def everything_in(pdf: bytes) -> bytes:
    """Every stream of a PDF, unpacked."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return b"".join(
            bytes(thing.read_bytes())
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image"
        )


WAYS = {
    "image": ("", '<img alt="x" src="{url}">'),
    "object": ("", '<object data="{url}"></object>'),
    "stylesheet": ('<link rel="stylesheet" href="{url}">', "x"),
    "import": ("<style>@import url({url});</style>", "x"),
    "font": (
        "<style>@font-face {{font-family: a; src: url({url})}} p {{font-family: a}}</style>",
        "<p>x</p>",
    ),
    "background": ("<style>p {{background: url({url})}}</style>", "<p>x</p>"),
    "attachment": ('<link rel="attachment" href="{url}">', "x"),
    "link to an attachment": ("", '<a rel="attachment" href="{url}">x</a>'),
    "picture in a drawing": (
        "",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    ),
    "drawing used in a drawing": (
        "",
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="{url}#a"/></svg>',
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "{server}/x", "FILE:///etc/passwd", "/etc/passwd"]
)
def test_nothing_is_fetched_that_is_not_ours(way, url, listener):
    server, asked = listener
    head, body = WAYS[way]
    url = url.format(server=server)

    pdf = to_pdf(PAGE.format(head=head.format(url=url), body=body.format(url=url)))

    assert asked == []
    assert b"root:x:" not in everything_in(pdf)


@pytest.mark.parametrize(
    "url",
    [
        "static:../pyproject.toml",
        "static:css/../../pact/settings/base.py",
        "static:/etc/passwd",
        "static:%2e%2e/pyproject.toml",
        "static:vendor/README.md",
        "static:css/absent.css",
        "static://elsewhere/etc/passwd",
    ],
)
def test_no_way_leads_out_of_our_static_files(url):
    with pytest.raises(NotOurs):
        own_file(url)


def test_our_own_letter_and_our_own_drawings_are_used():
    style = (
        "<style>@font-face {font-family: 'Source Sans 3'; src: "
        "url(static:vendor/source-sans-3/source-sans-3-latin-wght-normal.woff2)} "
        "p {font-family: 'Source Sans 3'}</style>"
    )
    body = f'<p>Woningen</p><img alt="punt" src="{BLUE_DOT}">'

    pdf = to_pdf(PAGE.replace("{head}", style).replace("{body}", body))

    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = document.pages[0].Resources.Font
        assert ["Source-Sans-3" in str(font.BaseFont) for font in fonts.values()] == [True]


def test_a_page_becomes_a_tagged_document_with_language_and_title():
    pdf = to_pdf(PAGE.format(head="", body="<h1>Kop</h1><p>Tekst</p>"))

    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "nl"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in root
        assert str(document.docinfo["/Title"]) == "Proef"
        with document.open_metadata() as metadata:
            assert str(metadata["pdfuaid:part"]) == "1"
