"""Reminders are rows that follow from facts: whatever the facts call for and is not there, is made.

Nothing is scheduled ahead. A sweep compares what should have been told by today with what was, in
one statement; days of downtime, a second sweep at the same time or an emptied broker change nothing.

For an admitted candidate the date that drives is that of the move, or else the first day of the
month wished. Half a year before it lies the latest start.

- A planned introduction reminds its worker some weeks before the latest start, on the day, and the
  day after; so does a candidate without any open introduction, whose caseworker has to plan one.
- A caseworker whose party gave the case away no longer introduces: the caseworker of today hears it.
- The day after goes to the coordinators too, and so does a running introduction that is too short,
  unless an exception holds until the move: one that no other lease has used.
- Without any first contact some weeks after the admission there is one more.
- What became known after its day counts from the day on which it became known: once, and late.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.urls import reverse

from pact.agreement.norms import norms
from pact.outbox import doorbell
from placements.introductions.news import REMINDERS

NORMS = (
    "introduction_months",
    "first_contact_weeks",
    "warning_weeks_1",
    "warning_weeks_2",
    "warning_weeks_3",
)
ANY = UUID(int=0)

# Dates in Amsterdam, like all agreements; an interval of months clips as the agreement's clock does.
SUBJECTS = """
with admitted as (
    select c.id, c.public_id, c.reference, c.caseworker_id,
           (c.admitted_at at time zone 'Europe/Amsterdam')::date as admitted_on,
           (c.status_at at time zone 'Europe/Amsterdam')::date as known_on,
           date_trunc('month', n.wished_month)::date as wished_on
    from placements_candidate c left join (
        select candidate_id, wished_month from placements_need where candidate_id = any(array(
            select id from placements_candidate where status = 'admitted'))
    ) n on n.candidate_id = c.id
    where c.status = 'admitted'
),
introduction as (
    select i.*, (i.status_at at time zone 'Europe/Amsterdam')::date as since_on
    from placements_introduction i
    where i.candidate_id = any(array(select id from admitted))
      and i.status in ('planned', 'started', 'moved')
),
worker as (
    select id, role, party_id from accounts_membership
    where id = any(array(select worker_id from introduction))
),
exemption as (
    select * from placements_exemption
    where candidate_id = any(array(select id from admitted)) and verdict = 'granted'
),
subject as (
    select 'introduction' as object_kind, i.public_id as object_id, a.reference, a.admitted_on,
           case when w.role = 'caseworker' and w.party_id <> i.care_party_id then a.caseworker_id
                else i.worker_id end as member_id, a.caseworker_id, i.candidate_id,
           coalesce(i.move_on, a.wished_on) as moves_on,
           greatest(a.known_on, i.since_on, i.move_known_on) as known_on
    from introduction i join admitted a on a.id = i.candidate_id
    join worker w on w.id = i.worker_id
    where i.status = 'planned'
  union all
    select 'candidate', a.public_id, a.reference, a.admitted_on,
           a.caseworker_id, a.caseworker_id, a.id, a.wished_on, a.known_on
    from admitted a
    where not exists (select from introduction i
                      where i.candidate_id = a.id and i.status in ('planned', 'started'))
),
too_short as (
    select a.public_id, a.reference, a.caseworker_id, min(i.first_contact_on) as first_contact_on,
           coalesce(max(i.move_on), a.wished_on) as moves_on,
           greatest(a.known_on, min(i.since_on), max(i.move_known_on)) as known_on
    from introduction i join admitted a on a.id = i.candidate_id
    where i.status = 'started' and not exists (
        select from exemption e where e.candidate_id = a.id
          and (i.move_on is not null or not e.is_used)
          and e.catch_up_by >= coalesce(i.move_on, a.wished_on, %(today)s))
    group by a.public_id, a.reference, a.caseworker_id, a.wished_on, a.known_on
),
"""

# `stage_on` is the day a reminder belongs to, `due_on` the day from which anybody could know.
FACTS = """
started_by as (
    select s.*, (moves_on - make_interval(months => %(months)s))::date as latest_start from subject s
),
stage as (
    select 'introduction_due' as kind, object_kind, object_id, reference, member_id, caseworker_id,
           latest_start as act_by, latest_start - 7 * weeks as stage_on, known_on
    from started_by cross join unnest(%(weeks)s) weeks
    where known_on <= latest_start
  union all
    select 'introduction_overdue', object_kind, object_id, reference, member_id, caseworker_id,
           latest_start, latest_start + 1, known_on
    from started_by
  union all
    select 'first_contact_missing', object_kind, object_id, reference, member_id, caseworker_id,
           coalesce(latest_start, admitted_on + 7 * %(first_contact_weeks)s),
           admitted_on + 7 * %(first_contact_weeks)s, known_on
    from started_by s
    where not exists (select from introduction i where i.candidate_id = s.candidate_id
                      and i.status in ('started', 'moved'))
  union all
    select 'introduction_overdue', 'candidate', public_id, reference, caseworker_id, caseworker_id,
           latest_start, latest_start + 1, known_on
    from (select *, (moves_on - make_interval(months => %(months)s))::date as latest_start
          from too_short) t
    where first_contact_on + make_interval(months => %(months)s) > moves_on
),
due as (
    select distinct on (kind, object_id, due_on) *
    from (select *, greatest(stage_on, known_on) as due_on from stage) s
    where stage_on is not null and due_on <= %(today)s
    order by kind, object_id, due_on, stage_on desc
)
"""

# Somebody who left, or is away, is not who must hear of it. Nobody left: the coordinators do.
ADDRESSED = """,
here as (
    select m.id, m.role, accounts_who_is_there(m.id, %(today)s) as gets_it
    from accounts_membership m join agreement_party p on p.id = m.party_id
    where (m.role = 'coordinator' or m.id = any(array(
          select member_id from due union select caseworker_id from due)))
      and (select is_active from accounts_user u where u.id = m.user_id)
      and m.started_on <= %(today)s
      and (m.ended_on is null or m.ended_on > %(today)s)
      and (p.ended_on is null or p.ended_on > %(today)s)
),
answering as (
    select d.*, coalesce(m.id, c.id) as answers
    from due d left join here m on m.id = d.member_id left join here c on c.id = d.caseworker_id
),
addressed as (
    select a.*, h.gets_it, h.id as meant_for from answering a join here h on h.id = a.answers
  union
    select a.*, h.gets_it, h.id from answering a join here h on h.role = 'coordinator'
    where a.kind = 'introduction_overdue' or a.answers is null
),
told as (
    select kind, object_id, due_on from outbox_message
    where object_id = any(array(select object_id from due)) and state <> 'dropped'
)
"""

MAKE = """
insert into outbox_message (public_id, kind, object_kind, object_id, reference, path,
    recipient_id, meant_for_id, due_on, act_by, is_late, state, not_before, tries, last_error, created_at)
