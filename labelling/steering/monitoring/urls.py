"""URLs of the table of the scheme."""

from django.urls import path

from labelling.steering.monitoring import views

ALL = "espace/suivi/"
ONE = f"{ALL}vues/<str:reference>/"

urlpatterns = [
    path(ALL, views.scheme_table, name="scheme_table"),
    path(f"{ALL}colonnes/", views.scheme_columns, name="scheme_columns"),
    path(f"{ALL}vues/nouvelle/", views.scheme_view_new, name="scheme_view_new"),
    path(ONE, views.scheme_view, name="scheme_view"),
    path(f"{ONE}remplacer/", views.scheme_view_replace, name="scheme_view_replace"),
]
