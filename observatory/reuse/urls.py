"""URLs of reuses."""

from django.urls import path

from observatory.reuse import views

HERE = "espace/reprises/"
urlpatterns = [
    path(HERE, views.reuses, name="reuses"),
    path(f"{HERE}raconter/<slug:slug>/", views.reuse_declare, name="reuse_declare"),
    path(f"{HERE}<str:reference>/", views.reuse, name="reuse"),
    path(f"{HERE}<str:reference>/ecrire/", views.reuse_edit, name="reuse_edit"),
    path(f"{HERE}<str:reference>/<slug:address>/", views.reuse_act, name="reuse_act"),
]
