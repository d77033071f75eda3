"""URLs of threads."""

from django.urls import path

from community.threads import views
from community.threads.messages import views as message_views

HERE = "espace/<space:slug>/questions/"
ONE = f"{HERE}<str:reference>/"
MESSAGE = f"{ONE}messages/<int:number>/"
urlpatterns = [
    path(HERE, views.threads, name="threads"),
    path(f"{HERE}poser/", views.thread_ask, name="thread_ask"),
    path(f"{HERE}proches/", views.threads_near, name="threads_near"),
    path(f"{HERE}personnes.json", views.thread_names, name="thread_names"),
    path(ONE, views.thread, name="thread"),
    path(f"{ONE}repondre/", views.thread_answer, name="thread_answer"),
    path(f"{ONE}suivre/", views.thread_follow, name="thread_follow"),
    path(MESSAGE, message_views.message, name="message"),
    path(f"{MESSAGE}modifier/", message_views.message_mend, name="message_mend"),
    path(f"{MESSAGE}remercier/", message_views.message_thank, name="message_thank"),
    path(f"{MESSAGE}suite/<slug:name>/", message_views.message_offshoot, name="message_offshoot"),
    path(f"{MESSAGE}<slug:address>/", message_views.message_act, name="message_act"),
]
steps = [path(f"{ONE}<slug:address>/", views.thread_act, name="thread_act")]
