"""Actions on the kit: resources, versions with their formats, register of downloads (BR-79)."""

from io import BytesIO

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from PIL import Image

from labelling.title.kit import pictures
from labelling.title.kit.models import AssetDownload, AssetFile, AssetVersion, BrandAsset
from labelling.title.kit.rules import steward
from portal import documents
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

KIND = "kit"
NAMES = {"jpg": "JPEG", "jpeg": "JPEG", "webp": "WebP"}


def _entitle(by, thing=None):
    if not steward(by, thing):
        raise Forbidden(Problem("forbidden", f"Seul {steward.label} tient le kit."))


@transaction.atomic
def create_asset(*, by, **fields):
    """A new resource, offered at once; nobody takes anything before a version is published."""
    _entitle(by)
    asset = BrandAsset.objects.create(slug=free_slug(fields["name"]), **fields)
    audit_log.write(asset, by=by, act="create", sentence=f"{by} a ajouté la ressource au kit.")
    return asset


@transaction.atomic
def begin_asset(*, by, uploads, **fields):
    """A new resource with its first version."""
    asset = create_asset(by=by, **fields)
    add_version(asset, by=by, uploads=uploads)
    return asset


def free_slug(name):
    """The name as an address, numbered when another resource has it."""
    base = slugify(name)[:110] or "ressource"
    taken = set(BrandAsset.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, 1000))
    return base if base not in taken else next(one for one in numbered if one not in taken)


def add_version(asset, *, by, uploads, note="", recipe=""):
    """A draft with its formats; `uploads` were accepted by the inspection. Refused when retired."""
    _entitle(by, asset)
    data = {}
    told = {"act": "version", "sentence": "a préparé une version", "data": data}
    with acting(asset, by=by, **told) as current:
        if current.state != BrandAsset.State.OFFERED:
            raise Refused(Problem("retired", "La ressource est retirée du kit."))
        latest = current.versions.aggregate(latest=Max("number"))["latest"] or 0
        data["version"] = latest + 1
        version = AssetVersion.objects.create(
            asset=current, number=latest + 1, note=note, recipe=recipe
        )
        for upload in uploads:
            _add_format(version, upload, by)
        transaction.on_commit(lambda: pictures.make.enqueue(version.pk))
    return version


def _add_format(version, upload, by):
    stored = documents.store(upload, holder=version, by=by, kind=KIND)
    extension = stored.name.rpartition(".")[2].lower()
    base = "jpg" if extension == "jpeg" else slugify(extension)
    same = version.files.filter(key__startswith=base).count()
    AssetFile.objects.create(
        version=version,
        key=f"{base}-{same + 1}" if same else base,
        label=_label(stored, extension),
        stored=stored,
    )


def _label(stored, extension):
    """« PDF », « PNG 1 200 × 400 px »."""
    name = NAMES.get(extension, extension.upper())
    if not stored.content_type.startswith("image/") or extension == "svg":
        return name
    with stored.file.storage.open(stored.file.name) as content:
        width, height = Image.open(BytesIO(content.read())).size
    return f"{name} {width} × {height} px"


def register(*, form, variant, user, grant, version=None, template=""):
    """BR-79: one line for one taking: what, which version, for which organism, by whom, when."""
    return AssetDownload.objects.create(
        version=version,
        template=template,
        form=form,
        variant=variant,
        organism=grant.organism,
        user=user if user.is_authenticated else None,
        keep_until_on=grant.keep_until_on,
    )
