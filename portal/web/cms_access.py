"""Access to the CMS: who is signed in without the right to enter reads why, instead of a sign-in page."""

from functools import wraps

from django.core.exceptions import PermissionDenied

CLOSED = "L’écriture du site est réservée à la Dircom, au référent label et à son suppléant."


def editors_only(view):
    """Wagtail sends whoever lacks its right to the sign-in page, which sends back who is signed in: for ever."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied(CLOSED)
        return view(request, *args, **kwargs)

    return asked
