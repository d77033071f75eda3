"""URLs of the register of acts, of the sample of times, of what is asked twice."""

from django.urls import path

from labelling.steering.act_ledger import views

ALL = "espace/pilotage/actes/"

urlpatterns = [
    path(ALL, views.act_ledger, name="act_ledger"),
    path(f"{ALL}temps/", views.act_times, name="act_times"),
    path(f"{ALL}temps/plus-tard/", views.act_times_later, name="act_times_later"),
    path(f"{ALL}une-seule-fois/", views.asked_twice, name="asked_twice"),
]
