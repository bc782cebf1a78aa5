"""Every deed that moves something, done in turn to one case: all that one deed takes along, and no more.

A case that left a home goes on with the next, so that what an exit does not release stops the trip:
there is one home, one household, and one place left in the year.
"""

from datetime import UTC, datetime

from django.urls import reverse

from placements.dwellings.tasks import close_expired_offers
from placements.proposals.tasks import chase_overdue_answers
from tests.placements.steps.legs import Leg, before, clock, deed, words_of
from tests.placements.steps.offered import is_offered
from tests.placements.tenancies.test_actions import START_DAY

TODAY, START, LATER = "23-11-2026", "15-12-2026", "01-02-2027"
JUNE = datetime(2027, 6, 1, 9, tzinfo=UTC)
OVER = datetime(2028, 12, 18, 9, tzinfo=UTC)
YES, NO = {"answer": "yes"}, {"answer": "no"}

FREED, LET_NO_MORE = "dwelling reserved>offered", "dwelling let>offered"
STOPPED, GUIDANCE_ENDS = "introduction started>stopped", "guidance running>ended"
GOES_ON = "guidance ended>running"
REFUSED, WITHDRAWN = "placement proposed>declined", "placement proposed>withdrawn"
HOUSED = ["placement leased>moved_in", "candidate admitted>housed"]
NOT_HOUSED = ["placement moved_in>leased", "candidate housed>admitted"]
LEFT = ["placement moved_in>ended", "candidate housed>ended", GUIDANCE_ENDS]
LIVES_THERE = ["placement ended>moved_in", "candidate ended>housed", GOES_ON]


def december(day: int) -> datetime:
    return datetime(2026, 12, day, 9, tzinfo=UTC)


# An application


def version(walk) -> int:
    return walk.candidate.version


def itself(walk) -> object:
    return walk.people.caseworker.public_id


def of_case(page: str, *takes: str, **typed: object) -> Leg:
    return deed("caseworker", page, "candidate", *takes, **typed)


ASKED = of_case("guidance:ask_takeover", to=lambda walk: walk.people.stranger.public_id)


def decides(page: str, *takes: str, who: str = "coordinator", **typed: object) -> Leg:
    return deed(who, page, "candidate", *takes, **typed)


def withdrawn_by_mistake(status: str) -> list[Leg]:
    """It is withdrawn, and goes on as it was."""
    leaves, back = "proposals:withdraw_case", "proposals:take_withdrawal_back"
    return [
        of_case(leaves, f"candidate {status}>withdrawn", GUIDANCE_ENDS, code="own_solution"),
        of_case(back, f"candidate withdrawn>{status}", GOES_ON, code="did_not_happen"),
    ]


AN_APPLICATION = [
    before(lambda walk: walk.draft()),
    of_case("guidance:submit", "candidate draft>submitted", to=itself),
    *withdrawn_by_mistake("submitted"),
    decides("candidates:return", "candidate submitted>returned", codes=["need"], version=version),
    *withdrawn_by_mistake("returned"),
    of_case("guidance:submit", "candidate returned>submitted", to=itself),
    ASKED,
    decides(
        "guidance:reject",
        "candidate submitted>rejected",
        "takeover asked>taken_back",
        code="not_ready",
        version=version,
    ),
    *withdrawn_by_mistake("rejected"),
    of_case("guidance:ask_reconsideration"),
    decides("candidates:reconsider", "candidate rejected>submitted", who="deputy"),
    decides("candidates:admit", "candidate submitted>admitted", who="deputy", version=version),
    decides("proposals:take_admission_back", "candidate admitted>submitted", code="did_not_happen"),
    decides("candidates:admit", "candidate submitted>admitted", who="deputy", version=version),
    *withdrawn_by_mistake("admitted"),
    of_case("proposals:hold_case", "candidate admitted>on_hold", code="on_request"),
    *withdrawn_by_mistake("on_hold"),
    of_case("proposals:resume_case", "candidate on_hold>admitted"),
]

