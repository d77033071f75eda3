"""URLs of the process map, of a dossier's time, of the points."""

from django.urls import path

from labelling.steering.process_map import views
from labelling.steering.process_map.points import views as point_views

MAP = "espace/pilotage/cartographie/"
POINTS = "espace/pilotage/points/"
ALERT = f"{POINTS}alertes/<str:reference>/"

urlpatterns = [
    path(MAP, views.process_map, name="process_map"),
    path(f"{MAP}cas/", views.process_cases, name="process_cases"),
    path("espace/dossiers/<str:reference>/temps/", views.dossier_time, name="dossier_time"),
    path(POINTS, point_views.points, name="points"),
    path(ALERT, point_views.alert_point, name="alert_point"),
    path(f"{ALERT}<slug:address>/", point_views.alert_point_act, name="alert_point_act"),
    path(f"{POINTS}<slug:code>/", point_views.point, name="point"),
]
