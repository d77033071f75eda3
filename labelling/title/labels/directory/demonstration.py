"""Pictures of the demonstration's organisms, drawn by the portal and put by the real action."""

from django.core.files.uploadedfile import SimpleUploadedFile

from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.pictures.actions import save_picture
from labelling.parties.organisms.pictures.forms import OrganismPictureForm
from labelling.parties.organisms.pictures.models import OrganismPicture
from labelling.title.labels import register

SCENES = ("residence", "garden", "hall", "meeting")


def ensure_pictures():
    """Of a few of those that the directory shows; the others have the cover that their name gives."""
    if OrganismPicture.objects.exists():
        return
    labels = register.directory_labels().filter(organism__is_demo=True).select_related("organism")
    for label, name in zip(labels.order_by("organism__name__french")[::3], SCENES, strict=False):
        people = Membership.objects.filter(organism=label.organism, is_active=True)
        if one := people.select_related("user").order_by("pk").first():
            _put(label.organism, name, one.user)


def _put(organism, name, by):
    from portal.demonstration import pictures  # noqa: PLC0415 -- draws in the demonstration alone

    content, alternative = pictures.scene(name, seed=organism.pk)
    told = {"alt": alternative, "rights": pictures.CREDIT}
    files = {"upload": SimpleUploadedFile(f"{name}.png", content, "image/png")}
    form = OrganismPictureForm(told, files, thing=organism, by=by)
    if form.is_valid():
        save_picture(form, by=by)
