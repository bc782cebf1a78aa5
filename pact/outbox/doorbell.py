"""Wakes the worker. The rows are the truth: a lost ring costs a minute, until the next sweep."""

from pact.access.tasks import send


def ring() -> None:
    """Ask a worker to deliver what is due. Tells it nothing else."""
    send("pact.outbox.tasks.deliver_due", {})
