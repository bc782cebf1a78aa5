"""The doors of every page here: a stranger's row does not exist."""

import uuid

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from pact.access.requests import Request
from placements.candidates.models import Candidate
from placements.introductions.disclosure import introductions_to_show, with_newcomer
from placements.introductions.models import Introduction
from placements.introductions.overview import candidate_to_show
from placements.introductions.planner import handled, read
from placements.introductions.querysets import IntroductionQuerySet


def introduction_or_404(request: Request, public_id: uuid.UUID) -> Introduction:
    """An introduction that this actor does something about."""
    rows = Introduction.objects.visible_to(request.actor).acted_on_by(request.actor)
    return get_object_or_404(_to_show(rows), public_id=public_id)


def introduction_to_read_or_404(request: Request, public_id: uuid.UUID) -> Introduction:
    """An introduction with whom it is about."""
    rows = _to_show(Introduction.objects.visible_to(request.actor))
    return get_object_or_404(with_newcomer(rows), public_id=public_id)


def _to_show(rows: IntroductionQuerySet) -> IntroductionQuerySet:
    return introductions_to_show(rows, today=timezone.localdate())


def overview_of(candidate: Candidate) -> str:
    """Where all introductions and exceptions of a candidate stand."""
    return reverse("introductions:candidate", args=[candidate.public_id])


def candidate_or_404(request: Request, public_id: uuid.UUID) -> Candidate:
    """A candidate whose introductions this actor plans or decides on."""
    rows = candidate_to_show(handled(request.actor), today=timezone.localdate())
    return get_object_or_404(rows, public_id=public_id)


def candidate_to_read_or_404(request: Request, public_id: uuid.UUID) -> Candidate:
    rows = candidate_to_show(read(request.actor), today=timezone.localdate())
    return get_object_or_404(rows, public_id=public_id)
