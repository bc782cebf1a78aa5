"""The people who work with the agreement in the demonstration: who acts, and one sign-in per role."""

from collections import defaultdict
from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from municipalities.loading import OFFICE
from pact.access.actor import Actor, acting_as
from pact.accounts.models import Membership, User
from pact.accounts.roles import Role
from pact.accounts.standing_in import stands_for
from pact.agreement.models import Party, PartyKind

PASSWORD = "demonstratie-van-het-pact"  # noqa: S105 (for invented people only)
MAIL = "demo.example"
SINCE = date(2021, 10, 7)
FIRST = [
    "Sanne",
    "Milan",
    "Noor",
    "Daan",
    "Fleur",
    "Bram",
    "Iris",
    "Joris",
    "Lotte",
    "Ruben",
    "Yara",
    "Teun",
    "Amira",
    "Sem",
    "Nadia",
    "Koen",
]
LAST = [
    "Verzonnen",
    "Bedacht",
    "Voorbeeld",
    "Proefstuk",
    "Denkbeeld",
    "Fictief",
    "Oefening",
    "Schijnbaar",
]

# Per kind of party: role and how many people.
WORK: dict[str, list[tuple[Role, int]]] = {
    PartyKind.CARE: [(Role.CASEWORKER, 4), (Role.PRIVACY_OFFICER, 1)],
    PartyKind.CORPORATION: [(Role.LETTING_AGENT, 2)],
    PartyKind.WELFARE: [(Role.NEIGHBOURHOOD_WORKER, 4)],
    PartyKind.MUNICIPALITY: [(Role.MUNICIPAL_OFFICER, 1)],
    PartyKind.OFFICE: [
        (Role.COORDINATOR, 2),
        (Role.OVERSIGHT, 1),
        (Role.PRIVACY_OFFICER, 1),
        (Role.ADMINISTRATOR, 2),
    ],
}
GONE = "De Key"
FIRST_OF_ROLE = {
    Role.CASEWORKER: "RIBW Kennemerland/Amstelland en de Meerlanden",
    Role.LETTING_AGENT: "Pré Wonen",
    Role.NEIGHBOURHOOD_WORKER: "DOCK Haarlem",
    Role.MUNICIPAL_OFFICER: "Gemeente Haarlem",
    Role.PRIVACY_OFFICER: OFFICE,
}


class Staff:
    """Memberships by role."""

    def __init__(self) -> None:
        self.by_role: dict[str, list[Membership]] = defaultdict(list)

    def of(self, role: Role, party: str | None = None) -> list[Membership]:
        members = self.by_role[role]
        return [member for member in members if party in (None, member.party.name)]

    def shown(self, role: Role) -> Membership:
        """The one of a role as whom somebody signs in to look around."""
        return next(m for m in self.of(role) if m.user.email == _shown_address(role))

    @property
    def coordinator(self) -> Membership:
        return self.by_role[Role.COORDINATOR][0]


def hire() -> Staff:
    """Enter everybody who works, with one password for all of them."""
    staff, password, number = Staff(), make_password(PASSWORD), 0
    with acting_as(Actor.system("load")):
        for party in Party.objects.exclude(name=GONE).order_by("kind", "name"):
            for role, count in WORK.get(party.kind, []):
                for index in range(count):
                    member = _member(party, role, number, password=password, index=index)
                    staff.by_role[role].append(member)
                    number += 1
    return staff


def _member(party: Party, role: Role, number: int, *, password: str, index: int) -> Membership:
    first, last = FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)]
    user = User.objects.create(
        email=_address(role, party, number, index=index),
        name=f"{first} {last}",
        password=password,
    )
    return Membership.objects.create(
        user=user,
        party=party,
        role=role,
        is_lead=role == Role.CASEWORKER and index == 0,
        is_deputy=role == Role.COORDINATOR and index == 1,
        telephone=f"023-000 00 {number:02d}",
        started_on=SINCE,
    )


def _address(role: Role, party: Party, number: int, *, index: int) -> str:
    """With a number, but for the one sign-in per role: the page of signing in knows it by that.

    Not the lead of the caseworkers: a lead sees more than a caseworker does.
    """
    is_shown = party.name == FIRST_OF_ROLE.get(role, OFFICE) and index == (role == Role.CASEWORKER)
    shown = _shown_address(role)
    return shown if is_shown else shown.replace("@", f"-{number}@")


def _shown_address(role: Role) -> str:
    return f"{role.value.replace('_', '-')}@{MAIL}"


def at_noon(day: date) -> datetime:
    """Whoever does something on a day does it at noon."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def actor(member: Membership) -> Actor:
    return Actor.of(member, stands_for=stands_for(member))


def sign_ins(staff: Staff) -> list[str]:
    """One line per role: whom to sign in as."""
    lines = []
    for role in Role:
        member = staff.shown(role)
        lines.append(f"{role.label:<22} {member.user.email:<38} {PASSWORD}")
    return lines
