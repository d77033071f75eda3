"""Makes resources of the kit with a published version, and licences put straight in force."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.brand import charters
from labelling.brand.models import BrandCharterVersion
from labelling.kit import recording
from labelling.kit.models import BrandAsset
from labelling.licences.models import BrandLicence
from portal import clock, files
from portal.models import Role
from portal.references import next_reference
from tests.factories import make_member, make_user

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
OPEN = {"kind": "text", "variant": "none", "audience": "public", "licence_required": False}
RESERVED = {"kind": "logo", "audience": "labelled", "licence_required": True}
SAID = {"description": "Ce que c’est.", "alternative": "Ce que cela montre."}


def upload(name="logo.svg", content=LOGO):
    return files.accept(SimpleUploadedFile(name, content), with_drawings=True)


def make_steward():
    return make_user("Diane", "Combes", roles=[Role.DIRCOM])


def make_asset(name="Logo", *, by=None, variant=None, uploads=None, is_published=True, **fields):
    """An open text by default; with a `variant`, its reserved logo."""
    by = by or make_steward()
    known = OPEN if variant is None else RESERVED | {"variant": variant}
    asset = recording.create_asset(by=by, name=name, **known | SAID | fields)
    version = recording.add_version(asset, by=by, uploads=uploads or [upload()])
    if is_published:
        version.workflow.fire(version, "publish", by=by)
    return BrandAsset.objects.get(pk=asset.pk)


def ensure_charter():
    """The charter in force, made when no other is."""
    return charters.in_force() or BrandCharterVersion.objects.create(
        code="TEST-2020.1",
        title="Charte d’essai",
        effective_from=date(2020, 1, 1),
        state="published",
        published_at=clock.now(),
        grace_days=60,
    )


def make_licence(label, *, variant="labelled", state="active", by=None, **fields):
    """The licence of a label, accepted by somebody of its organism."""
    titles = {"label": label, "charter": ensure_charter()}
    return BrandLicence.objects.create(
        reference=next_reference("QH-M", clock.today().year),
        organism=label.organism,
        variant=variant,
        state=state,
        start_on=label.start_on,
        end_on=label.end_on,
        accepted_by=by or make_member(label.organism),
        accepted_at=clock.now(),
        **titles | fields,
    )


def address(asset, key="svg"):
    return f"/marque/kit/{asset.slug}/{key}/"


def take(client, path, method="get"):
    """The answer read whole and its file closed, as a server does."""
    answer = getattr(client, method)(path)
    answer.body = b"".join(answer) if answer.streaming else answer.content
    answer.close()
    return answer
