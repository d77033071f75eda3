"""System checks of private files: no private folder under a served address (BR-91, BR-92)."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from portal.documents.storage import PrivateStorage, private_storage

WAGTAIL_HOUSES = {"wagtailimages", "wagtaildocs"}
WAGTAIL_FILES = (AbstractImage, AbstractDocument)
HINT = 'STORAGES["private"] = {"BACKEND": "portal.documents.storage.PrivateStorage"}'
PUBLIC_APPS = {"home"}  # pages show images and public documents
NO_WAGTAIL_FILES = {"portal", "labelling"}


@checks.register
def private_storage_is_private(**_):
    """The private root lies outside whatever a web server serves, and gives no address."""
    storage, faults = private_storage(), []
    root = Path(settings.PRIVATE_ROOT).resolve()
    for served in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        served = Path(served).resolve()
        if root == served or served in root.parents or root in served.parents:
            faults.append(
                checks.Error(f"PRIVATE_ROOT et {served} se contiennent.", id="files.E001")
            )
    if isinstance(storage, PrivateStorage) and Path(storage.location).resolve() != root:
        faults.append(
            checks.Error('STORAGES["private"] n’écrit pas dans PRIVATE_ROOT.', id="files.E002")
        )
    try:
        storage.url("x")
    except (ValueError, NotImplementedError):
        return faults
    return [
        *faults,
        checks.Error("Le rangement privé donne une adresse.", hint=HINT, id="files.E003"),
    ]


@checks.register
def files_of_ours_are_private(app_configs=None, **_):
    """BR-92: outside `home`, a file field of ours uses the private storage."""
    return [
        checks.Error(f"{field} range ses fichiers hors du rangement privé.", id="files.E004")
        for model in _our_models(app_configs)
        for field in model._meta.local_fields
        if isinstance(field, models.FileField) and field.storage is not private_storage()
    ] + [
        checks.Error(f"{field} confie une pièce à Wagtail.", id="files.E005")
        for model in _our_models(app_configs)
        if model._meta.app_label in NO_WAGTAIL_FILES
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and _is_wagtail_file(field.related_model)
    ]


def _is_wagtail_file(model):
    """A picture or a document of Wagtail's, swapped for one of ours or not."""
    if not isinstance(model, type):
        return False
    return model._meta.app_label in WAGTAIL_HOUSES or issubclass(model, WAGTAIL_FILES)


def _our_models(app_configs):
    for config in app_configs or apps.get_app_configs():
        if config.label not in PUBLIC_APPS and "site-packages" not in config.path:
            yield from config.get_models()
