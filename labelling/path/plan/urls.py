"""URLs of the action plan of a dossier."""

from django.urls import path

from labelling.path.plan import views

HERE = "espace/dossiers/<str:reference>/plan/"
urlpatterns = [
    path(HERE, views.detail, name="plan_detail"),
    path(f"{HERE}ajout/", views.add, name="plan_add"),
    path(f"{HERE}import/", views.upload, name="plan_upload"),
    path(f"{HERE}validation/", views.validate, name="plan_validate"),
    path(f"{HERE}actions/<int:number>/", views.action, name="plan_action"),
]
