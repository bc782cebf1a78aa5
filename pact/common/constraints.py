"""What the database refused, by the name of the rule."""

from django.db import IntegrityError


def broken_constraint(error: IntegrityError) -> str:
    """The constraint that a statement would have broken, whatever language the server speaks."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
