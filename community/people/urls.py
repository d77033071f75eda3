"""URLs of the members' directory and of messages between members."""

from django.urls import path

from community.people import views

HERE = "espace/<space:slug>/annuaire/"
urlpatterns = [
    path("espace/contacts/", views.contacts, name="contacts"),
    path("espace/contacts/<str:reference>/", views.contact, name="contact"),
    path("espace/contacts/<str:reference>/<slug:address>/", views.contact_act, name="contact_act"),
    path("espace/mon-profil/", views.profile_own, name="profile_own"),
    path("espace/mon-profil/<slug:address>/", views.profile_act, name="profile_act"),
    path(HERE, views.people, name="people"),
    path(f"{HERE}moi/", views.profile_edit, name="profile_edit"),
    path(f"{HERE}<slug:name>/", views.profile, name="profile"),
    path(f"{HERE}<slug:name>/ecrire/", views.contact_new, name="contact_new"),
]
