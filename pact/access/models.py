"""Forms that were sent: a double click makes one row. And how often somebody asked something."""

from django.contrib.postgres.fields import ArrayField
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


class Asked(models.Model):
    """When somebody lately asked one kind of thing that may be asked only so often."""

    user_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    times = ArrayField(models.DateTimeField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint("user_id", "kind", name="asked_counted_once")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.user_id}"
