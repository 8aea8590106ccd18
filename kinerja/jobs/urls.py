from django.urls import path

from kinerja.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("<int:job>/", views.job, name="job"),
    path("<int:job>/kemajuan/", views.progress, name="progress"),
    path("<int:job>/hasil/", views.result, name="result"),
    path("<int:job>/batalkan/", views.cancel, name="cancel"),
    path("<int:job>/ulangi/", views.try_again, name="again"),
]
