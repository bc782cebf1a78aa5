"""The same people in every test: ours, a partner's, a stranger's. All invented."""

from datetime import date
from functools import cached_property

from pact.accounts.models import Absence, Membership
from pact.accounts.roles import Role
from tests.database import arranging
from tests.factories import MembershipFactory, party


class Cast:
    """Memberships that come into being when a test first names them."""

    care, other_care = "RIBW Kennemerland/Amstelland en de Meerlanden", "HVO-Querido"
    corporation, other_corporation = "Pré Wonen", "Ymere"
    welfare, other_welfare = "DOCK Haarlem", "WelschapSocius"
    office = "Coördinatiebureau Uitstroom (fictief)"

    def _member(self, name: str, role: Role, at: str, **details: object) -> Membership:
        return MembershipFactory(user__name=name, role=role, party=party(at), **details)

    @cached_property
    def coordinator(self) -> Membership:
        return self._member("Voorbeeld Coördinator", Role.COORDINATOR, self.office)

    @cached_property
    def deputy(self) -> Membership:
        return self._member(
            "Voorbeeld Plaatsvervanger", Role.COORDINATOR, self.office, is_deputy=True
        )

    @cached_property
    def caseworker(self) -> Membership:
        return self._member("Voorbeeld Begeleider", Role.CASEWORKER, self.care)

    @cached_property
    def colleague(self) -> Membership:
        return self._member("Voorbeeld Collega", Role.CASEWORKER, self.care)

    @cached_property
    def lead(self) -> Membership:
        return self._member("Voorbeeld Teamleider", Role.CASEWORKER, self.care, is_lead=True)

    @cached_property
    def coach(self) -> Membership:
        """Responsible for the guidance of somebody in a colleague's case."""
        return self._member("Voorbeeld Woonbegeleider", Role.CASEWORKER, self.care)

    @cached_property
    def back(self) -> Membership:
        """Stood in for our caseworker, who is back since."""
        member = self._member("Voorbeeld Vervanger", Role.CASEWORKER, self.care)
        with arranging():
            Absence.objects.create(
                absent=self.caseworker,
                substitute=member,
                first_day=date(2026, 1, 1),
                last_day=date(2026, 1, 9),
            )
        return member

    def _stands_in_for(self, absent: Membership, name: str, at: str) -> Membership:
        """For longer than any test looks."""
        member = self._member(name, Role(absent.role), at)
        with arranging():
            Absence.objects.create(
                absent=absent,
                substitute=member,
                first_day=date(2026, 1, 10),
                last_day=date(2099, 12, 31),
            )
        return member

    @cached_property
    def substitute(self) -> Membership:
        """Stands in for our caseworker, who is away."""
        return self._stands_in_for(self.caseworker, "Voorbeeld Waarnemer", self.care)

    @cached_property
    def substitute_of_agent(self) -> Membership:
        return self._stands_in_for(self.agent, "Derde Verhuurder", self.corporation)

    @cached_property
    def substitute_of_worker(self) -> Membership:
        return self._stands_in_for(self.worker, "Tweede Opbouwwerker", self.welfare)

    @cached_property
    def former(self) -> Membership:
        """Was a caseworker here, and has an account yet."""
        return self._member(
            "Voorbeeld Oud-collega", Role.CASEWORKER, self.care, ended_on=date(2026, 1, 9)
        )

    @cached_property
    def introducer(self) -> Membership:
        """Introduces in a colleague's case, where no other party does."""
        return self._member("Voorbeeld Kennismaker", Role.CASEWORKER, self.care)

    @cached_property
    def stranger(self) -> Membership:
        return self._member("Vreemde Begeleider", Role.CASEWORKER, self.other_care)

    @cached_property
    def receiver(self) -> Membership:
        """Is asked to take a case of ours over."""
        return self._member("Gevraagde Begeleider", Role.CASEWORKER, self.other_care)

    @cached_property
    def agent(self) -> Membership:
        return self._member("Voorbeeld Verhuurder", Role.LETTING_AGENT, self.corporation)

    @cached_property
    def other_agent(self) -> Membership:
        return self._member("Tweede Verhuurder", Role.LETTING_AGENT, self.corporation)

    @cached_property
    def foreign_agent(self) -> Membership:
        return self._member("Vreemde Verhuurder", Role.LETTING_AGENT, self.other_corporation)

    @cached_property
    def worker(self) -> Membership:
        return self._member("Voorbeeld Opbouwwerker", Role.NEIGHBOURHOOD_WORKER, self.welfare)

    @cached_property
    def foreign_worker(self) -> Membership:
        return self._member("Vreemde Opbouwwerker", Role.NEIGHBOURHOOD_WORKER, self.other_welfare)

    @cached_property
    def municipal_officer(self) -> Membership:
        return self._member("Voorbeeld Ambtenaar", Role.MUNICIPAL_OFFICER, "Gemeente Haarlem")

    @cached_property
    def oversight(self) -> Membership:
        return self._member("Voorbeeld Toezicht", Role.OVERSIGHT, self.office)

    @cached_property
    def privacy_officer(self) -> Membership:
        return self._member("Voorbeeld Privacy", Role.PRIVACY_OFFICER, self.care)

    @cached_property
    def pact_privacy_officer(self) -> Membership:
        return self._member("Pact Privacy", Role.PRIVACY_OFFICER, self.office)

    @cached_property
    def administrator(self) -> Membership:
        return self._member("Voorbeeld Beheerder", Role.ADMINISTRATOR, self.office)
