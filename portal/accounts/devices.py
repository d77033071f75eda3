"""Device names from a browser's user agent: « Firefox sur Windows »."""

import secrets

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing

from portal.accounts import rate_limits
from portal.web.rate_limits import network_of

LIFE = 180 * 24 * 3600  # seconds
MOST = 5  # accounts of a shared computer
SALT = "portal.accounts.device"


def cookie_name():
    """Bound to this host in production: a neighbouring site can plant none."""
    return "__Host-appareil" if settings.SESSION_COOKIE_SECURE else "appareil"


def origin_of(request, address):
    """Where tries for `address` come from: the device that has signed in to it before, else the network."""
    device, known = _read(request)
    if rate_limits.print_of(address) in known:
        return f"device:{device}"
    return f"network:{network_of(get_adapter().get_client_ip(request))}"


def remember(request, response, address):
    """The browser that has just signed in is known for `address`; it keeps its number, hence its counter."""
    device, known = _read(request)
    mine = rate_limits.print_of(address)
    known = [*(one for one in known if one != mine), mine][-MOST:]
    response.set_cookie(
        cookie_name(),
        signing.dumps({"device": device or secrets.token_hex(8), "for": known}, salt=SALT),
        max_age=LIFE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request):
    """(number of the device, prints of its addresses); nothing of a cookie too old or made by somebody else."""
    try:
        told = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return "", []
    return told["device"], told["for"]


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
SYSTEMS += (("Mac OS", "Mac"), ("Linux", "Linux"))


def name_of(user_agent):
    """The order counts: Edge says it is Chrome, Chrome says it is Safari, Android says it is Linux."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return f"{browser} sur {system}"
    return browser or system or "Navigateur inconnu"
