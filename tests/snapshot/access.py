"""Addresses tried by everybody: one of each pattern, reached or made from its neighbours."""

from collections import defaultdict

from django.urls import get_resolver

from tests.snapshot.pages import STOP, route_of

LEFT = ("cms/login", "cms/logout", "_util")  # they end a session, or lead a stranger away


def patterns(resolver=None, before=""):
    """(route, name) of every address of the portal."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from patterns(one, route)
        else:
            yield route, one.name or ""


def chosen(reached):
    """Sorted addresses to try, from those that somebody `reached`."""
    by_route = defaultdict(list)
    for address in sorted(set(reached)):
        if " #" not in address and "?" not in address:
            by_route[route_of(address)].append(address)
    by_route.pop("404", None)
    found = {each[0] for each in by_route.values()}
    for route, _ in patterns():
        is_unknown = route not in by_route and not route.startswith(LEFT)
        if is_unknown and (made := _made(route, by_route)):
            found.add(made)
    return sorted(address for address in found if not STOP.search(address))


def _made(route, by_route):
    """The start of an address whose pattern has the same objects, then the words of this one."""
    parts = route.rstrip("/").split("/")
    last = max((rank for rank, part in enumerate(parts) if "<" in part), default=-1)
    if "(" in route or "<path:" in route:
        return None
    if last < 0:
        return f"/{route}"
    start = parts[: last + 1]
    for known in sorted(by_route):
        if known.split("/")[: last + 1] == start:
            words = by_route[known][0].strip("/").split("/")[: last + 1]
            end = "/" if route.endswith("/") else ""
            return "/" + "/".join(words + parts[last + 1 :]) + end
    return None
