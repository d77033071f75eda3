"""Audit of the sign-in routes: which views can sign somebody in, so that a test finds a second door."""

import inspect
import re
from functools import partial

from django.contrib.auth.views import LoginView
from django.urls import URLPattern, get_resolver
from django.urls.exceptions import Resolver404

ALLAUTH_DOOR = "allauth.account.views.LoginView"
ADMIN_DOOR = "django.contrib.admin.sites.AdminSite.login"
WITH_ARGUMENTS = re.compile(r"[<(\[]")


def views():
    """(address pattern, view) of every route, shadowed ones included."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns, prefix):
    for pattern in patterns:
        address = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLPattern):
            yield address, pattern.callback
        else:
            yield from _walk(pattern.url_patterns, address)


def sign_in_doors():
    """Addresses whose view takes a password, and that no earlier route hides."""
    return [
        f"/{address}" for address, view in views() if _is_door(view) and _answers(address, view)
    ]


def _is_door(view):
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        names = {f"{cls.__module__}.{cls.__qualname__}" for cls in inspect.getmro(view_class)}
        return issubclass(view_class, LoginView) or ALLAUTH_DOOR in names
    inner = _innermost(view)
    return f"{inner.__module__}.{getattr(inner, '__qualname__', '')}" == ADMIN_DOOR


def _innermost(view):
    """Under decorators; a wrapper that names itself as what it wraps is its own inside."""
    while isinstance(view, partial):
        view = view.func
    try:
        return inspect.unwrap(view)
    except ValueError:
        return view


def _answers(address, view):
    """A route hidden by an earlier one opens nothing; one with arguments is counted."""
    if WITH_ARGUMENTS.search(address):
        return True
    try:
        return get_resolver().resolve(f"/{address.rstrip('$')}").func is view
    except Resolver404:
        return False
