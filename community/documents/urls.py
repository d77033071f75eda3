"""URLs of documents of a space."""

from django.urls import path

from community.documents import views

HERE = "espace/<space:slug>/documents/"
ONE = f"{HERE}<slug:name>/"
urlpatterns = [
    path(HERE, views.documents, name="documents"),
    path(f"{HERE}nouveau/", views.document_new, name="document_new"),
    path(ONE, views.document, name="document"),
    path(f"{ONE}version/", views.document_version, name="document_version"),
    path(f"{ONE}fiche/", views.document_edit, name="document_edit"),
    path(f"{ONE}verifier/", views.document_check, name="document_check"),
    path(f"{ONE}lu/", views.document_read, name="document_read"),
    path(f"{ONE}lectures/", views.document_readers, name="document_readers"),
    path(f"{ONE}<slug:address>/", views.document_act, name="document_act"),
]
