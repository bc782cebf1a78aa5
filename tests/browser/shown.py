"""Pages in a real browser that the test's own client asked for, so that their rows roll back after.

The page keeps its address, status and headers, so that its content security policy holds.
"""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from playwright.sync_api import Browser

from tests.browser.desk import Desk
from tests.browser.good_pages import AXE, barriers, too_wide_for_a_phone

STATIC = "/static/"


class Window(ThreadingHTTPServer):
    """Answers one address with one answer, and every address of a static file with that file."""

    daemon_threads = True
    path, answer = "", HttpResponse()


class Passer(BaseHTTPRequestHandler):
    server: Window

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith(STATIC) and (found := finders.find(path.removeprefix(STATIC))):
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            headers = {"Content-Type": kind, "Cache-Control": "max-age=3600"}
            self._send(200, headers, Path(found).read_bytes())
        elif path == self.server.path:
            answer = self.server.answer
            self._send(answer.status_code, dict(answer.items()), answer.content)
        else:
            # A part that asks again by itself hears that nothing changed.
            self._send(404 if path.startswith(STATIC) else 204, {}, b"")

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_line: object) -> None:
        """The browser tells what is wrong; a line a request would only hide it."""


class Showcase:
    """A browser before that window."""

    def __init__(self, chromium: Browser, window: Window) -> None:
        self.window = window
        self.desk = Desk(chromium, f"http://localhost:{window.server_port}")
        self.desk.context.add_init_script(AXE)
        self.page = self.desk.page

    def show(self, answer: HttpResponse, path: str) -> list[str]:
        """Load this answer at its address; returns what the browser complained of."""
        self.window.path, self.window.answer = urlsplit(path).path, answer
        self.page.goto(path)
        complaints = list(self.desk.complaints)
        self.desk.complaints.clear()
        return complaints

    def faults_of(self, answer: HttpResponse, path: str) -> list[str]:
        """What makes this page less than usable by everybody, also on a telephone."""
        complaints = self.show(answer, path)
        return complaints + barriers(self.page) + too_wide_for_a_phone(self.page)


@contextmanager
def showcase_of(chromium: Browser) -> Iterator[Showcase]:
    with Window(("127.0.0.1", 0), Passer) as window:
        Thread(target=window.serve_forever, daemon=True).start()
        showcase = Showcase(chromium, window)
        yield showcase
        showcase.desk.leave()
        window.shutdown()
