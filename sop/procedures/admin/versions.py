"""The page of an SOP and of its sheets: edit a draft, check it, publish it, take a published one up again."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from sop.errors import RuleError
from sop.offices.models import User
from sop.procedures.actions import discard, new_version, publish
from sop.procedures.admin.forms import PREFIX, VersionForm
from sop.procedures.admin.guards import FrozenAdmin, FrozenInline, is_published
from sop.procedures.catalogue import state_of
from sop.procedures.checks import check
from sop.procedures.labels import LABELS
from sop.procedures.models import Actor, HeaderItem, Remark, Sop, SopVersion
from sop.procedures.steps import Step

IDENTITY: list[Any] = [
    ("sop", "version"),
    ("number", "title"),
    "agency",
    ("created_printed", "revised_printed"),
    ("effective_printed", "effective_on"),
    ("approver_post", "approver_name"),
    ("approver_rank", "approver_nip"),
    "rhythm",
]
MORE = ["table_title", "purpose", "cover", "attachment_of"]


@admin.register(Sop)
class SopAdmin(admin.ModelAdmin[Sop]):
    list_display = ["name", "office", "withdrawn_on"]
    list_select_related = ["office"]
    list_filter = ["office"]
    search_fields = ["name", "office__name"]
    prepopulated_fields = {"slug": ["name"]}


class HeaderItemInline(FrozenInline, admin.TabularInline[HeaderItem, SopVersion]):
    model = HeaderItem


class ActorInline(FrozenInline, admin.TabularInline[Actor, SopVersion]):
    model = Actor
    show_change_link = True


class StepInline(FrozenInline, admin.TabularInline[Step, SopVersion]):
    model = Step
    fields = ["position", "number", "activity", "nature", "starts", "fills", "per_unit"]
    show_change_link = True
    can_delete = False


class RemarkInline(FrozenInline, admin.TabularInline[Remark, SopVersion]):
    model = Remark


@admin.register(SopVersion)
class SopVersionAdmin(FrozenAdmin):
    form = VersionForm
    list_display = ["title", "office", "version", "number", "effective_printed", "state"]
    list_select_related = ["sop__office", "publication"]
    list_filter = ["sop__office"]
    search_fields = ["title", "number", "sop__name"]
    autocomplete_fields = ["sop"]
    actions = ["check_selected", "publish_selected", "draft_selected"]
    change_form_template = "admin/sop/sopversion/with_report.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[SopVersion]:
        return super().get_queryset(request).defer("publication__text")

    def get_inlines(self, request: HttpRequest, obj: SopVersion | None) -> list[Any]:
        return [HeaderItemInline, ActorInline, StepInline, RemarkInline] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: SopVersion | None = None) -> Any:
        labels = ["labels"] if is_published(obj) else [PREFIX + key for key in LABELS]
        return [
            ("Halaman identitas", {"fields": IDENTITY}),
            ("Sampul, lampiran, judul tabel", {"classes": ["collapse"], "fields": MORE}),
            ("Judul baris dan kolom seperti tercetak", {"classes": ["collapse"], "fields": labels}),
        ]

    @admin.display(description="perangkat daerah", ordering="sop__office__name")
    def office(self, version: SopVersion) -> str:
        return version.sop.office.name

    @admin.display(description="keadaan")
    def state(self, version: SopVersion) -> str:
        return state_of(version)

    @admin.action(description="Periksa")
    def check_selected(self, request: HttpRequest, queryset: models.QuerySet[SopVersion]) -> HttpResponse:
        return self._report(request, list(queryset))

    @admin.action(description="Terbitkan", permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: models.QuerySet[SopVersion]) -> None:
        for version in queryset:
            self._publish(request, version)

    @admin.action(description="Buat versi baru", permissions=["add"])
    def draft_selected(self, request: HttpRequest, queryset: models.QuerySet[SopVersion]) -> None:
        for version in queryset:
            self._draft(request, version)

    def get_urls(self) -> list[URLPattern]:
        def guarded(name: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(view)
            pattern: URLPattern = path(f"<int:pk>/{name}/", wrapped, name=f"sop_sopversion_{name}")
            return pattern

        own = [
            guarded("periksa", self.report_view),
            guarded("terbitkan", require_POST(self.publish_view)),
            guarded("versi-baru", require_POST(self.draft_view)),
        ]
        return [*own, *super().get_urls()]

    def report_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._report(request, [get_object_or_404(self.get_queryset(request), pk=pk)])

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = get_object_or_404(self.get_queryset(request), pk=pk)
        self._publish(request, version)
        return redirect("admin:sop_sopversion_periksa", pk)

    def draft_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self._draft(request, get_object_or_404(self.get_queryset(request), pk=pk))
        return redirect("admin:sop_sopversion_change", draft.pk if draft else pk)

    def _report(self, request: HttpRequest, versions: list[SopVersion]) -> HttpResponse:
        reports = [(version, is_published(version), check(version)) for version in versions]
        context = {
            **self.admin_site.each_context(request),
            "title": "Laporan pemeriksaan",
            "reports": reports,
        }
        return TemplateResponse(request, "admin/sop/sopversion/report.html", context)

    def _publish(self, request: HttpRequest, version: SopVersion) -> None:
        try:
            publication = publish(version, by=cast(User, request.user), at=timezone.now())
        except RuleError as refusal:
            self.message_user(request, f"{version}: {refusal.sentence}", messages.ERROR)
            return
        way = "dapat dijalankan" if publication.runnable else "hanya untuk dibaca"
        self.message_user(request, f"{version} terbit, {way}.", messages.SUCCESS)

    def _draft(self, request: HttpRequest, version: SopVersion) -> SopVersion | None:
        try:
            draft = new_version(version, by=cast(User, request.user))
        except RuleError as refusal:
            self.message_user(request, f"{version}: {refusal.sentence}", messages.ERROR)
            return None
        self.message_user(
            request, f"Rancangan {draft} dibuat. Ubah, lalu periksa dan terbitkan.", messages.SUCCESS
        )
        return draft

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """A draft goes with all its rows, which would otherwise hold it."""
        drafts = [str(version) for version in objs]
        return drafts, {"naskah SOP": len(drafts)}, set(), []

    def delete_model(self, request: HttpRequest, obj: SopVersion) -> None:
        discard(obj)
