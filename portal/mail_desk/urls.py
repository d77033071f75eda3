"""URLs of the mail desk, under /espace/courriels/."""

from django.urls import path

from portal.mail_desk import text_views, views
from portal.mail_desk.forecast import views as forecast_views

app_name = "posting"
urlpatterns = [
    path("", views.deliveries, name="deliveries"),
    path("a-venir/", forecast_views.forecast, name="forecast"),
    path("a-venir/<str:day>/<str:key>/", forecast_views.on_a_day, name="on_a_day"),
    path("retenir/<str:key>/", forecast_views.hold_kind, name="hold_kind"),
    path("retenues/<str:reference>/", forecast_views.hold, name="hold"),
    path("retenues/<str:reference>/<slug:address>/", forecast_views.hold_act, name="hold_act"),
    path("textes/", text_views.text_list, name="texts"),
    path("textes/<str:key>/", text_views.text, name="text"),
    path("textes/<str:key>/versions/<int:number>/", text_views.version, name="text_version"),
    path("envois/<uuid:uid>/", views.delivery, name="delivery"),
    path("envois/<uuid:uid>/renvoyer/", views.send_again, name="send_again"),
    path("envois/<uuid:uid>/retenir/", forecast_views.hold_delivery, name="hold_delivery"),
]
