"""What there is to be permitted, and to which role: the whole policy on one screen.

A grant opens pages and deeds. Whose rows they show is the doors' and the database's business.
"""

from enum import StrEnum

from pact.accounts.roles import Role


class Permission(StrEnum):
    OWN_WORK = "own work"
    AGREEMENT_READ = "read what was agreed"
    QUOTA_READ = "see the homes per year"
    REPORT_READ = "read the annual report"
    REPORT_MAKE = "make the annual report"
    CANDIDATE_READ = "see candidates"
    CANDIDATE_ENTER = "enter candidates"
    CANDIDATE_DECIDE = "admit, return or reject candidates"
    INTRODUCTION_READ = "see introductions"
    INTRODUCTION_PLAN = "name who introduces a candidate where"
    INTRODUCTION_DO = "introduce"
    INTRODUCTION_STOP = "stop an introduction, or correct since when it runs"
    EXEMPTION_ASK = "ask an exception to the half year"
    EXEMPTION_DECIDE = "decide on an exception"
    DWELLING_READ = "see dwellings"
    DWELLING_OFFER = "offer dwellings"
    TABLE = "sit at the table"
    PROPOSE = "propose a candidate for a dwelling"
    PLACEMENT_READ = "see placements"
    ANSWER_FOR_CORPORATION = "answer for the corporation"
    ANSWER_FOR_CANDIDATE = "answer for the candidate and the care party"
    PLACEMENT_STEER = "extend the term of a placement, or release it"
    PLACEMENT_WITHDRAW = "withdraw a placement"
    AGENT_NAME = "name who lets a home"
    APPOINTMENT_MAKE = "make appointments"
    LEASE = "sign and start leases"
    WITHDRAWAL_TAKE_BACK = "take back a withdrawal that was a mistake"
    START_TAKE_BACK = "take back a start that was recorded by mistake"
    END_TAKE_BACK = "take back an end of guidance that was recorded by mistake"
    GUIDANCE_READ = "see guidance"
    GUIDANCE_DO = "guide"
    SIGNAL_READ = "read signals about living somewhere"
    SIGNAL_GIVE = "give a signal and say how one sees it"
    TAKE_OVER = "let another care party take a case over"
    MESSAGES_READ = "see the messages"
    MESSAGES_SEND = "send a message again"
    LOOKS_READ = "see who looked"
    MANAGE_PEOPLE = "invite people and give them roles"
    MANAGE_AGREEMENT = "enter norms, shares and areas"
    DECISION_READ = "read what was decided about the years"
    DECISION_ASK = "ask for another number of homes"
    EXCHANGE_ASK = "ask another municipality for a home"
    EXCHANGE_ANSWER = "answer for the municipality about an exchange"
    DECISION_TAKE = "decide on another number of homes"


P = Permission
EVERYONE = {P.OWN_WORK, P.AGREEMENT_READ, P.QUOTA_READ, P.REPORT_READ}

GRANTS: dict[str, set[Permission]] = {
    Role.COORDINATOR: EVERYONE
    | {P.CANDIDATE_READ, P.CANDIDATE_DECIDE, P.INTRODUCTION_READ, P.INTRODUCTION_PLAN}
    | {P.INTRODUCTION_STOP}
    | {P.EXEMPTION_DECIDE, P.DWELLING_READ, P.TABLE, P.PROPOSE, P.PLACEMENT_READ}
    | {P.PLACEMENT_STEER, P.PLACEMENT_WITHDRAW, P.GUIDANCE_READ, P.TAKE_OVER, P.REPORT_MAKE}
    | {P.MESSAGES_READ, P.MESSAGES_SEND, P.DECISION_READ, P.DECISION_ASK, P.EXCHANGE_ASK}
    | {P.SIGNAL_READ, P.START_TAKE_BACK, P.END_TAKE_BACK, P.AGENT_NAME, P.WITHDRAWAL_TAKE_BACK},
    Role.CASEWORKER: EVERYONE
    | {P.CANDIDATE_READ, P.CANDIDATE_ENTER, P.INTRODUCTION_READ, P.INTRODUCTION_PLAN}
    | {P.INTRODUCTION_DO, P.INTRODUCTION_STOP, P.EXEMPTION_ASK}
    | {P.PLACEMENT_READ, P.ANSWER_FOR_CANDIDATE}
    | {P.PLACEMENT_WITHDRAW, P.WITHDRAWAL_TAKE_BACK, P.APPOINTMENT_MAKE}
    | {P.GUIDANCE_READ, P.GUIDANCE_DO, P.TAKE_OVER, P.SIGNAL_READ, P.SIGNAL_GIVE}
    | {P.END_TAKE_BACK},
    Role.LETTING_AGENT: EVERYONE
    | {P.DWELLING_READ, P.DWELLING_OFFER, P.PLACEMENT_READ, P.ANSWER_FOR_CORPORATION, P.LEASE}
    | {P.PLACEMENT_WITHDRAW, P.APPOINTMENT_MAKE, P.SIGNAL_READ, P.SIGNAL_GIVE}
    | {P.START_TAKE_BACK, P.AGENT_NAME},
    Role.NEIGHBOURHOOD_WORKER: EVERYONE
    | {P.INTRODUCTION_READ, P.INTRODUCTION_DO, P.INTRODUCTION_STOP, P.PLACEMENT_READ},
    Role.MUNICIPAL_OFFICER: EVERYONE | {P.DECISION_READ, P.EXCHANGE_ASK, P.EXCHANGE_ANSWER},
    Role.OVERSIGHT: EVERYONE | {P.DECISION_READ, P.DECISION_TAKE},
    Role.PRIVACY_OFFICER: EVERYONE
    | {P.LOOKS_READ, P.CANDIDATE_READ, P.INTRODUCTION_READ, P.PLACEMENT_READ}
    | {P.GUIDANCE_READ, P.SIGNAL_READ},
    Role.ADMINISTRATOR: EVERYONE
    | {P.MANAGE_PEOPLE, P.MANAGE_AGREEMENT}
    | {P.DECISION_READ, P.DECISION_ASK, P.DECISION_TAKE},
}


def may(role: str, permission: Permission) -> bool:
    return permission in GRANTS.get(role, set())
