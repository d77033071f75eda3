"""Loading of the demonstration assets into the kit, idempotent."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile

from labelling.kit import actions
from labelling.kit.models import BrandAsset
from portal import documents
from portal.models import Role, User


def author():
    """Dircom tends the kit; before anybody holds that role, the référent does. None when neither does."""
    for role in (Role.DIRCOM, Role.REFERENT):
        person = User.objects.filter(groups__name=role, is_active=True).order_by("pk").first()
        if person:
            return person
    return None


def load(plan, *, by):
    """[(resource, version number)] of what was published; what a person published is left alone."""
    return [(asset, version.number) for seed in plan for asset, version in _one(seed, by)]


def _one(seed, by):
    asset = BrandAsset.objects.filter(name=seed.fields["name"]).first()
    if asset is None:
        asset = actions.create_asset(by=by, **seed.fields)
    elif not _is_to_redraw(asset, seed):
        return
    version = actions.add_version(
        asset, by=by, uploads=_uploads(seed), note="Version de démonstration", recipe=seed.digest
    )
    version.workflow.fire(version, "publish", by=by)
    yield asset, version


def _is_to_redraw(asset, seed):
    """Offered, and its latest version is an older drawing of ours."""
    latest = asset.versions.order_by("-number").first()
    is_ours = latest is None or latest.recipe not in ("", seed.digest)
    return asset.state == BrandAsset.State.OFFERED and is_ours


def _uploads(seed):
    return [
        documents.accept(
            InMemoryUploadedFile(BytesIO(content), "file", name, "", len(content), None),
            with_drawings=True,
        )
        for name, content in seed.make()
    ]
