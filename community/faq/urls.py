"""URLs of the FAQ of a space."""

from django.urls import path

from community.faq import views
from community.threads.urls import ONE

HERE = "espace/<space:slug>/faq/"
urlpatterns = [
    path(f"{ONE}faq/", views.faq_make, name="faq_make"),
    path(HERE, views.faq, name="faq"),
    path(f"{HERE}<str:reference>/", views.faq_entry, name="faq_entry"),
    path(f"{HERE}<str:reference>/modifier/", views.faq_mend, name="faq_mend"),
    path(f"{HERE}<str:reference>/<slug:address>/", views.faq_act, name="faq_act"),
]
