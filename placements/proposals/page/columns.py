"""What a placement's page takes along as columns, so that it costs no statement of its own."""

from collections.abc import Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from pact.agreement.models import Reason, ReasonKind
from pact.agreement.norms import norm_column
from placements.guidance.models import Guidance
from placements.introductions.models import Contact, Exemption, Introduction, Request, Verdict
from placements.introductions.states import IntroductionStatus
from placements.proposals.models import Question

K = ReasonKind


def rows_of(questions: QuerySet[Question]) -> QuerySet:
    words = reasons("judged", "judgement", [K.REFUSAL_VIEW])
    agreed = {"extensions": norm_column("term_extensions", OuterRef("asked_at__date"))}
    return questions.annotate(**words, **agreed).values(
        row=JSONObject(
            **{name: name for name in [*words, *agreed]},
            kind="kind",
            due_on="due_on",
            times_extended="times_extended",
            answer="answer",
            on="on",
            answered_at="answered_at",
            said_yes_at="said_yes_at",
            role="answered_by__role",
            party_id="party_id",
        )
    )


def reasons(prefix: str, field: str, kinds: Sequence[str]) -> dict[str, Subquery]:
    """A code in both languages; which of the two is shown is decided when it is."""
    found = Reason.objects.filter(kind__in=kinds, code=OuterRef(field)).order_by("-valid_from")
    return {
        f"{prefix}_{language}": Subquery(found.values(language)[:1])
        for language in ["dutch", "english"]
    }


def introductions() -> QuerySet:
    contacts = Contact.objects.filter(introduction=OuterRef("pk"), dropped_at=None)
    asked = Request.objects.filter(introduction=OuterRef("pk")).order_by("pk")
    there = ~Q(status=IntroductionStatus.STOPPED)
    return Introduction.objects.filter(there, candidate=OuterRef("candidate")).values(
        row=JSONObject(
            area_id="area_id",
            status="status",
            area="area__name",
            party="party__name",
            worker="worker__user__name",
            public_id="public_id",
            first="first_contact_on",
            contacts=ArraySubquery(
                contacts.values(row=JSONObject(on="on", kind="kind", held="is_held"))
            ),
            asked=ArraySubquery(asked.values(row=JSONObject(whom="whom", on="asked_on"))),
        )
    )


def exemptions() -> QuerySet:
    """The newest first. What was denied or lapsed was never an exception."""
    never = [Verdict.DENIED, Verdict.LAPSED]
    asked = Exemption.objects.filter(candidate=OuterRef("candidate")).exclude(verdict__in=never)
    labels = {
        **reasons("code", "code", [K.EXCEPTION]),
        **reasons("catch_up", "catch_up", [K.CATCH_UP]),
    }
    return (
        asked.annotate(**labels)
        .order_by("-asked_at", "-pk")
        .values(
            row=JSONObject(
                verdict="verdict",
                by="catch_up_by",
                used="is_used",
                done="caught_up_on",
                **{name: name for name in labels},
            )
        )
    )


def tracks() -> QuerySet:
    """Until when everybody of the household is guided, as far as this actor may know."""
    return Guidance.objects.filter(candidate=OuterRef("candidate")).values(
        row=JSONObject(
            runs_until="runs_until", extended_until="extended_until", ended_on="ended_on"
        )
    )
