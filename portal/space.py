"""The member's home: three lists, built by the apps."""

from django.shortcuts import render
from django.urls import path

from portal import clock, navigation, worklist


def home(request):
    lists = worklist.lists(request.user)
    page = {"lists": lists, "now": clock.now(), "greeting": f"Bonjour {request.user.first_name}"}
    return render(request, "portal/space.html", page)


navigation.add(navigation.SPACE, navigation.Entry("Accueil", "space", order=0))
navigation.add(
    navigation.PUBLIC,
    navigation.Entry("Espace membre", "space", order=900, root="/espace/"),
)
urlpatterns = [path("espace/", home, name="space")]
