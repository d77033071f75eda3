"""Drafts of forms kept in the browser of their author (`static/js/drafts.js`), and whose they are."""

from django.utils.crypto import salted_hmac


def owner(person):
    """A mark of the person that tells nothing of them: a draft is shown to who typed it alone."""
    return salted_hmac("portal.web.drafts", str(person.pk), algorithm="sha256").hexdigest()[:16]
