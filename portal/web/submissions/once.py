"""Idempotent form submission: a double click or a replayed POST has one effect (G25b)."""

from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.http import HttpResponseRedirect

from portal import access
from portal.core import clock


class OnceKey(models.Model):
    """The key of a form that has had its effect, and where its sender was led."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    key = models.UUIDField()
    location = models.CharField(max_length=500, default="/espace/")
    at = models.DateTimeField(default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "envoi unique"
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="once_key_once"),)

    def __str__(self):
        return str(self.key)


def new_key():
    return uuid4().hex


def run(view, request, *args, **kwargs):
    """The answer of `view`, which runs once per `once` field; a replay is led where the first was.

    The key is inserted first, in the view's own transaction: a simultaneous second POST waits
    for the first to end, then finds the key. A refused form keeps no key.
    """
    key = key_of(request)
    if key is None:
        return view(request, *args, **kwargs)
    person = request.user  # whoever sent it: the view may sign them out
    keys = OnceKey.objects.filter(user=person, key=key)
    try:
        with transaction.atomic():
            OnceKey.objects.create(user=person, key=key)
            response = view(request, *args, **kwargs)
            _keep(keys, response)
            return response
    except IntegrityError:
        if done := keys.first():
            return HttpResponseRedirect(done.location)
        raise


def key_of(request):
    """The key that the form of a signed-in person sent, or None."""
    if request.method != "POST":
        return None
    try:
        key = UUID(request.POST.get("once", ""))
    except ValueError:
        return None
    return key if request.user.is_authenticated else None


def _keep(keys, response):
    if 300 <= response.status_code < 400:
        keys.update(location=response["Location"][:500])
    else:
        keys.delete()
