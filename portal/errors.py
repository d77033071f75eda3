"""The pages of what went wrong: 403, 404 and 500, each with what to do next."""

import secrets

from django.shortcuts import render


def forbidden(request, exception=None):
    return render(request, "403.html", {"sentence": str(exception or "")}, status=403)


def not_found(request, exception=None):
    """The same body for a foreign object and a missing one."""
    return render(request, "404.html", status=404)


def broken(request):
    return render(request, "500.html", {"reference": secrets.token_hex(2).upper()}, status=500)
