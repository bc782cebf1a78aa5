"""Fill the demonstration with an invented region."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F
from django.utils import timezone

from pact.access.actor import Actor, acting_as
from pact.accounts.models import User
from pact.outbox.models import Message, MessageState
from placements.guidance.reminders import remind as remind_coaches
from placements.introductions.reminders import remind as remind_introducers
from placements.management.region.complexes import tell_loads
from placements.management.region.guided import plan_for_today
from placements.management.region.inventing import Inventor
from placements.management.region.past import tell_the_past
from placements.management.region.present import tell_the_present
from placements.management.region.signalled import tell_signals
from placements.management.region.staff import Staff, hire, sign_ins
from placements.management.region.steering import tell_steering


class Command(BaseCommand):
    help = "Enter a synthetic region: invented people in every state, over three years."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--sign-ins", type=Path, help="where to write one sign-in per role")

    @transaction.atomic
    def handle(self, *args: object, **options: Any) -> None:
        if not getattr(settings, "DEMONSTRATION", False):
            raise CommandError("Invented people go into a demonstration only. Nothing was entered.")
        if User.objects.exists():
            self.stdout.write("There are people already, so nothing was entered.")
            return
        today = timezone.localdate()
        staff = hire()
        inventor = Inventor(staff)
        self.stdout.write(f"{tell_the_past(inventor, today=today)} households that moved.")
        self.stdout.write(f"{tell_the_present(inventor, today=today)} on the road today.")
        tell_signals(staff.coordinator, today=today)
        tell_loads(staff.coordinator, today=today)
        tell_steering(staff, today=today)
        plan_for_today(staff, today=today)
        _remind(today)
        _close_old_mail(today)
        _write_sign_ins(staff, options["sign_ins"])


def _remind(today: date) -> None:
    """The clock came by every day: only what is due today is still to be told."""
    with acting_as(Actor.system("remind")):
        remind_introducers(today=today, at=timezone.now())
        remind_coaches(timezone.now())


def _close_old_mail(today: date) -> None:
    """What was told in the past was told then: only today's messages are still to be sent."""
    with acting_as(Actor.system("deliver")):
        old = Message.objects.filter(state=MessageState.WAITING, due_on__lt=today)
        then = ExpressionWrapper(F("due_on") + timedelta(hours=8), output_field=DateTimeField())
        old.update(state=MessageState.SENT, sent_at=then, is_late=False)


def _write_sign_ins(staff: Staff, path: Path | None) -> None:
    if path is not None:
        path.write_text("\n".join(sign_ins(staff)) + "\n", encoding="utf-8")
