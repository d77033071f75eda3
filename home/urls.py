"""The addresses of the public site that are not pages of the CMS."""

from django.urls import path

from home import gallery, image_views

app_name = "home"
urlpatterns = [
    path("composants/blocs/", gallery.blocks, name="blocks"),
    path("media/images/<str:name>", image_views.rendition, name="rendition"),
]
