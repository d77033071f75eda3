"""Factories of kit resources with a published version, and of licences in force."""

from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.title.kit import actions
from labelling.title.kit.models import BrandAsset
from portal import documents
from portal.models import Role
from tests.factories import make_member, make_user, shut
from tests.labelling.licences import factories as licences

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
OPEN = {"kind": "text", "variant": "none", "audience": "public", "licence_required": False}
RESERVED = {"kind": "logo", "audience": "labelled", "licence_required": True}
SAID = {"description": "Ce que c’est.", "alternative": "Ce que cela montre."}


def upload(name="logo.svg", content=LOGO):
    return documents.accept(SimpleUploadedFile(name, content), with_drawings=True)


def make_steward():
    return make_user("Diane", "Combes", roles=[Role.DIRCOM])


def make_asset(name="Logo", *, by=None, variant=None, uploads=None, is_published=True, **fields):
    """An open text by default; with a `variant`, its reserved logo."""
    by = by or make_steward()
    known = OPEN if variant is None else RESERVED | {"variant": variant}
    asset = actions.create_asset(by=by, name=name, **known | SAID | fields)
    version = actions.add_version(asset, by=by, uploads=uploads or [upload()])
    if is_published:
        version.workflow.fire(version, "publish", by=by)
    return BrandAsset.objects.get(pk=asset.pk)


def make_licence(label, *, by=None, **fields):
    """The licence of a label, accepted by somebody of its organism."""
    return licences.make_licence(label=label, by=by or make_member(label.organism), **fields)


def address(asset, key="svg"):
    return f"/marque/kit/{asset.slug}/{key}/"


def take(client, path, method="get"):
    """The answer read whole and its file closed, as a server does."""
    answer = getattr(client, method)(path)
    answer.body = b"".join(answer) if answer.streaming else answer.content
    shut(answer)
    return answer
