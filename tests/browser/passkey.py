"""A passkey without a telephone: an authenticator that Chromium keeps in its memory."""

from playwright.sync_api import Page

LIKE_A_TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Passkey:
    """The authenticator of whoever sits at this page; their finger is always on it."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("WebAuthn.enable")
        made = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": LIKE_A_TELEPHONE})
        self._number = made["authenticatorId"]

    def is_in_other_hands(self) -> None:
        """From now on the finger on it is somebody else's."""
        asked = {"authenticatorId": self._number, "isUserVerified": False}
        self._session.send("WebAuthn.setUserVerified", asked)
