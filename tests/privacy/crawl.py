"""Reads everything that a reader can reach: by links, by searching, and by knowing an address."""

import html
import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urljoin

from django.test import Client
from django.urls import resolve, reverse

from pact.access.permissions import may
from pact.accounts.roles import Role
from tests.access.addresses import addresses
from tests.access.rows import of_one_row
from tests.access.table import every_door
from tests.factories import WINTER
from tests.privacy.canaries import WRITTEN, Canary
from tests.privacy.circumstances import WORDS
from tests.privacy.household import Household

LINK = re.compile(r"""(?:href|src|hx-get)=["']([/?][^"'#]*)""")
DRAWN_BY_LOT = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[A-Za-z0-9]{32,}\b")
"""An id or a token may hold a year of birth by chance, once in some thousands of pages."""

HEADER = re.compile(r"<header.*?</header>", re.DOTALL)
CHOICES = re.compile(r"<(select|datalist|fieldset)\b.*?</\1>", re.DOTALL)
LEGEND = re.compile(r"<legend.*?</legend>", re.DOTALL)
BOX = re.compile('type="(?:checkbox|radio)"')
OFFERED_TO_ALL = [
    *(Canary.AVOIDED, Canary.PREFERRED, Canary.CARE_PARTY),
    *(Canary.CONTACT_PERSON, Canary.NAMED_PERSON, Canary.WORKER),
    *(Canary.ORIGIN, Canary.INCOME, Canary.INTENSITY, Canary.ACCESSIBILITY),
    *(Canary.LIGHT, Canary.LEASE_FORM),
    *WORDS.values(),
    Canary.VIEW_OF_CARE,
]
"""Districts, areas, parties, colleagues and fixed answers: chosen from by whoever fills in a form."""

LISTS = {"candidates:list": "", "introductions:list": "?show=running"}
"""Where something stands that the pages of a household leave to a link."""

IN_ADDRESSES = {Canary.REFERENCE, Canary.COMPLEX}
MOST = 300
ABOUT_EVERYBODY = ("/afspraken/", "/beheer/", "/mensen/")
"""Pages on parties, districts and colleagues: their names are nobody's secret."""
BY_YEAR = ("/cijfers/", "/besluiten/")
"""Pages of which every year and every order shows the same about one household."""
SKIPPED = ("/static/", "/account/", "/language/", "/livez", "/readyz", *ABOUT_EVERYBODY)


def everything(client: Client, home: Household, role: str, *, thoroughly: bool) -> str:
    """The text of every page and part that this client can get, with what searching gives.

    ``thoroughly``: also each tab and each narrower list that a page leads to, and every deed that
    somebody could try by hand.
    """
    texts = []
    waiting, seen = ["/", *addresses_of(home, role, with_deeds=thoroughly)], set()
    while waiting:
        path = waiting.pop(0)
        if path in seen or path.startswith(SKIPPED):
            continue
        seen.add(path)
        assert len(seen) < MOST, sorted(seen)
        assert found(path) <= IN_ADDRESSES, "no address names anybody"
        response = client.get(path, follow=True)
        assert response.status_code in (200, 403, 404, 405), (path, response.status_code)
        body = response.content.decode(errors="replace")
        waiting += _links(path, body, with_choices=thoroughly)
        texts.append(without_own_name(html.unescape(body)))
    return "\n".join([*texts, *searches(client, SEARCHED if thoroughly else SEARCHED_AT_LEAST)])


def _links(path: str, body: str, *, with_choices: bool) -> Iterable[str]:
    for link in LINK.findall(body):
        address = urljoin(path, html.unescape(link))
        is_whole = with_choices and not address.startswith(BY_YEAR)
        yield address if is_whole else address.partition("?")[0]


def without_own_name(body: str) -> str:
    """Leave out the head of the page, where readers see their own name, and what every list offers."""
    return CHOICES.sub(_less_what_all_may_choose, HEADER.sub("", body))


def _less_what_all_may_choose(choices: re.Match[str]) -> str:
    """Of a list to choose from all but the words that it has for everybody; its legend whole."""
    offered = choices[0]
    if offered.startswith("<fieldset") and not BOX.search(offered):
        return offered
    legends = LEGEND.findall(offered)
    for words in OFFERED_TO_ALL:
        offered = offered.replace(words, "")
    return "".join([*legends, offered])


def addresses_of(home: Household, role: str, *, with_deeds: bool = True) -> Iterable[str]:
    """Every URL that names one of the household's rows: what somebody could try by hand.

    Less what the role may not open for anybody: the access table has each of those refused before
    a row is read. An id of another kind of row is nobody's, and finds nothing.
    """
    for name, (kind, argument) in of_one_row().items():
        if name in opens_for(role) and (with_deeds or name not in deeds()):
            for row in home.rows(kind):
                yield reverse(name, kwargs={argument: row.public_id})
    if role == Role.CASEWORKER:
        yield f"{reverse('candidates:list')}?whose=party"
    if "overview:minutes_of" in opens_for(role):
        yield reverse("overview:minutes_of", args=[WINTER.date()])


@cache
def opens_for(role: str) -> set[str]:
    """The names of the addresses that the role may open for somebody."""
    needed = {
        name: getattr(resolve(address).func, "needs", None) for name, address in addresses().items()
    }
    return {name for name, need in needed.items() if need is not None and may(role, need)}


@cache
def deeds() -> set[str]:
    """The names of the addresses where something can be done, and nothing is read for itself."""
    return {door.name for door in every_door() if door.method == "post"} - {"proposals:takeover"}


def behind_the_doors(client: Client, home: Household, role: str) -> str:
    """What the pages that name the household tell, two lists, and searching; no link is followed."""
    lists = [f"{reverse(name)}{asked}" for name, asked in LISTS.items() if name in opens_for(role)]
    texts = []
    for address in [*addresses_of(home, role, with_deeds=False), *lists]:
        response = client.get(address, follow=True)
        assert response.status_code in (200, 403, 404), (address, response.status_code)
        texts.append(without_own_name(html.unescape(response.content.decode(errors="replace"))))
    return "\n".join([*texts, *searches(client, SEARCHED_AT_LEAST)])


NAMES = [Canary.LAST_NAME, Canary.SECOND_LAST_NAME]
SEARCHED = [*NAMES, *(name[:9] for name in NAMES), Canary.REFERENCE]
SEARCHED_AT_LEAST = [Canary.LAST_NAME, Canary.REFERENCE]


def searches(client: Client, wanted: Iterable[str]) -> Iterable[str]:
    """What searching for the person gives, less the words that were searched for."""
    for words in wanted:
        response = client.post(reverse("overview:search"), {"wanted": words}, follow=True)
        assert response.status_code in (200, 403, 404, 422), response.status_code
        body = html.unescape(response.content.decode())
        # Whoever may not search gets back what they typed, to read and to copy.
        typed = "h1|input|p|li" if response.status_code == 403 else "h1|input|p"
        yield without_own_name(re.sub(rf"<({typed})[^>]*>[^<]*", "", body))
        if response.status_code == 403:
            return


def found(text: str) -> set[Canary]:
    hashes = {canary for canary in (Canary.DIGEST, Canary.SECOND_DIGEST) if canary in text}
    text = DRAWN_BY_LOT.sub("", text)
    return hashes | {
        canary
        for canary in Canary
        if any(written in text for written in WRITTEN.get(canary, [canary.value]))
    }
