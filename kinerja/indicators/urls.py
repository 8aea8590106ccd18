"""Paths of the indicators and targets of an office."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from kinerja.indicators.views import agreements, definitions, targets, tree


class YearConverter(IntConverter):
    """A year of this century."""

    regex = "20[0-9]{2}"


register_converter(YearConverter, "year")

app_name = "indicators"
urlpatterns = [
    path("", tree.home, name="home"),
    path("<slug:office>/", tree.tree, name="tree"),
    path("<slug:office>/sasaran/baru/", definitions.objective, name="new_objective"),
    path("<slug:office>/sasaran/<int:objective>/", definitions.objective, name="objective"),
    path("<slug:office>/sasaran/<int:objective>/urutan/", tree.move_objective, name="move_objective"),
    path("<slug:office>/baru/", definitions.indicator, name="new_indicator"),
    path("<slug:office>/<int:indicator>/", definitions.indicator, name="indicator"),
    path("<slug:office>/<int:indicator>/urutan/", tree.move_indicator, name="move_indicator"),
    path("<slug:office>/<int:indicator>/pakai/", tree.use_indicator, name="use_indicator"),
    path("<slug:office>/target/<year:year>/", targets.sheet, name="sheet"),
    path("<slug:office>/target/<year:year>/salin/", targets.copy, name="copy"),
    path("<slug:office>/target/<year:year>/perjanjian/", agreements.agreement, name="agreement"),
    path(
        "<slug:office>/target/<year:year>/ubah/<int:indicator>/<int:unit>/", agreements.revise, name="revise"
    ),
]
