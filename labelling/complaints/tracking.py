"""Tracking address of a request for an author without an account."""

from django.core import signing
from django.urls import reverse

signer = signing.Signer(sep=".", salt="labelling.complaints.tracking")


def path_of(reference):
    """The reference and its signature: nothing of the person, nothing that can be guessed."""
    return reverse("labelling:request_follow", args=[signer.sign(reference)])


def reference_of(token):
    """The reference of a signed token, or None for one that we never gave."""
    try:
        return signer.unsign(token)
    except signing.BadSignature:
        return None
