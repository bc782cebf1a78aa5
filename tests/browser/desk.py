"""Somebody at a browser: their own cookies, and a list of everything that the browser complained of."""

import re
from http.cookies import SimpleCookie

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PATIENCE = 30_000  # milliseconds: a machine that is busy is slow, not broken
AN_ANSWER = re.compile(r"Failed to load resource: .* status of (400|403|404|409|422)\b")
"""Chromium puts each such answer on the console; to us they are pages like the others."""


class Desk:
    def __init__(
        self,
        browser: Browser,
        address: str,
        *,
        javascript: bool = True,
        width: int = 1280,
        **settings: object,
    ) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.context = browser.new_context(
            base_url=address,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            **settings,
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.on("console", self._on_console)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("request", self._on_request)
        self.page: Page = self.context.new_page()

    def carry(self, cookies: SimpleCookie) -> None:
        """Be signed in as whoever these cookies belong to."""
        self.context.add_cookies(
            [{"name": c.key, "value": c.value, "url": self.address} for c in cookies.values()]
        )

    def screen(self) -> str:
        return self.page.locator("body").inner_text(timeout=1000)

    def leave(self) -> list[str]:
        self.context.close()
        return self.complaints

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not AN_ANSWER.match(message.text):
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.complaints.append(f"asked another origin: {request.url}")
