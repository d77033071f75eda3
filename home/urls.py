"""The addresses of the public site that are not pages of the CMS."""

from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("le-label/cadre/", views.framework, name="framework"),
    path("le-label/cadre/<slug:code>/", views.framework_theme, name="framework_theme"),
]
