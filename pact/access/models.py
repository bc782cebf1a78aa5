"""Forms that were sent: a double click makes one row."""

from django.db import models


class Submission(models.Model):
    """The key of one form that creates something, and where its answer led.

    A second click with the same key waits for the first and goes where that one went.
    """

    key = models.UUIDField(unique=True)
    user_id = models.BigIntegerField()
    location = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.key)
