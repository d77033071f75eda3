"""URLs of pages of a space."""

from django.urls import path

from community.pages import views

HERE = "espace/<space:slug>/pages/"
urlpatterns = [
    path(HERE, views.pages, name="pages"),
    path(f"{HERE}nouvelle/", views.page_new, name="page_new"),
    path(f"{HERE}<slug:name>/", views.page, name="page"),
    path(f"{HERE}<slug:name>/ecrire/", views.page_write, name="page_write"),
    path(f"{HERE}<slug:name>/placer/", views.page_place, name="page_place"),
    path(f"{HERE}<slug:name>/lue/", views.page_read, name="page_read"),
    path(f"{HERE}<slug:name>/versions/<int:number>/", views.page_version, name="page_version"),
    path(f"{HERE}<slug:name>/<slug:address>/", views.page_act, name="page_act"),
]
