"""Asking of a line of the access matrix: its address, what is wanted there, and a bare answer."""

import re

from tests.access import addresses
from tests.access.lines import HIDDEN, OK, POST_ONLY, TO_LOGIN
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS

STRANGER = "bob"  # of everything with an object, the one who tries every page, in make test too
WITH_AN_OBJECT = [line for line in LINES if line.args]
TOKENS = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"|nonce-\w+')


def tried_by(who, lines):
    """These lines, less the second page of a thing that has no page for this person."""
    seen = {thing(line) for line in LINES if line.wanted(who) != HIDDEN}
    tried, met = [], set()
    for line in lines:
        is_hidden = line.args and wanted_of_a_get(line, who) == HIDDEN
        if who == STRANGER or not is_hidden or thing(line) in seen or thing(line) not in met:
            tried.append(line)
        met |= {thing(line)} if is_hidden else set()
    return tried


def thing(line):
    return line.args, line.ours


def address(world, line):
    return addresses.path(line, line.address(world.things[line.ours]))


def wanted_of_a_get(line, who):
    if line.post_only:
        return POST_ONLY if who != ANONYMOUS or line.anonymous == OK else TO_LOGIN
    return line.wanted(who)


def part(path):
    """/marque/kit/ and /espace/kit/ are two places."""
    return "/".join(path.split("/")[1:3])


def bare(response, path):
    """Status, body and headers, less what changes at each answer or with the second."""
    body = TOKENS.sub(b"", response.body).replace(path.encode(), b"")
    headers = {
        k: v
        for k, v in response.headers.items()
        if k not in ("Content-Length", "Expires", "X-Request-ID")
    }
    return response.status_code, body, headers
