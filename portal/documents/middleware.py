"""Middleware that inspects uploads before the transaction of their request: a database waits for no file."""

import time

from portal.documents.actions import Examined
from portal.inspection.verdicts import DRAWINGS, KINDS, clean_name, extension_of
from portal.web.submissions import once

LONGEST = (
    15  # seconds for all the files of a request; the rest is inspected by the form that wants it
)


class Inspection:
    """Before `Submissions`, which opens a transaction for who is signed in; otherwise forms inspect by themselves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        if once.key_of(request) is None:
            return
        until = time.monotonic() + LONGEST
        for name, uploads in list(request.FILES.lists()):
            request.FILES.setlist(name, [_examined(one, until) for one in uploads])


def _examined(upload, until):
    """What no form would inspect is left as it is."""
    is_document = extension_of(clean_name(upload.name)) in KINDS | DRAWINGS
    return Examined(upload) if is_document and time.monotonic() < until else upload
