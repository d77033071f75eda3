"""Access to the CMS: a sentence for who may not enter, a missing page for an address made by hand."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404

CLOSED = "L’écriture du site est réservée à la Dircom, au référent label et à son suppléant."


def editors_only(view):
    """Wagtail sends whoever lacks its right to the sign-in page, which sends back who is signed in: for ever."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied(CLOSED)
        if not all(key.isdecimal() or key == "all" for key in _keys(request, kwargs)):
            raise Http404
        return view(request, *args, **kwargs)

    return asked


def _keys(request, kwargs):
    """The keys of rows in the address of a desk and of an act on several things: numbers all."""
    several = request.GET.getlist("id") if "action" in kwargs else []
    return [str(kwargs.get("instance_pk", 0)), *several]
