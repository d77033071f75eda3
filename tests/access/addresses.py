"""List of our URL patterns, read in the resolver, and the verdict of an answer."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse

from tests.access.lines import HIDDEN, NO, OK, POST_ONLY, TO_LOGIN

NOT_OURS = ("wagtail", "demo_")
STEP = "labelling:dossier_step"


def ours():
    """{name of a URL: its view's pattern}; a step of the dossier is « name address »."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns, namespace):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            address = pattern.default_args.get("address", "")
            name = f"{STEP} {address}" if address else f"{namespace}{pattern.name}"
            if (
                pattern.name and not name.startswith(NOT_OURS) and "_modeladmin_" not in name
            ) or address:
                yield name, pattern
        else:
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            if not inside.startswith("wagtail"):
                yield from _walk(pattern.url_patterns, inside)


def path(line, args):
    """The address of a line; a step has its dossier’s address and its own word."""
    if line.name.startswith(STEP):
        return reverse("labelling:dossier_detail", args=args) + line.name.split()[1] + "/"
    return reverse(line.name, args=args)


def verdict(response):
    """OK also for what is refused by a rule of the moment: the door was open."""
    code = response.status_code
    if code in (301, 302):
        where = urlsplit(response["Location"]).path
        return TO_LOGIN if where == reverse(settings.LOGIN_URL) else OK
    known = {200: OK, 409: OK, 422: OK, 400: OK, 503: OK, 403: NO, 404: HIDDEN, 405: POST_ONLY}
    return known.get(code, str(code))
