"""URLs of the pieces of a practice."""

from django.urls import path

from observatory.practices.pieces import views

urlpatterns = [
    path(
        "observatoire/<slug:slug>/piece/<int:order>/", views.practice_piece, name="practice_piece"
    ),
    path(
        "observatoire/<slug:slug>/piece/<int:order>/page.<slug:form>",
        views.practice_piece_page,
        name="practice_piece_page",
    ),
    path("espace/pratiques/<str:reference>/pieces/", views.pieces, name="practice_pieces"),
    path(
        "espace/pratiques/<str:reference>/pieces/<int:order>/",
        views.piece_edit,
        name="practice_piece_edit",
    ),
    path(
        "espace/pratiques/<str:reference>/pieces/<slug:address>/",
        views.piece_add,
        name="practice_piece_add",
    ),
]
