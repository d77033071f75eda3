"""URLs of the imports of the tracking."""

from django.urls import path

from labelling.steering.history_import import views
from labelling.steering.history_import.labels import views as label_views
from labelling.steering.history_import.lines import views as line_views
from labelling.steering.history_import.matching import views as wizard_views

ALL = "espace/suivi/importer/"
ONE = f"{ALL}<str:reference>/"

urlpatterns = [
    path("espace/suivi/reprendre-un-label/", label_views.label_take_over, name="label_take_over"),
    path(ALL, views.tracking_imports, name="tracking_imports"),
    path(ONE, views.tracking_import, name="tracking_import"),
    path(f"{ONE}personnes/", views.tracking_people, name="tracking_people"),
    path(f"{ONE}feuilles/", wizard_views.sheets, name="tracking_sheets"),
    path(f"{ONE}valeurs/", wizard_views.values, name="tracking_values"),
    path(f"{ONE}registre/", line_views.register, name="tracking_register"),
    path(f"{ONE}lignes/", line_views.lines, name="tracking_lines"),
    path(f"{ONE}fichier-avec-remarques/", views.annotated, name="tracking_annotated"),
    path(f"{ONE}lignes/par-remarque/", line_views.settle, name="tracking_settle"),
    path(f"{ONE}lignes/par-champ/", line_views.settle_field, name="tracking_settle_field"),
    path(f"{ONE}lignes/<int:sheet>/<int:row>/", line_views.line, name="tracking_line"),
    path(f"{ONE}<slug:address>/", views.tracking_import_act, name="tracking_import_act"),
]
