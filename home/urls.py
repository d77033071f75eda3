"""The addresses of the public site that are not pages of the CMS."""

from django.urls import path

from home import gallery, image_views
from home.review import views as review_views

app_name = "home"
urlpatterns = [
    path("espace/faits/", review_views.facts, name="facts"),
    path("espace/faits/<path:where>/", review_views.facts_page, name="facts_page"),
    path("composants/blocs/", gallery.blocks, name="blocks"),
    path("media/images/<str:name>", image_views.rendition, name="rendition"),
]
