from django.urls import path

from kinerja.submissions.feed import views

app_name = "feed"
urlpatterns = [
    path("pemberitahuan/kalender/", views.page, name="page"),
    path("pemberitahuan/kalender/buat/", views.make, name="make"),
    path("pemberitahuan/kalender/akhiri/", views.end, name="end"),
    path("kalender/<str:token>.ics", views.calendar, name="calendar"),
]
