"""URLs of the yearly reports: the office's under « Pilotage », everybody's under « Bilans »."""

from django.urls import path

from labelling.steering.yearly_report import public_views, views

BASE = "espace/pilotage/bilans/"
ONE = f"{BASE}<int:year>/<int:number>/"
PUBLIC = "bilans/"
VERSION = f"{PUBLIC}<int:year>/<int:number>/"

urlpatterns = [
    path(BASE, views.report_list, name="yearly_report_list"),
    path(f"{BASE}clore/", views.report_open, name="yearly_report_open"),
    path(ONE, views.report_detail, name="yearly_report"),
    path(f"{ONE}apercu/", views.report_preview, name="yearly_report_preview"),
    path(f"{ONE}ouverture/", views.report_foreword, name="yearly_report_foreword"),
    path(f"{ONE}recompter/", views.report_count, name="yearly_report_count"),
    path(f"{ONE}corriger/", views.report_correct, name="yearly_report_correct"),
    path(f"{ONE}rubriques/<slug:code>/", views.report_section, name="yearly_report_section"),
    path(f"{ONE}rubriques/<slug:code>/monter/", views.report_move, name="yearly_report_move"),
    path(f"{ONE}<slug:address>/", views.report_act, name="yearly_report_act"),
    path(PUBLIC, public_views.published_list, name="published_reports"),
    path(f"{PUBLIC}<int:year>/", public_views.published_report, name="published_report"),
    path(VERSION, public_views.published_version, name="published_report_version"),
    path(f"{VERSION}chiffres.csv", public_views.figures_csv, name="published_report_csv"),
    path(f"{VERSION}<slug:kind>/", public_views.published_file, name="published_report_file"),
]