select gen_random_uuid(), kind, object_kind, object_id, reference,
    replace(case object_kind when 'candidate' then %(candidate_path)s else %(path)s end,
            %(any)s, object_id::text),
    gets_it, meant_for, due_on, act_by, stage_on < %(today)s, 'waiting', %(at)s, 0, '', %(at)s
from addressed a
where not exists (select from told where told.kind = a.kind
    and told.object_id = a.object_id and told.due_on = a.due_on)
order by due_on, kind, object_id, gets_it, meant_for
on conflict do nothing
"""

# Behind the walls PostgreSQL cannot tell how many rows there are, guesses one, and would compare every
# candidate with every introduction. Until the end of the transaction it lays them side by side; those
# of the admitted, and what was told about them, are taken out of all there ever was by an array first.
BESIDE_EACH_OTHER = "set local enable_nestloop = off"

DROP = """
update outbox_message m set state = 'dropped'
where m.state = 'waiting' and m.kind = any(%(kinds)s) and not exists (
    select from due d where d.kind = m.kind and d.object_id = m.object_id and d.due_on = m.due_on)
"""


@transaction.atomic
def remind(*, today: date, at: datetime) -> int:
    """Make the reminders that the facts call for and nobody was sent, and drop what no longer holds.

    Safe to run twice, at once, or days late. Returns how many were made.
    """
    given = _given(today, at)
    with connection.cursor() as cursor:
        cursor.execute(BESIDE_EACH_OTHER)
        cursor.execute(SUBJECTS + FACTS + DROP, given)
        cursor.execute(SUBJECTS + FACTS + ADDRESSED + MAKE, given)
        made = cursor.rowcount
    if made:
        transaction.on_commit(doorbell.ring)
    return made


def _given(today: date, at: datetime) -> dict[str, Any]:
    agreed = norms(*NORMS, on=today)
    weeks = [agreed[f"warning_weeks_{number}"] for number in (1, 2, 3)]
    return {
        "today": today,
        "at": at,
        "months": agreed["introduction_months"],
        "weeks": [*weeks, 0],
        "first_contact_weeks": agreed["first_contact_weeks"],
        "path": reverse("introductions:detail", args=[ANY]),
        "candidate_path": reverse("introductions:candidate", args=[ANY]),
        "any": str(ANY),
        "kinds": REMINDERS,
    }
