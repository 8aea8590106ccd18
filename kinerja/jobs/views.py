"""Pekerjaan saya: how far long work is, its result, taking it back and asking again."""

from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.jobs import actions
from kinerja.jobs.queries import job_of, jobs_page, progress_of, result_of, shown


@require_safe
def jobs(request: OfficeRequest) -> HttpResponse:
    rows, page = jobs_page(request.user, request.GET.get(PARAMETER, ""))
    context = {
        "rows": rows,
        "previous_url": address(request.GET, page.previous),
        "next_url": address(request.GET, page.following),
    }
    return render(request, "jobs/list.html", context)


@require_safe
def job(request: OfficeRequest, job: int) -> HttpResponse:
    found = job_of(request.user, job)
    return render(request, "jobs/job.html", {"shown": shown(found, look_for_worker=True), "job": found})


@require_safe
def progress(request: OfficeRequest, job: int) -> HttpResponse:
    return JsonResponse(progress_of(job_of(request.user, job)))


@require_safe
def result(request: OfficeRequest, job: int) -> FileResponse:
    """Sent as it is read: a result may be larger than the memory."""
    found = job_of(request.user, job)
    return FileResponse(
        result_of(found), as_attachment=True, filename=found.file_name, content_type=found.content_type
    )


@require_POST
def cancel(request: OfficeRequest, job: int) -> HttpResponse:
    return redirect(actions.cancel(job_of(request.user, job), by=request.user))


@require_POST
def try_again(request: OfficeRequest, job: int) -> HttpResponse:
    return redirect(actions.try_again(job_of(request.user, job), by=request.user))
