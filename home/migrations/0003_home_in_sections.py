"""The home as sections: what its template drew until now, for the page, its drafts and its history."""

import json

from django.db import migrations

BUTTONS = [{'type': 'button',
  'value': {'label': 'Trouver un organisme labellisé', 'page': None, 'address': '/annuaire/'}},
 {'type': 'button', 'value': {'label': 'Devenir labellisé', 'page': None, 'address': '/devenir-labellise/'}},
 {'type': 'button', 'value': {'label': 'Un problème\u00a0?', 'page': None, 'address': '/un-probleme/'}}]
SECTIONS = [{'type': 'figures',
  'value': {'title': 'Le label en chiffres', 'width': 'full', 'buttons': [], 'hides_title': True}},
 {'type': 'path',
  'value': {'title': 'Le parcours, de la candidature au label',
            'width': 'full',
            'buttons': [{'label': 'Le parcours en détail', 'page': None, 'address': '/le-parcours/'}],
            'text': 'Il faut environ un an de préparation pour se présenter au comité. Les représentants des '
                    'locataires sont informés et associés à chaque étape.'}},
 {'type': 'visitors',
  'value': {'title': 'Vous êtes…',
            'width': 'full',
            'buttons': [],
            'cards': [{'title': 'Locataire',
                       'text': 'Comprendre ce que le label change chez vous, vérifier que votre bailleur le '
                               'détient.',
                       'note': 'Page facile à lire',
                       'motif': 'brick',
                       'page': None,
                       'address': '/locataires/'},
                      {'title': 'Organisme Hlm',
                       'text': 'Préparer une candidature, mesurer l’effort, demander un conseil.',
                       'note': 'Étapes, questions et contact',
                       'motif': 'sky',
                       'page': None,
                       'address': '/devenir-labellise/'},
                      {'title': 'Collectivité ou partenaire',
                       'text': 'Voir qui est labellisé sur votre territoire, réutiliser les données.',
                       'note': 'Annuaire et données ouvertes',
                       'motif': 'leaf',
                       'page': None,
                       'address': '/annuaire/'}]}},
 {'type': 'practice',
  'value': {'title': 'La pratique du mois',
            'width': 'wide',
            'buttons': [{'label': 'Tout l’observatoire', 'page': None, 'address': '/observatoire/'}]}},
 {'type': 'agenda',
  'value': {'title': 'À venir',
            'width': 'narrow',
            'buttons': [{'label': 'Tout l’agenda', 'page': None, 'address': '/agenda/'}],
            'limit': 5,
            'with_sessions': True}},
 {'type': 'news',
  'value': {'title': 'Actualités',
            'width': 'full',
            'buttons': [{'label': 'Toutes les actualités', 'page': None, 'address': '/actualites/'}],
            'limit': 3}},
 {'type': 'labels',
  'value': {'title': 'Derniers labels',
            'width': 'half',
            'buttons': [{'label': 'Tout l’annuaire', 'page': None, 'address': '/annuaire/'}],
            'limit': 5}},
 {'type': 'pioneers',
  'value': {'title': 'Ils ont fait connaître leur label',
            'width': 'half',
            'buttons': [],
            'text': 'Organismes réels, cités d’après des pages publiques. Ce portail ne dit rien de leur '
                    'situation d’aujourd’hui.'}}]


def fill(apps, schema_editor):
    """A home that has sections already is left as it is."""
    alias, kept = schema_editor.connection.alias, set()
    for page in apps.get_model("home", "HomePage")._base_manager.using(alias).all():
        if page.sections:
            kept.add(str(page.pk))
            continue
        page.sections, page.buttons = SECTIONS, BUTTONS
        page.save()
    revisions = apps.get_model("wagtailcore", "Revision")._base_manager.using(alias)
    for revision in revisions.filter(content_type__app_label="home", content_type__model="homepage"):
        if revision.object_id in kept or json.loads(revision.content.get("sections") or "[]"):
            continue
        streams = {"sections": json.dumps(SECTIONS), "buttons": json.dumps(BUTTONS)}
        revision.content = revision.content | streams
        revision.save()


class Migration(migrations.Migration):
    dependencies = [("home", "0002_home_sections")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