A_DRAFT = [
    before(lambda walk: walk.draft()),
    of_case("proposals:withdraw_case", "candidate draft>withdrawn", code="own_solution"),
]


# An introduction


def introduces(page: str, *takes: str, **typed: object) -> Leg:
    return deed("worker", page, "introduction", *takes, **typed)


def goes_on(as_it_was: str) -> Leg:
    return deed(
        "coordinator",
        "introductions:take_stop_back",
        "introduction",
        f"introduction stopped>{as_it_was}",
        code="by_mistake",
        worker=lambda walk: walk.people.worker.pk,
    )


AN_INTRODUCTION = [
    before(lambda walk: walk.not_met_yet()),
    introduces("introductions:stop", "introduction planned>stopped", code="not_wanted"),
    goes_on("planned"),
    introduces(
        "introductions:first_contact", "introduction planned>started", on=TODAY, kind="meeting"
    ),
    introduces("introductions:stop", STOPPED, code="not_wanted"),
    goes_on("started"),
]


# A home on offer, and a proposal


def proposed() -> Leg:
    def propose(walk) -> None:
        pair = walk.dwelling.public_id, walk.candidate.public_id
        chosen = {"starts_on": START, "agent": walk.people.agent.pk, "code": "urgent"}
        table = reverse("proposals:table_of", args=pair[:1])
        assert is_offered(walk, "coordinator", reverse("proposals:propose", args=pair), on=table)
        answer = walk.does("coordinator", "proposals:propose", *pair, **chosen)
        assert answer.status_code == 302, words_of(answer)
        walk.found_placement()

    return Leg("coordinator proposals:propose", propose, frozenset({"dwelling offered>reserved"}))


def of_home(page: str, *takes: str, who: str = "agent", **typed: object) -> Leg:
    return deed(who, page, "dwelling", *takes, **typed)


def answers(who: str, page: str, *takes: str, **typed: object) -> Leg:
    return deed(who, f"proposals:{page}", "placement", *takes, **typed)


BOTH_SAY_YES = before(lambda walk: walk.journey.both_say_yes())
THE_CHECKS_PASS = before(lambda walk: walk.journey.checks_pass())
AGREED = [
    proposed(),
    BOTH_SAY_YES,
    THE_CHECKS_PASS,
    answers("agent", "answer_definite", "placement proposed>agreed", **YES),
]

HOMES_THAT_LEAVE_THE_TABLE = [
    of_home("proposals:give_back", "dwelling offered>returned", who="coordinator", code="too_late"),
    before(lambda walk: walk.another_home()),
    of_home("proposals:withdraw_home", "dwelling offered>withdrawn", code="sold"),
    before(lambda walk: walk.another_home()),
    proposed(),
    of_home(
        "proposals:withdraw_home", WITHDRAWN, FREED, "dwelling offered>withdrawn", code="repair"
    ),
    before(lambda walk: walk.another_home()),
    clock(close_expired_offers, december(8)),
    clock(close_expired_offers, december(31), "dwelling offered>expired"),
]

EXITS_BEFORE_AN_ANSWER = [
    proposed(),
    answers("agent", "answer_profile", REFUSED, FREED, **NO, code="rent_income"),
    proposed(),
    answers("caseworker", "answer_care", REFUSED, FREED, **NO, code="no_capacity"),
    proposed(),
    answers("caseworker", "answer_candidate", REFUSED, FREED, **NO, code="rent", spoke_on=TODAY),
    answers("coordinator", "judge_refusal", code="understandable"),
    proposed(),
    answers("caseworker", "withdraw", WITHDRAWN, FREED, code="by_care"),
    proposed(),
    of_case(
        "proposals:hold_case", "candidate admitted>on_hold", WITHDRAWN, FREED, code="on_request"
    ),
    of_case("proposals:resume_case", "candidate on_hold>admitted"),
    proposed(),
    before(lambda walk: walk.go_to(december(4))),
    answers("coordinator", "release", "placement proposed>lapsed", FREED),
    proposed(),
    clock(chase_overdue_answers, december(7)),
    clock(chase_overdue_answers, december(8), "placement proposed>lapsed", FREED),
]

