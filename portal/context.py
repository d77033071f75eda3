"""What every page's frame needs: bars, demonstration banner, the person."""

from django.conf import settings

from portal import clock, look, navigation


def layout(request):
    """Lazy where it costs a query: a cached public page reads none of it."""
    signed_in = request.user.is_authenticated if hasattr(request, "user") else False
    in_space = signed_in and request.path.startswith(("/espace/", "/compte/", "/composants/"))
    return {
        "is_demo": settings.IS_DEMO,
        "demo_doors": settings.DEMO_DOORS,
        "nav": navigation.links(navigation.PUBLIC, request) if hasattr(request, "user") else [],
        "space_nav": navigation.links(navigation.SPACE, request) if in_space else [],
        "person": request.user if signed_in else None,
        "today": clock.today(),
        "look": look.of(request),
    }
