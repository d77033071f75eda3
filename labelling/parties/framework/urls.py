"""URLs of the rules."""

from django.urls import path

from labelling.parties.framework import views
from labelling.parties.framework.drafts import views as draft_views
from labelling.parties.framework.drafts.files import views as file_views

PROJECT = "espace/regles/projets/<str:code>/"
PART = f"{PROJECT}parties/<slug:part>/"
urlpatterns = [
    path(
        "espace/regles/preparer/<slug:kind>/",
        draft_views.rules_draft_begin,
        name="rules_draft_begin",
    ),
    path(PROJECT, draft_views.rules_draft, name="rules_draft"),
    path(f"{PROJECT}modifier/", draft_views.rules_draft_edit, name="rules_draft_edit"),
    path(f"{PROJECT}comparaison/", draft_views.rules_draft_compare, name="rules_draft_compare"),
    path(f"{PROJECT}tableur/", file_views.rules_draft_upload, name="rules_draft_upload"),
    path(
        f"{PROJECT}tableur/<slug:which>.<slug:extension>",
        file_views.rules_draft_file,
        name="rules_draft_file",
    ),
    path(PART, draft_views.rules_draft_part, name="rules_draft_part"),
    path(f"{PART}ajouter/", draft_views.rules_draft_add, name="rules_draft_add"),
    path(f"{PART}ajouter/<path:group>/", draft_views.rules_draft_add, name="rules_draft_add"),
    path(f"{PART}<path:row>/modifier/", draft_views.rules_draft_row, name="rules_draft_row"),
    path(f"{PART}<path:row>/retirer/", draft_views.rules_draft_remove, name="rules_draft_remove"),
    path(f"{PART}<path:row>/deplacer/", draft_views.rules_draft_move, name="rules_draft_move"),
    path(f"{PROJECT}<slug:address>/", draft_views.rules_draft_act, name="rules_draft_act"),
    path("espace/regles/", views.framework_list, name="framework_list"),
    path(
        "espace/regles/<str:code>/tableur.<slug:extension>",
        file_views.framework_file,
        name="framework_file",
    ),
    path("espace/regles/<str:code>/", views.framework_detail, name="framework_detail"),
]