EXITS_AFTER_AN_ANSWER = [
    proposed(),
    BOTH_SAY_YES,
    answers(
        "agent",
        "answer_check",
        REFUSED,
        FREED,
        asked="viewing",
        **NO,
        on=TODAY,
        code="household_size",
    ),
    proposed(),
    BOTH_SAY_YES,
    answers("agent", "answer_definite", REFUSED, FREED, **NO, code="complex_load"),
    proposed(),
    BOTH_SAY_YES,
    answers("agent", "withdraw", WITHDRAWN, FREED, code="by_corporation"),
    *AGREED,
    answers(
        "caseworker",
        "refuse_after_all",
        "placement agreed>declined",
        FREED,
        code="personal",
        spoke_on=TODAY,
    ),
    *AGREED,
    answers("coordinator", "withdraw", "placement agreed>withdrawn", FREED, code="by_coordinator"),
    *AGREED,
    of_case(
        "proposals:withdraw_case",
        "candidate admitted>withdrawn",
        "placement agreed>withdrawn",
        FREED,
        STOPPED,
        GUIDANCE_ENDS,
        code="no_contact",
    ),
]

A_DEATH_BEFORE_A_HOME = [
    proposed(),
    answers("agent", "wait_longer", answer_by="18-12-2026"),
    answers("coordinator", "extend", asked="profile", due_on="10-12-2026"),
    answers("caseworker", "answer_care", **YES),
    answers("caseworker", "take_back_for_candidate", asked="care", code="entered_wrongly"),
    answers("agent", "answer_profile", **YES),
    answers("agent", "take_back_for_corporation", asked="profile", code="entered_wrongly"),
    answers("agent", "name_agent", agent=lambda walk: walk.people.other_agent.public_id),
    deed(
        "caseworker",
        "proposals:end_guidance",
        "guidance",
        "candidate admitted>withdrawn",
        WITHDRAWN,
        FREED,
        STOPPED,
        GUIDANCE_ENDS,
        code="deceased",
    ),
]


# A lease, and living there


def lease(page: str, *takes: str, who: str = "agent", **typed: object) -> Leg:
    return deed(who, f"tenancies:{page}", "placement", *takes, **typed)


SIGNED = lease(
    "sign",
    "placement agreed>leased",
    "dwelling reserved>let",
    contract_form="regular",
    signed_on=TODAY,
    starts_on=START,
)
ON_THE_DAY = before(lambda walk: walk.go_to(START_DAY))

LEASES_THAT_DO_NOT_START = [
    *AGREED,
    SIGNED,
    lease("keys", on=TODAY),
    lease("postpone", starts_on="20-12-2026", code="dwelling_not_ready"),
    lease(
        "correct_lease",
        contract_form="regular",
        signed_on=TODAY,
        starts_on="21-12-2026",
        code="entered_wrongly",
    ),
    lease("cancel", "placement leased>cancelled", LET_NO_MORE, code="candidate_withdrew"),
    *AGREED,
    SIGNED,
    lease(
        "cancel",
        "placement leased>cancelled",
        LET_NO_MORE,
        "candidate admitted>withdrawn",
        STOPPED,
        GUIDANCE_ENDS,
        code="deceased",
    ),
]

