"""Wagtail's page URLs, looked up by `home.pages.serving` first."""

from django.contrib.auth.decorators import login_not_required
from django.urls import re_path
from wagtail import urls as wagtail

from home.pages import serving
from portal.cache.pages import cached_page

NAME = "wagtail_serve"
serve = login_not_required(cached_page("page")(serving.serve))
others = [one for one in wagtail.urlpatterns if one.name != NAME]
urlpatterns = [*others, re_path(wagtail.serve_pattern, serve, name=NAME)]
