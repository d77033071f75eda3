"""URLs of campaigns, in the member space."""

from django.urls import path

from home.campaigns import views

ONE = "espace/campagnes/<str:reference>/"
urlpatterns = [
    path("espace/campagnes/", views.campaigns, name="campaigns"),
    path("espace/campagnes.csv", views.campaigns_csv, name="campaigns_csv"),
    path("espace/campagnes/ouvrir/", views.campaign_create, name="campaign_create"),
    path(ONE, views.campaign, name="campaign"),
    path(f"{ONE}modifier/", views.campaign_edit, name="campaign_edit"),
    path(f"{ONE}dupliquer/", views.campaign_duplicate, name="campaign_duplicate"),
    path(f"{ONE}<slug:kind>/ajouter/", views.campaign_line, name="campaign_line_add"),
    path(f"{ONE}<slug:kind>/<int:number>/", views.campaign_line, name="campaign_line"),
    path(
        f"{ONE}<slug:kind>/<int:number>/oter/", views.campaign_line_drop, name="campaign_line_drop"
    ),
    path(f"{ONE}<slug:address>/", views.campaign_act, name="campaign_act"),
]
