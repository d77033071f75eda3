"""Kept files: what was chosen in a form that was not taken, so that it is not chosen again.

A browser sends a file once. When another field is to correct, or the act is refused, each file that was good is
kept in the private storage for a day, for whoever sent it alone (an account, or a network address); the form
names it in a hidden field, and its next sending finds it as if it had been sent again. Nobody reads it meanwhile:
it has no address, and it goes through the intake of every file (inspection, antivirus) when the form is taken.

A script sends what is large before its form, file by file (`static/js/files.js`): what is good is kept likewise.
"""

import hashlib
from datetime import timedelta
from uuid import UUID, uuid4

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.http import JsonResponse

from portal import access
from portal.core import clock
from portal.core.names import random_name
from portal.web.fields import RefusedFile
from portal.web.rate_limits import network_of

# Then a dash and the name of the field, in what the form sends: what another file replaces, or comes beside.
REPLACED, BESIDE = "kept", "also"
AHEAD = "X-Ahead"  # the header of files that are sent before their form
LIFE = timedelta(days=1)
MOST, MOST_OF_A_STRANGER = 20, 3  # files of a person, of a network address


def _storage():
    return storages["private"]


class KeptFile(models.Model):
    """A file that waits for its form; `network` is the print of the address of somebody without an account."""

    token = models.UUIDField("jeton", default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    network = models.CharField("empreinte de l’adresse", max_length=64, blank=True)
    file = models.FileField("fichier", storage=_storage, upload_to=random_name, max_length=100)
    name = models.CharField("nom d’origine", max_length=255)
    content_type = models.CharField("format", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("taille en octets")
    at = models.DateTimeField("gardé le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = ()  # found again by its sender alone: `_own`

    class Meta:
        verbose_name = "fichier gardé"
        verbose_name_plural = "fichiers gardés"
        ordering = ("pk",)
        indexes = (models.Index(fields=("at",), name="kept_file_at"),)

    def __str__(self):
        return self.name


class KeptUpload(UploadedFile):
    """A file that a former sending has left, as the form finds it."""

    def __init__(self, kept):
        super().__init__(kept.file.open("rb"), kept.name, kept.content_type, kept.size)
        self.kept = kept


def sent(request):
    """The files of this sending, with those that a former one has left, unless another took their place."""
    for name in request.POST:
        mark, _, field = name.partition("-")
        if mark == BESIDE or (mark == REPLACED and field not in request.FILES):
            for kept in _find_files(request, request.POST.getlist(name)):
                # Closed with the request, as what was sent with it.
                request.FILES.appendlist(field, KeptUpload(kept))
    return request.FILES


def _find_files(request, tokens):
    rows = _own(request).filter(token__in=[token for token in tokens[:MOST] if _is_token(token)])
    return [
        row
        for row in rows.filter(at__gt=clock.now() - LIFE)
        if row.file.storage.exists(row.file.name)
    ]


def _is_token(value):
    try:
        return bool(UUID(value))
    except ValueError:
        return False


def _own(request):
    if request.user.is_authenticated:
        return KeptFile.objects.filter(person=request.user)
    return KeptFile.objects.filter(person=None, network=_network(request))


def _network(request):
    address = network_of(get_adapter().get_client_ip(request))
    return hashlib.sha256(f"{settings.SECRET_KEY}{address}".encode()).hexdigest()


def keep(request, form):
    """Keep each file that was good; beside it, the form says so. The names of the fields whose file is lost."""
    lost = []
    for name, field, uploads in _uploads(form):
        good = _good(uploads, form.errors.as_data().get(name, ()))
        field.kept = [one for upload in good if (one := _kept(request, upload)) is not None]
        if len(field.kept) < len(good):
            lost.append(name)
    return lost


def _uploads(form):
    """[(name, field, its files)] of the fields that a file was sent for."""
    rows = [(n, f) for n, f in form.fields.items() if isinstance(f, forms.FileField)]
    rows = [(name, field, form.files.getlist(form.add_prefix(name))) for name, field in rows]
    return [row for row in rows if row[2]]


def _good(uploads, faults):
    """All but those that are refused by name; none where the field has another fault."""
    refused = [fault.upload for fault in faults if isinstance(fault, RefusedFile)]
    return [one for one in uploads if one not in refused] if len(refused) == len(faults) else []


def is_ahead(request):
    """Files alone, sent before their form by its script: nothing is done yet."""
    return request.method == "POST" and AHEAD in request.headers


def ahead(request, form):
    """The tokens of the files that are kept for the form, and why the others are refused."""
    tokens, refused = [], []
    for _name, field, uploads in _uploads(form):
        for upload in uploads:
            try:
                field.clean([upload] if field.widget.allow_multiple_selected else upload)
            except forms.ValidationError as fault:
                refused += fault.messages
            else:
                kept = _kept(request, upload)
                tokens += [kept.token] if kept else []
    return JsonResponse({"kept": tokens, "refused": refused})


def _kept(request, upload):
    """The row of a file, made now or by a former sending; None where it cannot be kept."""
    if isinstance(upload, KeptUpload):
        return upload.kept
    most = MOST if request.user.is_authenticated else MOST_OF_A_STRANGER
    if _own(request).filter(at__gt=clock.now() - LIFE).count() >= most:
        return None
    person = request.user if request.user.is_authenticated else None
    try:
        upload.seek(0)
        with transaction.atomic():
            return KeptFile.objects.create(
                person=person,
                network="" if person else _network(request),
                file=upload,
                name=upload.name[-255:],
                content_type=(upload.content_type or "")[:100],
                size=upload.size,
            )
    except (OSError, ValueError):  # a disk that is full, a file that the act has already taken away
        return None


def leave(form):
    """The form was taken: what had been kept for it goes."""
    for upload in (one for name in form.files for one in form.files.getlist(name)):
        if isinstance(upload, KeptUpload):
            erase(upload.kept)


def erase(row):
    """The row, then the file once it is sure."""
    name, storage = row.file.name, row.file.storage
    row.delete()
    transaction.on_commit(lambda: storage.delete(name), robust=True)
