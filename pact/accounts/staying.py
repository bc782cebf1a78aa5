"""Who is given work stays until it is theirs: nobody gets it in the second in which they leave."""

from django.db import connection

from pact.accounts.models.people import MembershipQuerySet


def is_there_to_stay(colleagues: MembershipQuerySet, member_id: int) -> bool:
    """Whether somebody is one of these colleagues, and is so until this transaction is over.

    Whoever ends their role or closes their account waits for us, or we for them; so it is read only
    afterwards who still works there. A shared lock: two may give work to one person at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("select from accounts_membership where id = %s for key share", [member_id])
    return colleagues.filter(pk=member_id).exists()
