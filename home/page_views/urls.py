"""URL of the most read pages."""

from django.urls import path

from home.page_views import views

urlpatterns = [path("espace/pages-lues/", views.viewed_pages, name="viewed_pages")]