LIVING_THERE = [
    *AGREED,
    SIGNED,
    ON_THE_DAY,
    lease("confirm_start", *HOUSED, "introduction started>moved", on=START),
    lease(
        "take_back", *NOT_HOUSED, "introduction moved>started", starts_on=START, code="wrong_date"
    ),
    lease("confirm_start", *HOUSED, "introduction started>moved", on=START),
    before(lambda walk: walk.go_to(JUNE)),
    *[
        leg
        for code in ["moved_on", "evicted", "left", "returned_to_facility", "deceased"]
        for leg in [
            lease("end", *LEFT, on="01-06-2027", code=code),
            lease("take_end_back", *LIVES_THERE, who="coordinator", code="other_case"),
        ]
    ],
    deed("caseworker", "proposals:end_guidance", "guidance", GUIDANCE_ENDS, code="by_decision"),
    deed("caseworker", "tenancies:take_guidance_end_back", "guidance", GOES_ON, code="by_mistake"),
    before(lambda walk: walk.go_to(OVER)),
    lease("complete", "placement moved_in>completed", GUIDANCE_ENDS, who="caseworker"),
    lease(
        "take_completion_back",
        "placement completed>moved_in",
        GOES_ON,
        who="caseworker",
        code="by_mistake",
    ),
    lease("complete", "placement moved_in>completed", GUIDANCE_ENDS, who="caseworker"),
    of_home(
        "tenancies:end_of_home",
        "placement completed>ended",
        "candidate housed>ended",
        on="18-12-2028",
        code="moved_on",
    ),
    of_home(
        "tenancies:take_end_of_home_back",
        "placement ended>completed",
        "candidate ended>housed",
        code="by_mistake",
    ),
]

MOVED_BY_AN_EXCEPTION_AND_REHOUSED = [
    before(lambda walk: walk.not_met_yet()),
    before(lambda walk: walk.journey.grant_exemption()),
    *AGREED,
    SIGNED,
    ON_THE_DAY,
    lease("confirm_start", *HOUSED, "introduction planned>moved", on=START),
    lease(
        "take_back", *NOT_HOUSED, "introduction moved>planned", starts_on=START, code="wrong_date"
    ),
    lease("confirm_start", *HOUSED, "introduction planned>moved", on=START),
    lease(
        "end",
        "placement moved_in>ended",
        "candidate housed>admitted",
        on=START,
        code="moved_on",
        rehouse="on",
    ),
]


# A case that goes to another party, and a signal

ANOTHER_PARTY = [
    ASKED,
    deed("caseworker", "guidance:take_back", "takeover", "takeover asked>taken_back"),
    ASKED,
    deed("stranger", "proposals:takeover", "takeover", "takeover asked>refused", accepts="no"),
    ASKED,
    of_case(
        "proposals:withdraw_case",
        "takeover asked>taken_back",
        "candidate admitted>withdrawn",
        STOPPED,
        GUIDANCE_ENDS,
        code="own_solution",
    ),
    of_case(
        "proposals:take_withdrawal_back",
        "candidate withdrawn>admitted",
        GOES_ON,
        code="did_not_happen",
    ),
    ASKED,
    deed("stranger", "proposals:takeover", "takeover", "takeover asked>accepted", accepts="yes"),
]

A_SIGNAL = [
    before(lambda walk: walk.journey.to("moved_in")),
    ON_THE_DAY,
    deed("agent", "signals:give", "placement", fact="arrears", happened_on=START, view="serious"),
    deed("caseworker", "signals:look", "signal", "signal given>seen", view="attention"),
    deed("agent", "signals:decide", "signal", "signal seen>decided", decision="watch"),
]

TRIPS = {
    "an application": AN_APPLICATION,
    "a draft": A_DRAFT,
    "an introduction": AN_INTRODUCTION,
    "homes that leave the table": HOMES_THAT_LEAVE_THE_TABLE,
    "exits before an answer": EXITS_BEFORE_AN_ANSWER,
    "exits after an answer": EXITS_AFTER_AN_ANSWER,
    "a death before a home": A_DEATH_BEFORE_A_HOME,
    "leases that do not start": LEASES_THAT_DO_NOT_START,
    "living there": LIVING_THERE,
    "moved by an exception and rehoused": MOVED_BY_AN_EXCEPTION_AND_REHOUSED,
    "another party": ANOTHER_PARTY,
    "a signal": A_SIGNAL,
}
