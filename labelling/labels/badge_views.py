"""Views of the live badge: the picture, and the page it leads to."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from labelling.labels import badge

TYPE = "image/svg+xml; charset=utf-8"


def _found(slug):
    if found := badge.badge_of(slug):
        return found
    raise Http404


@require_safe
@login_not_required
@conditional_page
def picture(request, slug):
    """No script, no cookie: another site shows it, and learns nothing of who looks."""
    context = {"badge": _found(slug)}
    response = render(request, "labelling/labels/badge.svg", context, content_type=TYPE)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=badge.seconds())
    return response


@require_safe
@login_not_required
def page(request, slug):
    image = reverse("labelling:badge_picture", args=[slug])
    context = {
        "badge": _found(slug),
        "image": image,
        "address": request.build_absolute_uri(request.path),
        "image_url": request.build_absolute_uri(image),
    }
    response = render(request, "labelling/labels/badge.html", context)
    scope = "private" if request.user.is_authenticated else "public"
    patch_cache_control(response, max_age=badge.seconds(), **{scope: True})
    return response
