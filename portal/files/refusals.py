"""Why a file is refused: one French sentence a reason (what happened, then what to do)."""

import re

NBSP = "\u00a0"

SENTENCES = {
    "too_big": (
        "Ce fichier pèse {weight} Mo ; la limite est de {limit} Mo. "
        "Réduisez les photos ou envoyez-le en deux parties."
    ),
    "empty": "« {name} » est vide. Enregistrez-le de nouveau, puis choisissez-le encore.",
    "not_a_document": "« {name} » n’est pas un document. Choisissez un PDF, un Word ou une image.",
    "old_office": (
        "« {name} » est d’un ancien format. "
        "Ouvrez-le et enregistrez-le en .docx, .xlsx, .pptx ou en PDF."
    ),
    "macro_format": (
        "« {name} » peut contenir des macros. Enregistrez-le en .docx, .xlsx, .pptx ou en PDF."
    ),
    "heic": (
        "« {name} » est une photo HEIC, que beaucoup d’ordinateurs n’ouvrent pas. Envoyez-la en "
        "JPEG ; sur un iPhone : Réglages, Appareil photo, Formats, « Le plus compatible »."
    ),
    "drawing": "« {name} » est un dessin qui peut contenir du code. Exportez-le en PNG ou en PDF.",
    "drawing_part": (
        "« {name} » contient « {part} », qui n’est pas un simple tracé. "
        "Exportez-le en SVG simple, textes vectorisés."
    ),
    "drawing_link": (
        "« {name} » va chercher une image, une police ou un style ailleurs. "
        "Exportez-le en SVG simple, sans image ni style."
    ),
    "drawing_large": (
        "« {name} » est trop lourd ou trop complexe pour un dessin ({limit} Mo au plus). "
        "Simplifiez les tracés, ou exportez-le en PDF."
    ),
    "drawing_program": (
        "« {name} » contient un programme qui fait plus que dessiner. "
        "Exportez-le en PDF, ou en EPS sans aperçu ni police incluse."
    ),
    "web_page": "« {name} » est une page ou un fichier de données. Imprimez-le en PDF.",
    "raw_table": (
        "« {name} » est un tableau sans mise en forme. Enregistrez-le en classeur (.xlsx ou .ods)."
    ),
    "archive": "« {name} » est une archive. Envoyez les fichiers qu’elle contient, un par un.",
    "video": "« {name} » est une vidéo. Déposez-la ailleurs et donnez son adresse.",
    "message": "« {name} » est un courriel. Imprimez-le en PDF.",
    "not_what_it_says": (
        "« {name} » n’est pas {noun}, malgré son nom. "
        "Ouvrez-le et enregistrez-le de nouveau, ou choisissez un PDF."
    ),
    "other_image": (
        "« {name} » est en fait {noun}. Renommez-le en « {better} » et choisissez-le encore."
    ),
    "protected_office": (
        "« {name} » est protégé par un mot de passe, ou d’un ancien format. "
        "Enregistrez-le sans mot de passe en .docx, .xlsx, .pptx ou en PDF."
    ),
    "protected": "« {name} » est protégé par un mot de passe. Enregistrez-le sans mot de passe.",
    "damaged": (
        "« {name} » est incomplet ou abîmé. Ouvrez-le, "
        "enregistrez-le de nouveau et choisissez-le encore."
    ),
    "two_formats": "« {name} » contient deux formats à la fois. Imprimez-le en PDF.",
    "too_many_parts": (
        "« {name} » contient plus de {limit} éléments. Envoyez-le en PDF ou en deux parties."
    ),
    "too_large_unpacked": (
        "« {name} » dépasse {limit} Mo une fois ouvert. Envoyez-le en PDF ou en deux parties."
    ),
    "too_compressed": "« {name} » est anormalement compressé. Enregistrez-le en PDF.",
    "strange_archive": "« {name} » est construit de façon inhabituelle. Enregistrez-le en PDF.",
    "nested_file": (
        "« {name} » contient un autre fichier (« {part} »). Retirez-le, ou enregistrez-le en PDF."
    ),
    "macros": "« {name} » contient des macros. Enregistrez-le sans macro, ou en PDF.",
    "outside_link": (
        "« {name} » va chercher un modèle ou un objet ailleurs. "
        "Rompez ce lien, ou enregistrez-le en PDF."
    ),
    "embedded_object": (
        "« {name} » contient un objet incorporé. Collez-le comme image, ou enregistrez-le en PDF."
    ),
    "live_field": "« {name} » contient un champ qui lance un programme. Enregistrez-le en PDF.",
    "declared_entities": (
        "« {name} » contient des déclarations inhabituelles. Enregistrez-le en PDF."
    ),
    "pdf_script": (
        "« {name} » contient un programme (JavaScript). "
        "Imprimez-le en PDF, puis choisissez la copie."
    ),
    "pdf_launch": (
        "« {name} » peut lancer un autre programme. Imprimez-le en PDF, puis choisissez la copie."
    ),
    "pdf_attachment": (
        "« {name} » contient une pièce jointe. Envoyez-la à part, et imprimez ce document en PDF."
    ),
    "pdf_media": "« {name} » contient une animation. Imprimez-le en PDF, puis choisissez la copie.",
    "pdf_form": (
        "« {name} » est un formulaire dynamique. Imprimez-le en PDF, puis choisissez la copie."
    ),
    "pdf_opening": (
        "« {name} » agit tout seul à l’ouverture. Imprimez-le en PDF, puis choisissez la copie."
    ),
    "too_many_pixels": (
        "« {name} » mesure {pixels} millions de pixels ; la limite est de {limit}. "
        "Réduisez cette image."
    ),
}


class Refusal(Exception):
    """A check says no: `code` is a key of SENTENCES, the rest fills its blanks."""

    def __init__(self, code, **blanks):
        super().__init__(code)
        self.code, self.blanks = code, blanks

    def sentence(self, name):
        return spaced(SENTENCES[self.code]).format(name=name, **self.blanks)


def spaced(text):
    """French no-break spaces: inside « », before : ; ! ?, and before Mo."""
    return re.sub(r"(?<=«) | (?=[»:;!?])| (?=Mo\b)", NBSP, text)
