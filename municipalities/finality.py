"""A year whose report is final keeps its numbers as they were published."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from pact.common.refusals import Refused

PUBLISHED = _("The report of %(year)s is final, so that its homes stay as they are.")


def year_is_final(year: int) -> bool:
    """Whether a year has a final report; and nobody makes it final until we are done."""
    with connection.cursor() as cursor:
        cursor.execute("select municipalities_year_is_final(%s)", [year])
        (is_final,) = cursor.fetchone()
    return is_final


def check_not_published(year: int) -> None:
    if year_is_final(year):
        raise Refused(PUBLISHED % {"year": year})
