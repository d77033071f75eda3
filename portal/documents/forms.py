"""Form fields for evidence files: validated on upload, saved by `store`."""

from django import forms

from portal.documents.actions import accept
from portal.inspection.refusals import spaced
from portal.inspection.verdicts import DRAWINGS, KINDS, LIMIT, MEGABYTE
from portal.web.fields import RefusedFile


class EvidenceField(forms.FileField):
    """`cleaned_data` holds an Accepted upload (inspected once), or None."""

    default_error_messages = {
        "required": "Choisissez un fichier.",
        "missing": "Choisissez un fichier.",
        "invalid": "Aucun fichier n’est arrivé. Choisissez-le encore.",
    }
    hint = spaced(f"PDF, Word, Excel, PowerPoint, OpenDocument ou image\u00a0; {LIMIT} Mo au plus.")

    def __init__(self, **options):
        super().__init__(**{"help_text": self.hint, "allow_empty_file": True} | options)

    def to_python(self, data):
        upload = super().to_python(data)
        return None if upload is None else accept(upload)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(f".{name}" for name in KINDS)}


class ImageField(EvidenceField):
    """A picture to be shown on a page."""

    hint = spaced(f"JPEG, PNG ou WebP\u00a0; {LIMIT} Mo au plus.")

    def to_python(self, data):
        accepted = super().to_python(data)
        if accepted is not None and not accepted.content_type.startswith("image/"):
            raise forms.ValidationError(
                "Choisissez une image\u00a0: JPEG, PNG ou WebP.", code="not_an_image"
            )
        return accepted

    def widget_attrs(self, widget):
        names = ",".join(f".{name}" for name in ("jpg", "jpeg", "png", "webp"))
        return super().widget_attrs(widget) | {"accept": names}


def limit_to(field, extensions):
    """The formats of one file, in its hint and in the window that chooses it; all of them for none."""
    if extensions:
        field.help_text = spaced(f"{formats(extensions)}\u00a0; {LIMIT} Mo au plus.")
        names = [*extensions, *(["jpeg"] if "jpg" in extensions else [])]
        field.widget.attrs["accept"] = ",".join(f".{name}" for name in names)


def formats(extensions):
    """« PDF, DOCX »."""
    return ", ".join(name.upper() for name in extensions)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(EvidenceField):
    """Several files at once: a list of Accepted; each that is refused is named (RefusedFile), the others kept."""

    widget = ManyFiles
    most = 10  # at once
    with_drawings = False
    hint = spaced(
        "PDF, Word, Excel, PowerPoint, OpenDocument ou image\u00a0; "
        f"{LIMIT} Mo au plus chacun, {most} fichiers au plus à la fois."
    )

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if not uploads and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        accepted, refused = [], []
        for upload in uploads[: self.most]:
            try:
                accepted.append(accept(upload, with_drawings=self.with_drawings))
            except forms.ValidationError as fault:
                refused += [RefusedFile(upload, one, fault.code) for one in fault.messages]
        for upload in uploads[self.most :]:
            sentence = f"gardez-le pour un autre envoi, {self.most} fichiers au plus à la fois."
            refused.append(RefusedFile(upload, sentence, "too_many"))
        if refused:
            raise forms.ValidationError(refused)
        return accepted


class BrandFilesField(FilesField):
    """Several files at once, SVG and EPS among them: for Dircom's kit alone."""

    most = 40  # as the server reads in one sending
    with_drawings = True
    hint = spaced(f"SVG, EPS, PDF, image ou document\u00a0; {LIMIT} Mo au plus chacun.")

    def widget_attrs(self, widget):
        names = ",".join(f".{name}" for name in (*DRAWINGS, *KINDS))
        return super().widget_attrs(widget) | {"accept": names}


HEIC = ("heic", "heif")
AS_JPEG = (
    "Cette photo est au format HEIC, que le portail n’ouvre pas. Dans les réglages de l’appareil photo, choisissez "
    "«\u00a0le plus compatible\u00a0» et reprenez la photo, ou envoyez une copie d’écran de celle-ci."
)


class PictureField(EvidenceField):
    """What a stranger may join: a picture or a PDF, light enough; inspected like any other piece."""

    kinds = ("pdf", "png", "jpg", "jpeg", "webp")
    limit = 5  # megabytes
    hint = spaced(f"Une image ou un PDF\u00a0; {limit} Mo au plus.")

    def to_python(self, data):
        """Weight and name first: nothing heavy is opened for somebody without an account."""
        if data and data.size > self.limit * MEGABYTE:
            sentence = (
                f"Ce fichier dépasse {self.limit} Mo. Réduisez-le, puis choisissez-le encore."
            )
            raise forms.ValidationError(sentence, code="too_big")
        extension = data.name.rpartition(".")[2].lower() if data else ""
        if extension in HEIC:
            raise forms.ValidationError(AS_JPEG, code="heic")
        if data and extension not in self.kinds:
            sentence = "Ce fichier n’est ni une image (JPEG, PNG, WebP), ni un PDF."
            raise forms.ValidationError(sentence, code="not_a_picture")
        return super().to_python(data)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(f".{k}" for k in self.kinds)}


class PhotoField(PictureField):
    """The same from somebody that the portal knows by an access of theirs: as heavy as a telephone makes it."""

    limit = 15  # megabytes
    hint = spaced(f"Une photo ou un PDF\u00a0; {limit} Mo au plus.")
