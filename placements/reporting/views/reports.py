"""The annual report: which there are, having one made, watching it come, and taking it along."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pact.access.deeds import asks
from pact.access.needs import needs
from pact.access.once import once
from pact.access.permissions import Permission, may
from pact.access.requests import Request
from pact.audit.record import looked
from pact.common.answers import UNREADABLE, refused
from pact.common.keyset import page_of
from pact.common.refusals import Refused
from placements.reporting import actions
from placements.reporting.document import contents
from placements.reporting.forms import MakeReport
from placements.reporting.frozen import fingerprint
from placements.reporting.models import Report, ReportState
from placements.reporting.open_figures import as_csv
from placements.reporting.progress import progress_of
from placements.reporting.years import years_on

PDF, CSV = "application/pdf", "text/csv; charset=utf-8"


@require_safe
@needs(Permission.REPORT_READ)
def report(request: Request) -> HttpResponse:
    """The reports that there are."""
    return _list(request, MakeReport(years=_years_to_report()))


@require_POST
@needs(Permission.REPORT_MAKE)
@once
def make(request: Request) -> HttpResponse:
    """Have a draft made."""
    form = MakeReport(request.POST, years=_years_to_report())
    if not form.is_valid():
        return _list(request, form, status=UNREADABLE)
    try:
        wanted = actions.ask_report(
            year=form.cleaned_data["year"], by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, back=reverse("reporting:report"))
    return redirect("reporting:made", wanted.public_id)


def _years_to_report() -> list[int]:
    today = timezone.localdate()
    return [year.year for year in years_on(today) if year.year <= today.year]


def _list(request: Request, form: MakeReport, *, status: int = 200) -> HttpResponse:
    reports = Report.objects.visible_to(request.actor).for_list()
    order = ("-year", "-asked_at", "-pk")
    page = {
        "page": page_of(request, reports, order=order, address=reverse("reporting:report")),
        "form": form,
        "may_make": may(request.actor.role, Permission.REPORT_MAKE),
    }
    return render(request, "placements/reporting/reports.html", page, status=status)


def _found(request: Request, public_id: UUID) -> Report:
    rows = Report.objects.visible_to(request.actor).defer("pdf")
    return get_object_or_404(rows, public_id=public_id)


@require_safe
@needs(Permission.REPORT_READ)
def made(request: Request, public_id: UUID) -> HttpResponse:
    """One report: how far it is, or what it says."""
    found = _found(request, public_id)
    page = {
        "report": found,
        "progress": progress_of(found),
        "may_make": may(request.actor.role, Permission.REPORT_MAKE),
    }
    if found.state == ReportState.DONE:
        page |= contents(found.figures, is_final=found.is_final, kept_hash=found.figures_hash)
        looked("report", found, at=timezone.now())
    return render(request, "placements/reporting/report.html", page)


@require_safe
@needs(Permission.REPORT_READ)
def progress(request: Request, public_id: UUID) -> HttpResponse:
    """How far a report is, for the page that asks every two seconds."""
    found = _found(request, public_id)
    answer = render(
        request, "placements/reporting/_progress.html", {"progress": progress_of(found)}
    )
    if found.state in {ReportState.DONE, ReportState.FAILED}:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@needs(Permission.REPORT_MAKE)
def again(request: Request, public_id: UUID) -> HttpResponse:
    """Have a report that failed made once more."""
    found = _found(request, public_id)
    address = reverse("reporting:made", args=[public_id])
    try:
        actions.try_again(report=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=address)
    return redirect(address)


@asks
@needs(Permission.REPORT_MAKE)
@once
def publish(request: Request, public_id: UUID) -> HttpResponse:
    """Make a draft the final report, after saying what that does."""
    found = _found(request, public_id)
    if request.method == "GET":
        page = {"report": found, "consequences": _what_final_does(found)}
        return render(request, "placements/reporting/publish.html", page)
    try:
        final = actions.publish_report(report=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=reverse("reporting:made", args=[public_id]))
    return redirect("reporting:made", final.public_id)


def _what_final_does(found: Report) -> list[str]:
    return [
        _("The report of %(year)s is made from exactly these figures.") % {"year": found.year},
        _("Everybody who takes part in the pact can read and download it."),
        _("It does not change any more, and there is no second one of this year."),
    ]


@require_safe
@needs(Permission.REPORT_READ)
def download(request: Request, public_id: UUID) -> HttpResponse:
    """The PDF. Who may not read it any more does not get it any more."""
    rows = Report.objects.visible_to(request.actor).defer("figures")
    found = get_object_or_404(rows, public_id=public_id, state=ReportState.DONE)
    looked("download_report", found, at=timezone.now())
    return _file(found, bytes(found.pdf), "pdf", content_type=PDF)


@require_safe
@needs(Permission.REPORT_READ)
def figures(request: Request, public_id: UUID) -> HttpResponse:
    """The tables of the report, to count on with; never of figures that changed since."""
    rows = Report.objects.visible_to(request.actor).defer("pdf")
    found = get_object_or_404(rows, public_id=public_id, state=ReportState.DONE)
    if fingerprint(found.figures) != found.figures_hash:
        refusal = Refused(_("These figures changed after they were frozen. Use the PDF instead."))
        return refused(request, refusal, back=reverse("reporting:made", args=[public_id]))
    looked("download_figures", found, at=timezone.now())
    text = as_csv(found.figures, kept_hash=found.figures_hash)
    return _file(found, text, "csv", content_type=CSV)


def _file(found: Report, content: bytes, ending: str, *, content_type: str) -> HttpResponse:
    state = "definitief" if found.is_final else f"concept-{found.figures_on:%Y-%m-%d}"
    name = f"jaarverslag-{found.year}-{state}.{ending}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
