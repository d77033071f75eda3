"""URLs of the brand, and of a charter's stylesheet and drawings."""

from django.urls import path

from labelling.title.brand import views
from labelling.title.brand.charters import views as look_views

ROOT = "espace/marque/"
MARK, RULES = f"{ROOT}titres/<slug:slug>/", f"{ROOT}reglements/<str:code>/"
CHARTER = f"{ROOT}chartes/<str:code>/"
urlpatterns = [
    path(ROOT, views.brand, name="brand"),
    path(f"{ROOT}apercu/quitter/", views.preview_leave, name="preview_leave"),
    path(MARK, views.trademark, name="trademark"),
    path(f"{MARK}modifier/", views.trademark_edit, name="trademark_edit"),
    path(f"{MARK}reglement/", views.usage_rules_add, name="usage_rules_add"),
    path(f"{MARK}<slug:address>/", views.trademark_act, name="trademark_act"),
    path(RULES, views.usage_rules, name="usage_rules"),
    path(f"{RULES}modifier/", views.usage_rules_edit, name="usage_rules_edit"),
    path(f"{RULES}<slug:address>/", views.usage_rules_act, name="usage_rules_act"),
    path(f"{ROOT}charte/preparer/", views.charter_prepare, name="charter_prepare"),
    path(CHARTER, views.charter, name="charter"),
    path(f"{CHARTER}modifier/", views.charter_edit, name="charter_edit"),
    path(f"{CHARTER}apercu/", views.preview_start, name="preview_start"),
    path(f"{CHARTER}<slug:address>/", views.charter_act, name="charter_act"),
    path("charte/<slug:digest>.css", look_views.stylesheet, name="charter_stylesheet"),
    path("charte/<slug:digest>/extrait.css", look_views.sample, name="charter_sample"),
    path("charte/<slug:digest>/<slug:name>.svg", look_views.picture, name="charter_drawing"),
]
