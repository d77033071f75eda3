"""Refusal messages of uploaded files: what happened, then what to do."""

import re

NBSP = "\u00a0"

SENTENCES = {
    "too_big": (
        "Ce fichier pèse {weight} Mo\u00a0; la limite est de {limit} Mo. "
        "Réduisez les photos ou envoyez-le en deux parties."
    ),
    "empty": "«\u00a0{name}\u00a0» est vide. Enregistrez-le de nouveau, puis choisissez-le encore.",
    "not_a_document": "«\u00a0{name}\u00a0» n’est pas un document. Choisissez un PDF, un Word ou une image.",
    "old_office": (
        "«\u00a0{name}\u00a0» est d’un ancien format. "
        "Ouvrez-le et enregistrez-le en .docx, .xlsx, .pptx ou en PDF."
    ),
    "macro_format": (
        "«\u00a0{name}\u00a0» peut contenir des macros. Enregistrez-le en .docx, .xlsx, .pptx ou en PDF."
    ),
    "heic": (
        "«\u00a0{name}\u00a0» est une photo HEIC, que beaucoup d’ordinateurs n’ouvrent pas. Envoyez-la en "
        "JPEG\u00a0; sur un iPhone\u00a0: Réglages, Appareil photo, Formats, «\u00a0Le plus compatible\u00a0»."
    ),
    "drawing": "«\u00a0{name}\u00a0» est un dessin qui peut contenir du code. Exportez-le en PNG ou en PDF.",
    "drawing_part": (
        "«\u00a0{name}\u00a0» contient «\u00a0{part}\u00a0», qui n’est pas un simple tracé. "
        "Exportez-le en SVG simple, textes vectorisés."
    ),
    "drawing_link": (
        "«\u00a0{name}\u00a0» va chercher une image, une police ou un style ailleurs. "
        "Exportez-le en SVG simple, sans image ni style."
    ),
    "drawing_large": (
        "«\u00a0{name}\u00a0» est trop lourd ou trop complexe pour un dessin ({limit} Mo au plus). "
        "Simplifiez les tracés, ou exportez-le en PDF."
    ),
    "drawing_program": (
        "«\u00a0{name}\u00a0» contient un programme qui fait plus que dessiner. "
        "Exportez-le en PDF, ou en EPS sans aperçu ni police incluse."
    ),
    "web_page": "«\u00a0{name}\u00a0» est une page ou un fichier de données. Imprimez-le en PDF.",
    "raw_table": (
        "«\u00a0{name}\u00a0» est un tableau sans mise en forme. Enregistrez-le en classeur (.xlsx ou .ods)."
    ),
    "archive": "«\u00a0{name}\u00a0» est une archive. Envoyez les fichiers qu’elle contient, un par un.",
    "video": "«\u00a0{name}\u00a0» est une vidéo. Déposez-la ailleurs et donnez son adresse.",
    "message": "«\u00a0{name}\u00a0» est un courriel. Imprimez-le en PDF.",
    "not_what_it_says": (
        "«\u00a0{name}\u00a0» n’est pas {noun}, malgré son nom. "
        "Ouvrez-le et enregistrez-le de nouveau, ou choisissez un PDF."
    ),
    "other_image": (
        "«\u00a0{name}\u00a0» est en fait {noun}. Renommez-le en «\u00a0{better}\u00a0» et choisissez-le encore."
    ),
    "protected_office": (
        "«\u00a0{name}\u00a0» est protégé par un mot de passe, ou d’un ancien format. "
        "Enregistrez-le sans mot de passe en .docx, .xlsx, .pptx ou en PDF."
    ),
    "protected": "«\u00a0{name}\u00a0» est protégé par un mot de passe. Enregistrez-le sans mot de passe.",
    "damaged": (
        "«\u00a0{name}\u00a0» est incomplet ou abîmé. Ouvrez-le, "
        "enregistrez-le de nouveau et choisissez-le encore."
    ),
    "two_formats": "«\u00a0{name}\u00a0» contient deux formats à la fois. Imprimez-le en PDF.",
    "too_many_parts": (
        "«\u00a0{name}\u00a0» contient plus de {limit} éléments. Envoyez-le en PDF ou en deux parties."
    ),
    "too_large_unpacked": (
        "«\u00a0{name}\u00a0» dépasse {limit} Mo une fois ouvert. Envoyez-le en PDF ou en deux parties."
    ),
    "too_compressed": "«\u00a0{name}\u00a0» est anormalement compressé. Enregistrez-le en PDF.",
    "strange_archive": "«\u00a0{name}\u00a0» est construit de façon inhabituelle. Enregistrez-le en PDF.",
    "nested_file": (
        "«\u00a0{name}\u00a0» contient un autre fichier («\u00a0{part}\u00a0»). Retirez-le, ou enregistrez-le en PDF."
    ),
    "macros": "«\u00a0{name}\u00a0» contient des macros. Enregistrez-le sans macro, ou en PDF.",
    "outside_link": (
        "«\u00a0{name}\u00a0» va chercher une image, des données ou un modèle ailleurs. "
        "Rompez ce lien, ou enregistrez-le en PDF."
    ),
    "embedded_object": (
        "«\u00a0{name}\u00a0» contient un objet incorporé. Collez-le comme image, ou enregistrez-le en PDF."
    ),
    "live_field": "«\u00a0{name}\u00a0» contient un champ qui lance un programme. Enregistrez-le en PDF.",
    "declared_entities": (
        "«\u00a0{name}\u00a0» contient des déclarations inhabituelles. Enregistrez-le en PDF."
    ),
    "pdf_script": (
        "«\u00a0{name}\u00a0» contient un programme (JavaScript). "
        "Imprimez-le en PDF, puis choisissez la copie."
    ),
    "pdf_launch": (
        "«\u00a0{name}\u00a0» peut lancer un autre programme. Imprimez-le en PDF, puis choisissez la copie."
    ),
    "pdf_attachment": (
        "«\u00a0{name}\u00a0» contient une pièce jointe. Envoyez-la à part, et imprimez ce document en PDF."
    ),
    "pdf_media": "«\u00a0{name}\u00a0» contient une animation. Imprimez-le en PDF, puis choisissez la copie.",
    "pdf_form": (
        "«\u00a0{name}\u00a0» est un formulaire dynamique. Imprimez-le en PDF, puis choisissez la copie."
    ),
    "pdf_opening": (
        "«\u00a0{name}\u00a0» agit tout seul à l’ouverture. Imprimez-le en PDF, puis choisissez la copie."
    ),
    "too_heavy": (
        "«\u00a0{name}\u00a0» demande trop de calcul pour être vérifié. Réduisez-le, ou enregistrez-le en PDF simple."
    ),
    "unchecked": (
        "Le portail ne peut vérifier aucun fichier en ce moment\u00a0: rien n’a été enregistré, et ce que vous avez "
        "écrit est toujours là. Réessayez dans une minute."
    ),
    "too_many_pixels": (
        "«\u00a0{name}\u00a0» mesure {pixels} millions de pixels\u00a0; la limite est de {limit}. "
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
