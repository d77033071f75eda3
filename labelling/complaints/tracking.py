"""Tracking address of a request for an author without an account."""

from django.core import signing
from django.urls import reverse

CONFIRM = signing.Signer(sep=".", salt="labelling.complaints.confirmation")
signer = signing.Signer(sep=".", salt="labelling.complaints.tracking")


def path_of(reference):
    """The reference and its signature: nothing of the person, nothing that can be guessed."""
    return reverse("labelling:request_follow", args=[signer.sign(reference)])


def confirm_path_of(reference):
    """Sent to the address alone: the page that follows a request does not show it."""
    return reverse("labelling:admission_confirm", args=[CONFIRM.sign(reference)])


def reference_of(token, by=signer):
    """The reference of a signed token, or None for one that we never gave."""
    try:
        return by.unsign(token)
    except signing.BadSignature:
        return None
