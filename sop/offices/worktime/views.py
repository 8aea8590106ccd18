"""The tab Jam kerja & libur."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sop.offices.access import Keeping, keep_settings, open_settings
from sop.offices.forms.fields import ReasonForm
from sop.offices.models import Holiday
from sop.offices.views.asking import person_of
from sop.offices.worktime import actions
from sop.offices.worktime.days import planned_import, year_of
from sop.offices.worktime.forms import DayForm, RulesForm, SeriesForm, TrialForm
from sop.offices.worktime.pages import calendar_today, compared_with, names_of_days, week_of, worktime_page
from sop.offices.worktime.series import Series, built_in
from sop.offices.worktime.trial import try_out

FORM = ["GET", "HEAD", "POST"]
NEW = "baru"
STAYS = "Tenggat langkah yang sudah terbuka tidak berubah."


@require_safe
def worktime(request: HttpRequest, office: str) -> HttpResponse:
    keeping = open_settings(person_of(request), office)
    page = worktime_page(keeping, year_of(request.GET.get("tahun", ""), keeping.day))
    return render(
        request,
        "worktime/worktime.html",
        _context(keeping, page=page, rules=RulesForm(instance=keeping.office)),
    )


@require_http_methods(FORM)
def week(request: HttpRequest, office: str, key: str) -> HttpResponse:
    """A week of hours: typed, compared with what holds today, then saved."""
    keeping = keep_settings(person_of(request), office)
    old = _week(keeping, key)
    start = old or built_in()
    blank = {} if old else {"label": "", "since": None, "until": None}
    initial = SeriesForm.filled_from(start) | blank | {"begins": keeping.day}
    lasting = old if old and old.until is None else None
    form = SeriesForm(request.POST or None, lasting=lasting, initial=initial)
    compared = None
    if form.is_valid():
        if "preview" not in request.POST and _kept(request, keeping, form, old):
            return redirect("worktime:worktime", office)
        compared = compared_with(keeping, form.series, old, timezone.now())
    context = _context(keeping, form=form, old=old, compared=compared, key=key)
    return render(request, "worktime/week.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM)
def drop_week(request: HttpRequest, office: str, key: str) -> HttpResponse:
    keeping = keep_settings(person_of(request), office)
    old = _week(keeping, key)
    if old is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.drop_series(keeping, old, reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(request, f"‘{old.title}’ dihapus. {STAYS}")
            return redirect("worktime:worktime", office)
    context = _context(keeping, form=form, old=old)
    return render(request, "worktime/drop_week.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
def new_day(request: HttpRequest, office: str) -> HttpResponse:
    keeping = keep_settings(person_of(request), office)
    named = {
        "date": request.GET.get("tanggal"),
        "kind": request.GET.get("jenis", "local"),
        "name": request.GET.get("nama"),
    }
    form = DayForm(request.POST or None, instance=Holiday(office=keeping.office), initial=named)
    if form.is_valid():
        try:
            actions.add_day(keeping, form.instance)
        except ValidationError as refusal:
            form.add_error("date", refusal.messages[0])
        else:
            messages.success(request, f"Tersimpan untuk {form.instance.date:%d-%m-%Y}. {STAYS}")
            return redirect(_year_url(office, form.instance.date.year))
    context = _context(keeping, form=form)
    return render(request, "worktime/day.html", context, status=422 if form.is_bound else 200)


@require_POST
def drop_day(request: HttpRequest, office: str, day: int) -> HttpResponse:
    """One's own days only; the same click twice takes out one day."""
    keeping = keep_settings(person_of(request), office)
    if actions.drop_day(keeping, day):
        messages.success(request, f"Hari itu dihapus dari kalender kantor. {STAYS}")
    return redirect(_year_url(office, year_of(request.POST.get("tahun", ""), keeping.day)))


@require_http_methods(FORM)
def national(request: HttpRequest, office: str) -> HttpResponse:
    """First what the import would do, then the import."""
    keeping = keep_settings(person_of(request), office)
    year = year_of(request.POST.get("tahun") or request.GET.get("tahun", ""), keeping.day)
    if request.method == "POST":
        done = actions.import_year(keeping, year, request.POST.getlist("pilih"))
        messages.success(request, f"Libur nasional {year}: {done.sentence}. {STAYS}")
        return redirect(_year_url(office, year))
    return render(request, "worktime/national.html", _context(keeping, plan=planned_import(keeping, year)))


@require_POST
def rules(request: HttpRequest, office: str) -> HttpResponse:
    keeping = keep_settings(person_of(request), office)
    form = RulesForm(request.POST, instance=copy(keeping.office))
    if form.is_valid():
        changed = [name for name in form.changed_data if name != "reason"]
        changing = Keeping(form.instance, keeping.user, keeping.name, keeping.day, keeping.may_change)
        actions.keep_rules(changing, changed, reason=form.cleaned_data["reason"])
        messages.success(request, f"Cara menghitung tenggat tersimpan. {STAYS}")
        return redirect("worktime:worktime", office)
    page = worktime_page(keeping, keeping.day.year)
    return render(request, "worktime/worktime.html", _context(keeping, page=page, rules=form), status=422)


@require_safe
def trial(request: HttpRequest, office: str) -> HttpResponse:
    """What if a step opened then: a page to read, so a plain GET."""
    keeping = open_settings(person_of(request), office)
    start = {"tanggal": keeping.day, "jam": "09:00", "waktu": "2 hari kerja"}
    form = TrialForm(request.GET if "waktu" in request.GET else None, initial=start)
    found = None
    if form.is_valid():
        calendar = calendar_today(keeping, timezone.now())
        found = try_out(
            form.cleaned_data["waktu"], form.opened, calendar, names=names_of_days(keeping),
            period_end=form.cleaned_data["akhir"],
        )  # fmt: skip
    return render(request, "worktime/trial.html", _context(keeping, form=form, trial=found))


def _week(keeping: Keeping, key: str) -> Series | None:
    """The week of this address; None for a new one, Http404 where it is gone."""
    if key == NEW:
        return None
    found = week_of(keeping, key)
    if found is None:
        raise Http404
    return found


def _kept(request: HttpRequest, keeping: Keeping, form: SeriesForm, old: Series | None) -> bool:
    """Save it; a rule that only all weeks together can break stands on the form."""
    # Lasting hours that begin on a day leave the old ones to the days before it; the same day again is a correction.
    place = week_of(keeping, form.series.key) if form.lasting else old
    try:
        actions.keep_series(keeping, form.series, instead_of=place, reason=form.cleaned_data["reason"])
    except ValidationError as refusal:
        form.add_error(None, refusal.messages[0])
        return False
    messages.success(request, f"‘{form.series.title}’ tersimpan, {form.series.total} seminggu. {STAYS}")
    return True


def _year_url(office: str, year: int) -> str:
    return f"{reverse('worktime:worktime', args=[office])}?tahun={year}#libur"


def _context(keeping: Keeping, **more: object) -> dict[str, object]:
    return {"keeping": keeping, "office": keeping.office, **more}
