"""French of Wagtail's admin, rewritten: nobody is « sûr(e) » of a « slug », and every sentence says what happens.

Wagtail's own catalogue is complete but written for those who know it. Sentences that editors meet here are
written anew; a few rules apply to the others. A test refuses a key that Wagtail no longer knows.
"""

import gettext
import re
from collections import defaultdict

from django.apps import apps
from django.utils.translation import trans_real

LANGUAGE = "fr"
KEPT = re.compile(
    r"(<[^>]*>|%\([^)]*\)[sd]|\{[^}]*\}|&[a-z#0-9]+;)"
)  # marks and blanks stay as they are
RULES = (
    (re.compile(r"Êtes[- ]vous sûr\(e\) de (toujours )?vouloir"), "Voulez-vous vraiment"),
    (re.compile(r"Êtes[- ]vous sûr\(e\)"), "Confirmez-vous"),
    (
        re.compile(r"\b([Ww])orkflow(s?)( de modération)?\b"),
        lambda m: ("C" if m[1] == "W" else "c") + f"ircuit{m[2]}",
    ),
    (re.compile(r"\bmodération\b"), "relecture"),
    (re.compile(r"\bVeuillez ne pas\b"), "Ne"),
    (re.compile(r"\bWagtails?\b"), "portail"),
    (re.compile(r"\((?:s|e|es)\)"), ""),
    (re.compile(r"^cré+e?s? dans ?$"), "sur "),
    (re.compile(r"(?<=\w)'(?=\w|$)"), "’"),
    (re.compile(r" (?=[?!;](?:\s|$))"), "\u00a0"),
    (re.compile(r"(?<=\w):(?=\s|$)"), "\u00a0:"),
)
QUOTED = "«\u00a0%({})s\u00a0»"
OBJECT, TITLE, PAGE = (QUOTED.format(name) for name in ("object", "title", "page_title"))
SLUG = "Une autre page a déjà cette fin d’adresse, au même endroit. Choisissez-en une autre."
CITED = "Cité %(count)s fois ailleurs sur le site"
CITED_USAGE = "Cité %(usage_count)s fois ailleurs sur le site."
USED = "Utilisé %(usage_count)s fois"
HERE = "Étape <strong>%(task)s</strong> du circuit <strong>%(workflow)s</strong>."
ASKED = "Des changements sont demandés à l’étape <strong>%(task)s</strong> du circuit <strong>%(workflow)s</strong>."
UPLOADED = "Le fichier est dans la bibliothèque. Donnez-lui un titre que l’on comprend."

