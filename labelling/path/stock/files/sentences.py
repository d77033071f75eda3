"""Sentences of reports and refusals, by code: what happened, then what to do."""

import datetime
import re

NO_BREAK = "\u00a0"
LONGEST_QUOTE = 60


def say(template: str, *values: object) -> str:
    """The template is written with ordinary spaces; values are quoted from the file and made harmless to read."""
    return _typeset(template).format(*(quote_value(value) for value in values))


def quote_value(value: object) -> str:
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", str(value)).strip()
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def plain(value: object) -> str | int | float | bool | None:
    """The value as JSON can hold it: dates in ISO form."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _typeset(template: str) -> str:
    text = re.sub(r" ([:;!?»%€])", NO_BREAK + r"\1", template)
    text = re.sub(r"(?<=\d) (?=\d{3})", "\u202f", text)
    return text.replace("«\u00a0", "«" + NO_BREAK).replace("'", "’")


# « CODE.what » is the code CODE with the sentence for one case of it.

INFO = {
    "ANCIENNE_COMMUNE": "{} était le code de {}, qui fait partie de {}\u00a0: lu comme {}.",
    "ARRONDISSEMENT": "{} est le code de {}\u00a0: la résidence est rattachée à {} ({}).",
    "AGENCE_RAPPROCHEE": "«\u00a0{}\u00a0» est lu «\u00a0{}\u00a0», comme ailleurs dans la liste.",
    "CASSE": "La référence {} est écrite en majuscules\u00a0: {}.",
    "CELLULE_FUSIONNEE": "«\u00a0{}\u00a0» est repris de la cellule fusionnée {}.",
    "COLONNE_ABSENTE.insee": "La colonne du code Insee est absente\u00a0: les codes sont retrouvés "
    "d’après la commune et le code postal.",
    "COLONNE_INCONNUE": "La colonne {} «\u00a0{}\u00a0» n’est pas reprise.",
    "COLONNE_INCONNUE.untitled": "La colonne {}, sans titre ({}), n’est pas reprise.",
    "COMMUNE_A_CONFIRMER": "«\u00a0{}\u00a0»\u00a0: aucune commune n’est retenue. La résidence est importée, et rien "
    "n’en dit la commune au public.",
    "COMMUNE_DITE": "«\u00a0{}\u00a0» est {} ({}), comme vous l’avez dit.",
    "COMMUNE_COMPLETEE": "La commune manquait\u00a0: {} est retenue, d’après le code Insee.",
    "COMMUNE_NORMALISEE": "«\u00a0{}\u00a0» est écrit {}, comme dans la liste de l’Insee.",
    "COMMUNE_RENOMMEE": "{} fait aujourd’hui partie de {}\u00a0: lu comme {}.",
    "CP_ZERO_PERDU": "Le code postal {} a perdu son zéro\u00a0: lu comme {}.",
    "DATE_POUR_ANNEE": "La date {} est lue comme l’année {}.",
    "EN_TETE_REPETE": "En-tête répété, laissé de côté.",
    "ESPACES": "Des espaces en trop sont retirées\u00a0: lu «\u00a0{}\u00a0».",
    "ESPACES.newline": "Un saut de ligne est remplacé par une espace\u00a0: lu «\u00a0{}\u00a0».",
    "FORMULE": "La formule {} est remplacée par sa valeur\u00a0: {}.",
    "IDEM": "«\u00a0{}\u00a0» est repris de la ligne du dessus.",
    "INSEE_RETROUVE": "Le code Insee manquait\u00a0: {} est retenu, d’après la commune {}.",
    "INSEE_ZERO_PERDU": "Le code Insee {} a perdu son zéro\u00a0: lu comme {}.",
    "LIGNE_MASQUEE": "Ligne masquée dans le classeur, lue quand même.",
    "LIGNE_TOTAL": "Ligne de total laissée de côté\u00a0: «\u00a0{}\u00a0».",
    "LIGNE_VIDE": "Ligne vide laissée de côté.",
    "LIGNE_VIDE.many": "Lignes {} à {} vides, laissées de côté.",
    "NOMBRE_TEXTE": "«\u00a0{}\u00a0» est lu comme le nombre {}.",
    "NOMBRE_TEXTE.year": "«\u00a0{}\u00a0» est lu comme l’année {}.",
    "BATIMENT": "Comptée avec la résidence de la ligne {}, dont elle est un bâtiment ou une entrée.",
    "CODE_TRADUIT": "«\u00a0{}\u00a0» est lu «\u00a0{}\u00a0», d’après la liste des codes du fichier.",
    "INTERTITRE": "«\u00a0{}\u00a0» est un intertitre\u00a0: il vaut pour les lignes qui suivent.",
    "LIGNE_BARREE": "Ligne barrée, laissée de côté\u00a0: démolie, vendue ou supprimée.",
    "NOMBRE_ADDITIONNE": "«\u00a0{}\u00a0» est lu comme une addition\u00a0: {}.",
    "NOMBRE_DONT": "«\u00a0{}\u00a0» est lu comme {}, le reste en fait partie.",
    "NOTE_APPROCHEE": "{}\u00a0: «\u00a0{}\u00a0» est lu comme la note {}.",
    "NON_COTEE": "Résidence sans note, laissée de côté.",
    "NOTE": "Note laissée de côté\u00a0: «\u00a0{}\u00a0».",
    "RECAPITULATIF_DIFFERENT": "La feuille «\u00a0{}\u00a0» annonce ligne {} {} logements pour «\u00a0{}\u00a0»\u00a0; "
    "les lignes lues en comptent {}.",
    "REFERENCE_DE_BATIMENT": "La référence {} est celle de plusieurs bâtiments\u00a0: lu {} pour celui-ci.",
    "SITUATION": "«\u00a0{}\u00a0»\u00a0: la ligne n’est pas du parc d’aujourd’hui, elle est laissée de côté.",
    "SOMME": "Les logements de {} lignes sont additionnés\u00a0: {}.",
    "TOTAL_DIFFERENT": "La ligne {} annonce {} logements\u00a0; les lignes importables en comptent {}.",
    "UNICODE": "Les accents étaient écrits en deux signes\u00a0: lu «\u00a0{}\u00a0».",
    "VALEUR_TRADUITE": "QPV «\u00a0{}\u00a0» est lu comme {}.",
}

WARNING = {
    "ANNEE_AMBIGUE": "«\u00a0{}\u00a0» ne donne pas une seule année\u00a0: {} est retenue. Vérifiez l’année.",
    "ANNEE_INHABITUELLE": "L’année {} est très ancienne pour une résidence. Vérifiez-la.",
    "ANNEE_TEXTE": "«\u00a0{}\u00a0» n’est pas une année\u00a0: la case est laissée vide. "
    "Écrivez quatre chiffres.",
    "AUTRE_FEUILLE": "La feuille «\u00a0{}\u00a0» contient aussi une liste, qui n’est pas lue. "
    "Choisissez les feuilles à lire si elle compte.",
    "AUTRE_FEUILLE.same": "La feuille «\u00a0{}\u00a0» n’est pas lue\u00a0: ses références sont celles de la "
    "feuille «\u00a0{}\u00a0». Choisissez les feuilles à lire s’il faut une autre.",
    "COLONNE_ABSENTE.is_qpv": "La colonne QPV est absente\u00a0: QPV reste non renseigné. "
    "Ajoutez-la avec Oui ou Non.",
    "AGENCE_INCONNUE": "Le code d’agence «\u00a0{}\u00a0» n’est pas dans la liste des codes du fichier. "
    "Écrivez le nom de l’agence.",
    "AUTRE_COMMUNE": "Ce bâtiment est à {}, et la résidence à {}. Vérifiez qu’il en fait partie.",
    "COLONNE_MASQUEE": "La colonne {} «\u00a0{}\u00a0» est masquée, et elle compte des logements\u00a0: "
    "ils sont additionnés aux autres. Vérifiez qu’ils doivent l’être.",
    "COMMENTAIRE_DE_SORTIE": "«\u00a0{}\u00a0»\u00a0: vérifiez que les logements écrits sont ceux d’aujourd’hui.",
    "COMMUNE_PROPOSEE": "«\u00a0{}\u00a0» ressemble à {}\u00a0: c’est cette commune qui est proposée. Vérifiez-la.",
    "COLONNE_EN_DOUBLE": "Les colonnes {} et {} donnent toutes deux\u00a0: {}. "
    "Seule la première est lue\u00a0; supprimez celle qui est de trop.",
    "COMMUNE_DIFFERENTE": "Le code Insee {} désigne {}, et non «\u00a0{}\u00a0»\u00a0: lu comme {}. "
    "Vérifiez la commune.",
    "CP_DISCORDANT": "Le code postal {} ne va pas avec {}, dont le code postal est {}. "
    "Vérifiez-le.",
    "CP_ILLISIBLE": "Le code postal «\u00a0{}\u00a0» n’a pas cinq chiffres\u00a0: il est laissé vide. "
    "Corrigez-le.",
    "CP_POUR_INSEE": "{} est un code postal\u00a0: le code Insee de {} est {}, il est retenu. "
    "Vérifiez-le.",
    "DATE_ILLISIBLE": "«\u00a0{}\u00a0» n’est pas une date\u00a0: la case est laissée vide. "
    "Écrivez-la ainsi\u00a0: 21/02/2026.",
    "DATE_SERIE": "{} ressemble à une date de tableur ({})\u00a0: l’année {} est retenue. Vérifiez-la.",
    "DOUBLON_PROBABLE": "Même nom et même adresse que la ligne {} ({}). "
    "Vérifiez qu’il s’agit de deux résidences.",
    "ERREUR_TABLEUR": "{}\u00a0: la cellule contient l’erreur {}. Écrivez la valeur à la place.",
    "FORMULE_SANS_RESULTAT": "{}\u00a0: la formule {} n’a pas de résultat enregistré. "
    "Ouvrez le fichier dans un tableur, enregistrez-le et déposez-le de nouveau.",
    "INSEE_LU_AILLEURS": "«\u00a0{}\u00a0» n’a pas la forme d’un code Insee\u00a0: {} est retenu, "
    "d’après la commune {}.",
    "MOJIBAKE": "«\u00a0{}\u00a0» semble abîmé par un changement d’encodage\u00a0: "
    "lu «\u00a0{}\u00a0». Vérifiez le texte.",
    "FEUILLE_DE_SORTIES": "La feuille «\u00a0{}\u00a0» n’est pas lue\u00a0: son nom dit que ce n’est pas le parc "
    "d’aujourd’hui. Choisissez-la s’il faut la lire.",
    "FOYERS": "La feuille «\u00a0{}\u00a0» compte des foyers\u00a0: leurs places ne sont pas lues comme des "
    "logements. Ajoutez-les à la liste s’ils sont du parc.",
    "FOYER": "«\u00a0{}\u00a0»\u00a0: un foyer est laissé de côté. Ajoutez-le à la liste s’il est du parc.",
    "INSEE_RETROUVE.named": "Le code Insee manquait\u00a0: {} est retenu, d’après la commune {} et celles des autres "
    "lignes. Vérifiez-le.",
    "NOMBRE_COMMENTE": "«\u00a0{}\u00a0» est lu comme {}. Vérifiez le nombre.",
    "NOMBRE_SANS_LE_RESTE": "«\u00a0{}\u00a0» est lu comme {}\u00a0: le reste n’est pas un logement, ou pas encore. "
    "Vérifiez le nombre.",
    "NOMBRE_ILLISIBLE.measure": "{}\u00a0: «\u00a0{}\u00a0» n’est pas un nombre, la case est laissée vide. "
    "Écrivez un nombre seul.",
    "OBLIGATOIRE.is_qpv": "QPV n’est pas renseigné. Écrivez Oui ou Non.",
    "NOTES_D_UNE_AUTRE_ECHELLE": "Les notes ne sont pas sur l’échelle du portail, de 0 (bon) à 4 (critique)\u00a0: "
    "elles sont lues, et ne cotent pas la résidence.",
    "NOTE_DOUTEUSE": "{}\u00a0: «\u00a0{}\u00a0» n’est pas une note de l’échelle du fichier, elle est laissée vide. "
    "Vérifiez-la.",
    "REFERENCE_ABSENTE": "La référence manque\u00a0: {} est proposée. "
    "Écrivez la vôtre ou confirmez celle-ci.",
    "SOMME_DIFFERENTE": "Le total écrit est {}, et les colonnes additionnées font {}\u00a0: leur somme est lue. "
    "Vérifiez-la.",
    "TEXTE_FORMULE": "Le texte commence par «\u00a0{}\u00a0»\u00a0: il est gardé comme un texte et ne sera "
    "jamais calculé. Vérifiez-le.",
    "VALEUR_INHABITUELLE": "{} logements\u00a0: c’est beaucoup pour une seule résidence. "
    "Vérifiez le nombre.",
    "VALEUR_TRADUITE.quarter": "QPV\u00a0: «\u00a0{}\u00a0» est le nom d’un quartier, lu comme Oui. "
    "Vérifiez, ou écrivez Oui ou Non.",
}

ERROR = {
    "ANNEE_HORS_BORNES": "L’année {} est dans le futur. Corrigez-la ou videz la case.",
    "ANNEE_HORS_BORNES.short": "«\u00a0{}\u00a0» n’est pas une année sur quatre chiffres. "
    "Écrivez-la en entier, par exemple 1974.",
    "CELLULE_FUSIONNEE.own": "La cellule fusionnée {} donne la même valeur à plusieurs "
    "résidences\u00a0: {}. Défusionnez-la et remplissez chaque ligne.",
    "COLONNES_ABSENTES": "Colonnes absentes ou non reconnues\u00a0: {}. "
    "Ajoutez-les, ou donnez-leur ce titre en ligne {}.",
    "COLONNES_ABSENTES.sheet": "Feuille «\u00a0{}\u00a0», colonnes absentes ou non reconnues\u00a0: {}. "
    "Ajoutez-les, ou donnez-leur ce titre en ligne {}\u00a0; ou ne lisez pas cette feuille.",
    "BATIMENT_SANS_NOMBRE": "Le bâtiment de la ligne {} n’a pas de nombre de logements lisible\u00a0: "
    "la somme n’est pas celle de toute la résidence. Écrivez-le.",
    "COMMUNE_INCONNUE": "La commune «\u00a0{}\u00a0» n’existe pas dans la liste de l’Insee. "
    "Corrigez son nom.",
    "DOUBLON_EXACT": "La ligne répète la ligne {}\u00a0: même référence {}, mêmes valeurs. "
    "Supprimez-la.",
    "DOUBLON_EXACT.same": "La ligne répète la résidence de la ligne {}\u00a0: même référence {}, même nom. "
    "Elle n’est comptée qu’une fois\u00a0; gardez la bonne des deux lignes.",
    "INSEE_COMMUNE_DISCORDANTS": "Le code Insee {} est celui de {}, mais la commune écrite est "
    "{} ({}). Corrigez l’un des deux.",
    "INSEE_ILLISIBLE": "«\u00a0{}\u00a0» n’a pas la forme d’un code Insee. "
    "Écrivez ses cinq signes, par exemple 01053.",
    "INSEE_INCONNU": "Le code Insee {} n’existe pas. Corrigez-le.",
    "INSEE_INCONNU.named": "Le code Insee {} n’existe pas. Celui de {} est {}\u00a0: "
    "écrivez-le si c’est la bonne commune.",
    "NOMBRE_HORS_BORNES.many": "{} logements pour une seule résidence\u00a0: le portail ne va pas "
    "au-delà de 20 000. Corrigez le nombre.",
    "NOMBRE_HORS_BORNES.negative": "Le nombre de logements est négatif\u00a0: {}. "
    "Écrivez un nombre supérieur à zéro.",
    "NOMBRE_HORS_BORNES.zero": "La résidence compte zéro logement. "
    "Corrigez le nombre ou retirez la ligne.",
    "NOMBRE_ILLISIBLE": "«\u00a0{}\u00a0» n’est pas un nombre. Écrivez le nombre de logements en chiffres.",
    "NOMBRE_ILLISIBLE.led": "«\u00a0{}\u00a0» n’est pas un nombre. "
    "Écrivez {} s’il s’agit bien de {} logements.",
    "NOMBRE_NON_ENTIER": "«\u00a0{}\u00a0» logements\u00a0: un nombre entier est attendu. Corrigez-le.",
    "NOTE_ABSENTE": "{}\u00a0: la note manque. Écrivez une note de 0 à 4.",
    "NOTE_HORS_ECHELLE": "{}\u00a0: «\u00a0{}\u00a0» n’est pas une note de 0 à 4. Corrigez-la.",
    "OBLIGATOIRE.code": "La référence de la résidence manque. Écrivez-la.",
    "OBLIGATOIRE.homes": "Le nombre de logements manque. Écrivez-le.",
    "OBLIGATOIRE.parts": "Aucun logement dans les colonnes {}. Écrivez-les.",
    "OBLIGATOIRE.insee": "Le code Insee manque. Écrivez-le.",
    "OBLIGATOIRE.insee_named": "Le code Insee manque et «\u00a0{}\u00a0» ne désigne pas une seule commune. "
    "Écrivez le code Insee.",
    "OBLIGATOIRE.name": "Le nom de la résidence manque. Écrivez-le.",
    "REFERENCE_DEJA_COTEE": "La référence {} est déjà cotée ligne {}. "
    "Gardez une seule des deux lignes.",
    "REFERENCE_EN_DOUBLE": "La référence {} est déjà celle de la ligne {}. "
    "Donnez une référence à chaque résidence.",
    "REFERENCE_INCONNUE": "La référence {} n’est pas dans le parc importé. "
    "Corrigez-la ou importez d’abord la résidence.",
    "TROP_LONG": "{}\u00a0: {} caractères lus, {} au plus. Raccourcissez le texte.",
    "VALEUR_INCONNUE": "QPV\u00a0: «\u00a0{}\u00a0» n’est ni oui ni non. Écrivez Oui ou Non.",
}

REFUSALS = {
    "NO_HEADER": "Aucun en-tête n’a été reconnu dans les 20 premières lignes. "
    "Ajoutez au-dessus de la liste une ligne de titres, par exemple\u00a0: "
    "Référence, Nom de la résidence, Code Insee, Nombre de logements.",
}
