"""Demonstration assets of the kit."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import yaml
from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile

from labelling.title.kit import actions
from labelling.title.kit.generator import logos, printing
from labelling.title.kit.models import RESERVED, BrandAsset, Variant
from portal import documents
from portal.documents import pdf
from portal.models import Role, User
from portal.ui import theme


def author():
    """Dircom tends the kit; before anybody holds that role, the référent does. None when neither does."""
    for role in (Role.DIRCOM, Role.REFERENT):
        person = User.objects.filter(groups__name=role, is_active=True).order_by("pk").first()
        if person:
            return person
    return None


def load(plan, *, by):
    """[(resource, version number)] of what was published; what a person published is left alone."""
    return [(asset, version.number) for seed in plan for asset, version in _load_seed(seed, by)]


def _load_seed(seed, by):
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


TEXTS = Path(settings.BASE_DIR) / "labelling" / "data" / "kit" / "textes.yaml"
AUDIENCES = {Variant.ENGAGED: "engaged", Variant.LABELLED: "labelled", Variant.MENTION: "labelled"}
PNG_WIDTH = 1200  # pixels
SHOWN = ("brand", "tile-sun", "tile-brick", "tile-sky", "tile-leaf", "tile-sand", "ink", "paper")
NAMES = ("canard", "mimosa", "brique", "ciel", "tilleul", "sable", "encre", "papier")


@dataclass(frozen=True)
class Seed:
    """A resource to offer: its fields, what its files depend on, and how they are made."""

    fields: dict
    recipe: str
    make: Callable  # () -> [(name of the file, bytes)]

    @property
    def digest(self):
        """Another drawing, another version."""
        return hashlib.sha256(self.recipe.encode()).hexdigest()


def seeds():
    """Every Seed, in the order of the page."""
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return [charter(), *(text(one) for one in texts), *logo_seeds()]


def logo_seeds():
    return [
        logo(variant, layout, 100 + 10 * rank + place)
        for rank, variant in enumerate(RESERVED)
        for place, layout in enumerate(logos.LAYOUTS)
    ]


def logo(variant, layout, order):
    said = logos.WORDS[variant].lower()
    fields = {
        "name": f"Logo {said}, {logos.LAYOUTS[layout]}",
        "kind": "logo",
        "variant": variant.value,
        "audience": AUDIENCES[variant],
        "licence_required": True,
        "description": f"{logos.DEMO} du logo « {said} », {logos.LAYOUTS[layout]}.",
        "alternative": f"Huit carreaux autour d’un vide, un neuvième posé à l’écart ; « Quali’Hlm », « {said} ».",
        "order": order,
    }
    drawing = logos.logo(variant, layout)
    name = f"quali-hlm-{variant.value}-{layout}"
    return Seed(fields, drawing.svg(), lambda: _logo_files(drawing, name))


def _logo_files(drawing, name):
    document = printing.framed(drawing, drawing.title)
    return [
        (f"{name}.svg", drawing.svg().encode()),
        (f"{name}.pdf", document),
        (f"{name}.png", pdf.picture(document, width=PNG_WIDTH)),
    ]


def text(given):
    """A document of textes.yaml, as a PDF, and as an OpenDocument when it is made to be filled."""
    given = dict(given)
    sections, is_editable = given.pop("sections"), given.pop("is_editable", False)
    said = [line for section in sections for line in (section["title"], *section["lines"])]
    fields = given | {
        "variant": "none",
        "licence_required": False,
        "alternative": _short("\n".join(said)),
    }
    recipe = json.dumps([given, sections, theme.current().digest], ensure_ascii=False)
    return Seed(fields, recipe, lambda: _text_files(given["name"], sections, is_editable))


def _short(text):
    return text if len(text) <= 600 else f"{text[:599]}…"


def _text_files(name, sections, is_editable):
    document = pdf.render("labelling/kit/text.pdf.html", {"sections": sections}, title=name)
    files = [("document-quali-hlm.pdf", document)]
    return [*files, ("modele-quali-hlm.odt", _odt(sections))] if is_editable else files


def _odt(sections):
    from odf.opendocument import OpenDocumentText  # noqa: PLC0415 -- heavy
    from odf.text import H, P  # noqa: PLC0415 -- same

    document, out = OpenDocumentText(), BytesIO()
    for section in sections:
        document.text.addElement(H(outlinelevel=1, text=section["title"]))
        for line in section["lines"]:
            document.text.addElement(P(text=line))
    document.save(out)
    return out.getvalue()


def charter():
    """The charte graphique, told from the colours of the charter of the day."""
    fields = {
        "name": "Charte graphique",
        "kind": "charter",
        "variant": "none",
        "audience": "public",
        "licence_required": False,
        "description": "Le logo, sa zone de protection, les couleurs avec leurs valeurs, ce qui ne se fait pas.",
        "alternative": "Un document de deux pages, en texte, dont les couleurs sont dites par leurs valeurs.",
        "order": 10,
    }
    colours = [_colour(name, said) for name, said in zip(SHOWN, NAMES, strict=True)]
    return Seed(fields, f"2{theme.current().digest}", lambda: _charter_files(colours))


def _charter_files(colours):
    shown = {layout: logos.logo(Variant.LABELLED, layout) for layout in logos.LAYOUTS}
    drawn = {
        layout: {"source": printing.address(one), "title": one.title}
        for layout, one in shown.items()
    }
    context = {
        "colours": colours,
        "reversed": drawn.pop("reversed"),
        "logos": list(drawn.values()),
    }
    title = "Charte graphique"
    return [
        (
            "charte-graphique-quali-hlm.pdf",
            pdf.render("labelling/kit/charter.pdf.html", context, title=title),
        )
    ]


def _colour(name, said):
    value = theme.current().light(name)
    red, green, blue = (int(value[at : at + 2], 16) for at in (1, 3, 5))
    return {
        "name": said,
        "hex": value,
        "rgb": f"{red}, {green}, {blue}",
        "cmyk": _cmyk(red, green, blue),
        "contrast": f"{contrast(red, green, blue):.1f}".replace(".", ","),
    }


def _cmyk(*rgb):
    """A first idea for the printer, who converts with the profile of the paper."""
    black = 1 - max(rgb) / 255
    inks = [(1 - part / 255 - black) / (1 - black) if black < 1 else 0 for part in rgb]
    return ", ".join(str(round(100 * ink)) for ink in (*inks, black))


def contrast(*rgb):
    """WCAG ratio of a colour on white."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (one / 255 for one in rgb)
    ]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)