SAID = {
    # what a save answers
    "%(model_name)s '%(object)s' created.": f"C’est ajouté\u00a0: {OBJECT}.",
    "%(model_name)s '%(object)s' updated.": f"C’est enregistré\u00a0: {OBJECT}.",
    "%(model_name)s '%(object)s' deleted.": f"C’est supprimé\u00a0: {OBJECT}.",
    "%(model_name)s '%(object)s' has been replaced with version from %(timestamp)s.":
        f"{OBJECT} reprend sa version du %(timestamp)s.",
    "%(model_name)s '%(title)s' is now unlocked.": f"Le verrou de {TITLE} est levé.",
    "'%(object)s' unpublished.": f"{OBJECT} n’est plus en ligne.",
    "Version %(revision_id)s of \"%(object)s\" unscheduled.": f"La version prévue de {OBJECT} ne paraîtra pas.",
    "Version from %(timestamp)s of %(model_name)s '%(object)s' has been scheduled for publishing.":
        f"La version du %(timestamp)s de {OBJECT} paraîtra à la date prévue.",
    "The %(model_name)s could not be created due to errors.":
        "Rien n’est ajouté\u00a0: corrigez les champs signalés.",
    "The %(model_name)s could not be saved due to errors.":
        "Rien n’est enregistré\u00a0: corrigez les champs signalés.",
    "The %(model_name)s could not be saved as it is locked": "Rien n’est enregistré\u00a0: un verrou est posé.",
    "The page could not be created due to validation errors.":
        "La page n’est pas créée\u00a0: corrigez les champs signalés.",
    "The page could not be saved due to validation errors.":
        "Rien n’est enregistré\u00a0: corrigez les champs signalés.",
    "There are validation errors, click save to highlight them.":
        "Des champs sont à corriger\u00a0: enregistrez pour les voir.",
    "Correct the validation errors to resume preview (saving will highlight errors)":
        "L’aperçu reprend quand les champs sont corrects. Enregistrez pour voir ceux à corriger.",
    "The page '%(page_title)s' is not currently awaiting moderation.":
        f"La page {PAGE} n’attend plus de relecture\u00a0: quelqu’un a déjà répondu.",
    "The page '%(page_title)s' is not currently awaiting moderation in task '%(task_name)s'.":
        f"La page {PAGE} n’attend plus cette relecture\u00a0: quelqu’un a déjà répondu.",
    "Cannot overwrite a revision that is not the latest for this %(model_name)s.":
        "Quelqu’un a enregistré une version plus récente\u00a0: rien n’est écrasé. Rechargez la page pour la voir.",
    # acts and their pages
    "Add %(label)s": "Ajouter\u00a0: %(label)s",
    "Add %(model_name)s": "Ajouter\u00a0: %(model_name)s",
    "Choose which type of page you'd like to create.": "Choisissez le type de page à créer.",
    "Yes, delete it": "Oui, supprimer",
    "No, don't delete it": "Non, garder",
    "Choose another": "Choisir autre chose",
    "Choose %(object)s": "Choisir\u00a0: %(object)s",
    "Choose another %(object)s": "Choisir autre chose",
    "New": "Ajout",
    "Exploring": "Pages",
    "Choose when this %(model_name)s should go live and/or expire":
        "Choisissez le jour et l’heure de la mise en ligne, et ceux du retrait",
    "Create a new %(model_name)s": "Créer\u00a0: %(model_name)s",
    "Edit this %(object)s": "Modifier",
    "New: %(model_name)s": "Ajout\u00a0: %(model_name)s",
    "Are you sure you want to delete this %(model_name)s?": "Voulez-vous vraiment supprimer\u00a0?",
    "Are you sure you want to unpublish this %(model_name)s?": "Voulez-vous vraiment retirer du site\u00a0?",
    "Are you sure you want to delete this %(snippet_type_name)s?": "Voulez-vous vraiment supprimer\u00a0?",
    "You don't have permission to delete this %(snippet_type_name)s": "Vous ne pouvez pas supprimer ceci",
    "One or more references to this %(model_name)s prevent it from being deleted.":
        "La suppression est impossible\u00a0: d’autres contenus s’en servent.",
    "Please select another parent.": "Choisissez une autre page parente.",
    "Please type <b>%(wagtail_site_name)s</b> to confirm.": "Tapez <b>%(wagtail_site_name)s</b> pour confirmer.",
    "Would you still like to publish this %(model_name)s?": "Voulez-vous publier malgré tout\u00a0?",
    "Publishing this %(model_name)s will cancel the current workflow.": "Publier met fin à la relecture en cours.",
    "Publishing this page will cancel the current workflow.": "Publier met fin à la relecture en cours.",
    "Cancel workflow ": "Annuler la relecture",
    "Restart workflow ": "Relancer la relecture",
    "Submit to %(workflow_name)s": "Soumettre à %(workflow_name)s",
    "Preview cannot display due to validation errors. <br /> Click save to highlight the relevant fields.":
        "L’aperçu attend des champs corrects.<br /> Enregistrez\u00a0: ceux à corriger sont signalés.",
    "Why not <a class=\"upload-one-now\" href=\"#tab-upload\" data-action=\"w-tabs#select:prevent\" "
    "data-w-tabs-target=\"trigger\" data-w-tabs-focus-param=\"true\">upload one now</a>?":
        "Vous pouvez <a class=\"upload-one-now\" href=\"#tab-upload\" data-action=\"w-tabs#select:prevent\" "
        "data-w-tabs-target=\"trigger\" data-w-tabs-focus-param=\"true\">envoyer un fichier</a>.",
    # where a page stands
    "Published": "Publié",
    "Unlocked": "Sans verrou",
    "Locked": "Verrou posé",
    "Locked by another user": "Verrou posé par une autre personne",
    "Locked by schedule": "Verrou posé jusqu’à la date prévue",
    "Locked by workflow": "En relecture",
    "Locked by you": "Verrou posé par vous",
    "Locked at <b>%(locking_date)s</b>": "Verrou posé le <b>%(locking_date)s</b>",
    "Locked by <b>%(locked_by)s</b> at <b>%(locking_date)s</b>":
        "Verrou posé par <b>%(locked_by)s</b> le <b>%(locking_date)s</b>",
    "Locked by <b>you</b> at <b>%(locking_date)s</b>": "Verrou posé par <b>vous</b> le <b>%(locking_date)s</b>",
    "<b>'{title}' is locked</b>.": "<b>«\u00a0{title}\u00a0»</b> porte un verrou.",
    "<b>'{title}' is locked</b> by <b>you</b>.": "<b>«\u00a0{title}\u00a0»</b> porte <b>votre</b> verrou.",
    "<b>'{title}' was locked</b> by <b>you</b> on <b>{datetime}</b>.":
        "<b>«\u00a0{title}\u00a0»</b> porte <b>votre</b> verrou, posé le <b>{datetime}</b>.",
    "<b>'{title}' was locked</b> by <b>{user}</b> on <b>{datetime}</b>.":
        "<b>«\u00a0{title}\u00a0»</b> porte un verrou, posé par <b>{user}</b> le <b>{datetime}</b>.",
    "{model_name} '{title}' is locked and has been scheduled to go live at {datetime}":
        "«\u00a0{title}\u00a0» ne change plus jusqu’à sa mise en ligne, le {datetime}",
    "Currently locked and will go live on the scheduled date": "Ne change plus jusqu’à sa mise en ligne",
    "Anyone can edit this %(model_name)s": "Toute la Dircom peut modifier",
    "Anyone can edit this %(model_name)s – lock it to prevent others from editing":
        "Toute la Dircom peut modifier. Posez un verrou pour être la seule personne à le faire",
    "Reviewers can edit this %(model_name)s – lock it to prevent other reviewers from editing":
        "Les personnes qui relisent peuvent modifier. Posez un verrou pour être la seule à le faire",
    "No one can make changes while the %(model_name)s is locked": "Personne ne modifie tant que le verrou est posé",
    "Only %(user)s can make changes while the %(model_name)s is locked":
        "Tant que le verrou est posé, une seule personne modifie\u00a0: %(user)s",
    "Only you can make changes while the %(model_name)s is locked":
        "Tant que le verrou est posé, vous seul pouvez modifier",
    "Only reviewers for this task can edit the %(model_name)s.": "Seules les personnes qui relisent modifient.",
    "This %(model_name)s hasn't been submitted for moderation yet": "La relecture n’est pas encore demandée",
    "This %(model_name)s is currently awaiting moderation.": "La relecture est demandée.",
    "This %(model_name)s is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>.": HERE,
    "This page is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>.": HERE,
    "This %(model_name)s was marked as needing changes at <strong>%(task)s</strong> in "
    "<strong>%(workflow)s</strong>.": ASKED,
    "This page was marked as needing changes at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>.": ASKED,
    "This {model_name} is awaiting <b>'{task_name}'</b> in the <b>'{workflow_name}'</b> workflow.":
        "En attente\u00a0: <b>{task_name}</b>.",
    "You are viewing a previous version of this %(model_name)s from <b>%(created_at)s</b> by %(user)s":
        "Version passée, enregistrée le <b>%(created_at)s</b> par %(user)s",
    "Referenced %(count)s time": CITED,
    "This %(model_name)s is referenced %(usage_count)s time.": CITED_USAGE,
    "Used %(usage_count)s time": USED,
    "Moved": "Déplacement",
    "Renamed": "Nouveau nom",
    "Reordered": "Nouvel ordre",
    "None": "aucun",
    "No %(model_name)s match your query.": "Rien ne correspond à votre recherche.",
    # its dates and its readers
    "go live date/time": "mise en ligne le",
    "expiry date/time": "retrait le",
    "Expiry:": "Retrait\u00a0:",
    "expired": "retirée",
    "Invalid schedule": "Dates à corriger",
    "Choose when this page should go live and/or expire": "Le jour et l’heure de la mise en ligne, et ceux du retrait",
    "Go live date/time must be before expiry date/time": "La mise en ligne vient avant le retrait.",
    "Expiry date/time must be in the future.": "Le retrait est à venir\u00a0: choisissez une date plus tardive.",
    "This publishing schedule will only take effect after you select the \"Schedule to publish\" option":
        "Ces dates comptent une fois que vous choisissez «\u00a0Programmer pour publication\u00a0».",
    "Change privacy": "Choisir qui peut lire",
    "Changing the privacy for this page has been disabled.":
        "Tout le monde lit cette page\u00a0: elle, ou une page au-dessous, est citée partout sur le site.",
    # addresses and search engines
    "Promote": "Adresse et moteurs de recherche",
    "slug": "fin d’adresse",
    "New slug": "Nouvelle fin d’adresse",
    "title tag": "titre pour les moteurs de recherche",
    "meta description": "résumé pour les moteurs de recherche",
    "URL": "Adresse",
    "URL path": "adresse",
    "The page title as you'd like it to be seen by the public": "Comme le public le lit",
    "The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/":
        "Les derniers mots de l’adresse de la page, sans accent ni espace, comme «\u00a0devenir-labellise\u00a0».",
    "The name of the page displayed on search engine results as the clickable headline.":
        "Vide\u00a0: le titre de la page.",
    "The descriptive text displayed underneath a headline in search engine results.":
        "Une ou deux phrases, affichées sous le titre dans les résultats. Vide\u00a0: le chapeau.",
    "The slug '%(page_slug)s' is already in use at the selected parent page. Make sure the slug is unique and "
    "try again.": SLUG,
    "The slug '%(page_slug)s' is already in use within the parent page.": SLUG,
    "The slug '%(page_slug)s' is already in use within the parent page at '%(parent_url_path)s'.": SLUG,
    "This slug is already in use within the context of its parent page \"%(parent_page_title)s\"": SLUG,
    "The following page cannot be moved due to duplicate slug":
        "Déplacement impossible\u00a0: à cet endroit, une autre page a déjà la même fin d’adresse.",
    "Please enter a valid URL": "Écrivez une adresse complète, comme https://exemple.fr.",
    "Converting this to an internal link to %(page)s would make the link automatically update if the underlying "
    "page changes its URL. Would you like to do this?":
        "Un lien vers la page «\u00a0%(page)s\u00a0» la suit si son adresse change. Voulez-vous ce lien\u00a0?",
    "The URL you entered, <a target=\"_blank\" rel=\"noreferrer\" href=\"%(submitted_url)s\">%(submitted_url)s</a>, "
    "looks like it matches the internal page %(page)s, which has the URL <a target=\"_blank\" rel=\"noreferrer\" "
    "href=\"%(internal_url)s\">%(internal_url)s</a>.":
        "Cette adresse, %(submitted_url)s, semble être celle d’une page du site\u00a0: "
        "«\u00a0%(page)s\u00a0» (%(internal_url)s).",
    "redirect to any URL": "redirige vers une adresse",
    "Generate URL": "Donner l’adresse",
    "Image URL": "Adresse de l’image",
    "URL Generator": "Adresse de l’image",
    "Copy URL": "Copier l’adresse",
    # pictures and documents
    "Please add some alt text for your image or mark it as decorative": "Décrivez l’image, ou dites-la décorative.",
    "Please provide an image description to comply with best practices for accessibility.":
        "Décrivez l’image en une phrase\u00a0: ces mots sont lus à qui ne la voit pas.",
    "The source image file could not be found. Please change the source or delete the image.":
        "Le fichier de l’image est introuvable. Envoyez-le de nouveau, ou supprimez l’image.",
    "The file could not be found. Please change the source or delete the document.":
        "Le fichier est introuvable. Envoyez-le de nouveau, ou supprimez le document.",
    "Upload successful. Please update this image with a more appropriate title, if necessary. You may also delete "
    "the image completely if the upload wasn't required.": UPLOADED,
    "Upload successful. Please update this document with a more appropriate title, if necessary. You may also "
    "delete the document completely if the upload wasn't required.": UPLOADED,
    # the desk itself
    "Skip to main content": "Aller au contenu",
    "Layout": "Affichage",
    "Dashboard": "Accueil de l’édition",
    "Go to Wagtail admin": "Revenir à l’édition du site",
    "View Wagtail quick actions": "Ouvrir le menu de l’édition",
    "Wagtail admin": "Édition du site",
    "Enable custom keyboard shortcuts specific to Wagtail.": "Activer les raccourcis clavier de l’édition.",
    "JavaScript is required to use Wagtail, but it is currently disabled.<br /> Here are the <a "
    "href=\"https://www.enable-javascript.com/\" target=\"_blank\" rel=\"noreferrer\">instructions how to enable "
    "JavaScript in your web browser</a>.":
        "L’édition du site demande JavaScript, que votre navigateur n’exécute pas.",
    "Your pages and snippets in a workflow": "Vos pages en relecture",
    "Awaiting your review": "À relire par vous",
    # the référent's lists
    "Inspecting %(object)s": "Fiche\u00a0: %(object)s",
    "Inspect this %(object)s": "Voir la fiche",
    "Inspect": "Voir",
    "Inspecting": "Fiche",
    "Back to %(model_name)s list": "Revenir à la liste",
    "By %(filter_title)s": "Selon\u00a0: %(filter_title)s",
    "No %(name)s have been created yet.": "La liste est vide.",
    "Sorry, there are no %(name)s matching your search parameters.": "Rien ne correspond à votre recherche.",
}  # fmt: skip

