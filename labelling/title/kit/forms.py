"""Forms of the kit, and the filters of its lists."""

from django import forms
from django.core.exceptions import ValidationError

from labelling.parties.organisms.models import Organism
from labelling.title.kit.models import BrandAsset
from portal.documents import BrandFilesField
from portal.web.fields import Day, area, asked_for
from portal.web.forms import Filter, Form, ModelForm

FIELDS = (
    "name",
    "kind",
    "variant",
    "audience",
    "licence_required",
    "description",
    "alternative",
    "credit",
    "rights_expire_on",
    "order",
)
NEEDED_BY_PHOTO = "Une photographie se publie avec le nom de son auteur."


def has_name_of_a_file(text):
    """« logo-2026.png » tells nothing to who does not see it."""
    return " " not in text.strip() and "." in text


class AssetForm(ModelForm):
    """A resource; the constraints of the model speak beside the field that can settle them."""

    act = "edit"
    sentence = "a modifié la ressource"

    class Meta:
        model = BrandAsset
        fields = FIELDS
        widgets = {
            "description": area(3),
            "alternative": area(3),
            "rights_expire_on": Day.widget,
        }
        help_texts = {
            "variant": "Ce que la ressource dit de qui l’emploie.",
            "licence_required": "Seuls les organismes dont cette autorisation est en vigueur la téléchargent.",
            "alternative": "Ce que l’image, la vidéo ou le document montre ou dit, en texte.",
            "rights_expire_on": "Pour une photographie ou une vidéo : le dernier jour où le portail peut la servir.",
            "order": "Les plus petits nombres viennent en premier.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked_for(self.fields["credit"], "demandé pour une photographie")

    def clean_alternative(self):
        text = self.cleaned_data["alternative"]
        if has_name_of_a_file(text):
            raise ValidationError("C’est un nom de fichier. Décrivez ce qu’il montre ou dit.")
        return text

    def clean(self):
        data = super().clean()
        kind, variant = data.get("kind"), data.get("variant")
        needs, audience = data.get("licence_required"), data.get("audience")
        if kind == "photo" and not data.get("credit", "").strip():
            self.add_error("credit", NEEDED_BY_PHOTO)
        if needs and variant == "none":
            self.add_error("variant", "Dites quelle autorisation ouvre cette ressource.")
        if kind == "logo" and variant not in ("none", None) and not needs:
            self.add_error(
                "licence_required",
                "Un logo d’usage réservé demande une autorisation : cochez la case.",
            )
        if needs is not None and audience and needs != (audience in ("engaged", "labelled")):
            self.add_error("audience", _whom(needs))
        return data

    def _post_clean(self):
        """The engine writes the fields under its lock: the instance in memory stays as it was."""


def _whom(is_reserved):
    if is_reserved:
        return "Une ressource réservée s’adresse aux organismes engagés ou labellisés."
    return "Une ressource sans autorisation s’adresse à tout public ou à la presse."


class NewAssetForm(AssetForm):
    """A resource with its first version."""

    uploads = BrandFilesField(label="Fichiers de la première version")


class VersionForm(Form):
    """The formats of a new version, all together."""

    uploads = BrandFilesField(label="Fichiers de cette version")
    note = forms.CharField(label="Ce qui change", max_length=300, required=False)


class KitFilter(Filter):
    """What narrows the public page; a value that means nothing is ignored."""

    nature = forms.ChoiceField(
        label="Nature", required=False, choices=[("", "Toutes"), *BrandAsset.Kind.choices]
    )
    public = forms.ChoiceField(
        label="Public", required=False, choices=[("", "Tous"), *BrandAsset.Audience.choices]
    )

    @property
    def filters(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class DeskFilter(KitFilter):
    """What narrows Dircom's list: keywords of a query on resources."""

    nature = public = None
    kind = forms.ChoiceField(
        label="Nature", required=False, choices=[("", "Toutes"), *BrandAsset.Kind.choices]
    )
    variant = forms.ChoiceField(
        label="Variante",
        required=False,
        choices=[("", "Toutes"), *BrandAsset._meta.get_field("variant").choices],
    )
    state = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *BrandAsset.State.choices]
    )


class RegisterFilter(KitFilter):
    """What narrows the register: a resource, an organism, a period."""

    nature = public = None
    asset = forms.ModelChoiceField(
        label="Ressource", required=False, empty_label="Toutes", queryset=BrandAsset.objects.all()
    )
    organism = forms.ModelChoiceField(
        label="Organisme", required=False, empty_label="Tous", queryset=Organism.objects.none()
    )
    since = forms.DateField(
        label="Du", required=False, widget=forms.DateInput(attrs={"type": "date", "data-size": "s"})
    )
    until = forms.DateField(
        label="Au", required=False, widget=forms.DateInput(attrs={"type": "date", "data-size": "s"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taken = Organism.objects.exclude(kit_downloads=None).order_by("name__french").distinct()
        self.fields["organism"].queryset = taken
