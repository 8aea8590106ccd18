"""Paths of the drawn flow."""

from django.urls import path

from sop.flowchart import views

app_name = "flowchart"
urlpatterns = [
    path("<int:pk>/alur.css", views.css, name="css"),
    path("<int:pk>/unduh.bpmn", views.as_bpmn, name="as_bpmn"),
]