# Of Django's administration, whose filters these lists borrow and whose catalogue is not loaded.
BORROWED = {"Any date": "Toutes", "No date": "Sans date", "Has date": "Avec une date"}


def install_translations():
    """Lays our words over the French of Wagtail; called once, when the apps are ready.

    A sentence that Django or the portal already says in its own way keeps it.
    """
    french = trans_real.translation(LANGUAGE)
    ours = gettext.GNUTranslations()
    ours.plural = french.plural
    ours._catalog = {
        key: _rewrite(key, text)
        for key, texts in theirs().items()
        if (text := french._catalog.get(key)) in texts
    }
    ours._catalog |= BORROWED
    french.merge(ours)


def theirs():
    """{msgid, or (msgid, plural): {its French}} of Wagtail's apps, as shipped."""
    found = defaultdict(set)
    for app in apps.get_app_configs():
        if app.name.startswith("wagtail"):
            shipped = gettext.translation("django", f"{app.path}/locale", [LANGUAGE], fallback=True)
            for key, text in getattr(shipped, "_catalog", {}).items():
                found[key].add(text)
    found.pop("", None)
    return found


def _rewrite(key, text):
    name = key[0] if isinstance(key, tuple) else key
    return SAID[name] if name in SAID else tidy(text)


def tidy(text):
    """Applies the rules, outside placeholders and surrounding blanks."""
    parts = KEPT.split(text)
    return "".join(part if KEPT.fullmatch(part) else _ruled(part) for part in parts)


def _ruled(text):
    for pattern, said in RULES:
        text = pattern.sub(said, text)
    return text
