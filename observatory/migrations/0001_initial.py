"""The tables of the observatory, and its full text."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
from portal.schema.operations import CreateTables, RunSQLOf

SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS observatory_searchtext USING fts5(title, tags, summary, often, body, words, organism, plain, tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS observatory_searchgram USING fts5(word, tokenize='trigram')",
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE TABLE IF NOT EXISTS observatory_searchtext (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS observatory_searchtext_vector ON observatory_searchtext USING gin (vector)",
    "CREATE INDEX IF NOT EXISTS observatory_searchword_grams ON observatory_searchword USING gin (word gin_trgm_ops)",
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("labelling", "0001_initial"),
        ("portal", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="GoodPractice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                max_length=140, unique=True, verbose_name="nom dans les adresses"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Brouillon"),
                                    ("submitted", "Proposée"),
                                    ("changes_requested", "À reprendre"),
                                    ("validated", "Validée"),
                                    ("published", "Publiée"),
                                    ("review_due", "À confirmer"),
                                    ("archived", "Archivée"),
                                    ("rejected", "Non retenue"),
                                    ("withdrawn", "Retirée"),
                                    ("merged", "Versée dans la fiche"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=17,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "is_demo",
                            models.BooleanField(default=False, verbose_name="fiche inventée"),
                        ),
                        ("title", models.CharField(max_length=110, verbose_name="titre")),
                        (
                            "summary",
                            models.CharField(blank=True, max_length=300, verbose_name="résumé"),
                        ),
                        (
                            "year_started",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="année de début"
                            ),
                        ),
                        (
                            "maturity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("trial", "expérimentation"),
                                    ("deployed", "déployée"),
                                    ("lasting", "pérenne"),
                                ],
                                max_length=10,
                                verbose_name="maturité",
                            ),
                        ),
                        (
                            "cover_alt",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="ce que montre l’image"
                            ),
                        ),
                        (
                            "context",
                            models.TextField(blank=True, verbose_name="le point de départ"),
                        ),
                        (
                            "objectives",
                            models.TextField(blank=True, verbose_name="ce qui était visé"),
                        ),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="comment vous avez fait"),
                        ),
                        ("steps", models.TextField(blank=True, verbose_name="étapes")),
                        (
                            "partners",
                            models.TextField(blank=True, verbose_name="acteurs et partenaires"),
                        ),
                        (
                            "tenants_role",
                            models.TextField(blank=True, verbose_name="place des locataires"),
                        ),
                        (
                            "human_means",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="temps passé"
                            ),
                        ),
                        (
                            "budget_band",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("LT5K", "moins de 5\xa0000\xa0€"),
                                    ("5K_20K", "5\xa0000 à 20\xa0000\xa0€"),
                                    ("20K_50K", "20\xa0000 à 50\xa0000\xa0€"),
                                    ("50K_150K", "50\xa0000 à 150\xa0000\xa0€"),
                                    ("GT150K", "plus de 150\xa0000\xa0€"),
                                ],
                                max_length=10,
                                verbose_name="budget",
                            ),
                        ),
                        (
                            "timeline",
                            models.CharField(blank=True, max_length=250, verbose_name="durée"),
                        ),
                        ("results", models.TextField(blank=True, verbose_name="ce qui a changé")),
                        (
                            "difficulties",
                            models.TextField(blank=True, verbose_name="ce qui a résisté"),
                        ),
                        (
                            "success_factors",
                            models.TextField(blank=True, verbose_name="ce qui a aidé"),
                        ),
                        (
                            "points_of_vigilance",
                            models.TextField(blank=True, verbose_name="points de vigilance"),
                        ),
                        (
                            "reproduction",
                            models.TextField(blank=True, verbose_name="pour refaire ailleurs"),
                        ),
                        (
                            "themes",
                            models.JSONField(blank=True, default=list, verbose_name="thèmes"),
                        ),
                        (
                            "criteria",
                            models.JSONField(blank=True, default=list, verbose_name="critères"),
                        ),
                        (
                            "perimeters",
                            models.JSONField(blank=True, default=list, verbose_name="périmètres"),
                        ),
                        (
                            "audience",
                            models.JSONField(blank=True, default=list, verbose_name="publics"),
                        ),
                        (
                            "tags",
                            models.JSONField(blank=True, default=list, verbose_name="mots-clés"),
                        ),
                        (
                            "action_type",
                            models.CharField(
                                blank=True,
                                choices=[("transversal", "transversale"), ("local", "locale")],
                                max_length=12,
                                verbose_name="type d’action",
                            ),
                        ),
                        (
                            "with_tenants",
                            models.BooleanField(
                                default=False, verbose_name="menée avec des locataires"
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("self", "proposée par l’organisme"),
                                    ("audit_strength", "point fort relevé en audit"),
                                    ("committee", "signalée par le comité"),
                                    (
                                        "regional_association",
                                        "signalée par une association régionale",
                                    ),
                                ],
                                default="self",
                                max_length=22,
                                verbose_name="origine",
                            ),
                        ),
                        (
                            "contact_function",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="fonction à contacter"
                            ),
                        ),
                        (
                            "contact_email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="adresse générique"
                            ),
                        ),
                        (
                            "contact_name",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="nom de la personne"
                            ),
                        ),
                        (
                            "contact_consent_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="accord de la personne le"
                            ),
                        ),
                        (
                            "reuse_licence",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="licence de réutilisation"
                            ),
                        ),
                        (
                            "image_rights",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="droits sur l’image"
                            ),
                        ),
                        (
                            "management_agreement_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="accord de la direction le"
                            ),
                        ),
                        (
                            "moderation_note",
                            models.TextField(
                                blank=True, editable=False, verbose_name="mot de la relecture"
                            ),
                        ),
                        (
                            "published_on",
                            models.DateField(editable=False, null=True, verbose_name="publiée le"),
                        ),
                        (
                            "review_due_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="à relire avant le"
                            ),
                        ),
                        (
                            "known_reuses",
                            models.PositiveIntegerField(
                                default=0, editable=False, verbose_name="reprises connues"
                            ),
                        ),
                        (
                            "reuse_count",
                            models.PositiveIntegerField(
                                default=0, editable=False, verbose_name="reprises"
                            ),
                        ),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, verbose_name="version de la fiche"
                            ),
                        ),
                        (
                            "revised_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="mise à jour le"
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="écrite le"
                            ),
                        ),
                        (
                            "writing_seconds",
                            models.PositiveIntegerField(
                                default=0, editable=False, verbose_name="secondes d’écriture"
                            ),
                        ),
                        (
                            "cover",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "edition_of",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="observatory.goodpractice",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practices",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="proposée par",
                            ),
                        ),
                        (
                            "validated_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bonne pratique",
                        "verbose_name_plural": "bonnes pratiques",
                        "ordering": ("-published_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="IndexCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(default=portal.core.clock.now, verbose_name="le"),
                        ),
                        (
                            "sheets",
                            models.PositiveIntegerField(default=0, verbose_name="fiches publiques"),
                        ),
                        (
                            "missing",
                            models.PositiveIntegerField(default=0, verbose_name="absentes"),
                        ),
                        ("stale", models.PositiveIntegerField(default=0, verbose_name="périmées")),
                        ("surplus", models.PositiveIntegerField(default=0, verbose_name="en trop")),
                        ("seconds", models.FloatField(default=0, verbose_name="durée")),
                        (
                            "error",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="ce qui a empêché"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vérification de l’index",
                        "verbose_name_plural": "vérifications de l’index",
                        "ordering": ("-pk",),
                    },
                ),
                migrations.CreateModel(
                    name="SearchIndex",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="nom")),
                        ("built_at", models.DateTimeField(null=True, verbose_name="construit le")),
                        (
                            "built_seconds",
                            models.FloatField(default=0, verbose_name="durée de la construction"),
                        ),
                        (
                            "sheets",
                            models.PositiveIntegerField(
                                default=0, verbose_name="fiches à la construction"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "index de recherche",
                        "verbose_name_plural": "index de recherche",
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "word",
                            models.CharField(
                                max_length=40, unique=True, verbose_name="mot sans accent"
                            ),
                        ),
                        ("shown", models.CharField(max_length=60, verbose_name="mot")),
                        (
                            "sound",
                            models.CharField(
                                db_index=True, max_length=40, verbose_name="comme il se prononce"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mot de l’observatoire",
                        "verbose_name_plural": "mots de l’observatoire",
                        "ordering": ("word",),
                    },
                ),
                migrations.CreateModel(
                    name="SynonymGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        (
                            "heading",
                            models.CharField(
                                blank=True,
                                max_length=80,
                                verbose_name="mot tapé, s’il ne vaut que dans un sens",
                            ),
                        ),
                        ("expressions", models.JSONField(default=list, verbose_name="expressions")),
                        ("is_active", models.BooleanField(default=True, verbose_name="en service")),
                        (
                            "changed_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="modifié le",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "groupe de synonymes",
                        "verbose_name_plural": "groupes de synonymes",
                        "ordering": ("code",),
                    },
                ),
                migrations.CreateModel(
                    name="TrophyCategory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("title", models.CharField(max_length=90, verbose_name="catégorie")),
                    ],
                    options={
                        "verbose_name": "catégorie des trophées",
                        "verbose_name_plural": "catégories des trophées",
                        "ordering": ("edition", "order"),
                    },
                ),
                migrations.CreateModel(
                    name="CallLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveIntegerField(unique=True, verbose_name="version"),
                        ),
                        ("subject", models.CharField(max_length=150, verbose_name="objet")),
                        ("text", models.TextField(verbose_name="texte")),
                        (
                            "written_at",
                            models.DateTimeField(
                                default=portal.core.clock.now, verbose_name="écrite le"
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lettre d’invitation à contribuer",
                        "verbose_name_plural": "lettres d’invitation à contribuer",
                        "ordering": ("-number",),
                    },
                ),
                migrations.CreateModel(
                    name="Collection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                max_length=140, unique=True, verbose_name="nom dans les adresses"
                            ),
                        ),
                        ("title", models.CharField(max_length=110, verbose_name="nom")),
                        (
                            "intro",
                            models.TextField(
                                blank=True, max_length=600, verbose_name="à quoi elle sert"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("private", "Pour moi"),
                                    ("organism", "Mon organisme"),
                                    ("club", "Le club"),
                                    ("public", "Sélection publique"),
                                    ("removed", "Supprimée"),
                                ],
                                default="private",
                                editable=False,
                                max_length=8,
                                verbose_name="qui la lit",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="collections",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="collections",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="faite par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "collection de pratiques",
                        "verbose_name_plural": "collections de pratiques",
                        "ordering": ("title", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ContributionCall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        ("theme", models.CharField(max_length=10, verbose_name="thème")),
                        ("criterion", models.CharField(max_length=10, verbose_name="critère")),
                        ("subject", models.CharField(max_length=250, verbose_name="objet")),
                        ("text", models.TextField(verbose_name="texte envoyé")),
                        (
                            "sent_at",
                            models.DateTimeField(
                                default=portal.core.clock.now, verbose_name="envoyée le"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calls",
                                to="observatory.callletter",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contribution_calls",
                                to="labelling.organism",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "invitation à contribuer",
                        "verbose_name_plural": "invitations à contribuer",
                        "ordering": ("-sent_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticeEntry",
                    fields=[
                        (
                            "practice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="search_entry",
                                serialize=False,
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                        ("content_hash", models.CharField(max_length=40, verbose_name="empreinte")),
                        ("mark", models.BigIntegerField(verbose_name="marque")),
                        ("published_on", models.DateField(verbose_name="publiée le")),
                        ("reuse_count", models.PositiveIntegerField(verbose_name="reprises")),
                        ("facets", models.JSONField(verbose_name="facettes")),
                        ("tokens", models.JSONField(verbose_name="racines par champ")),
                    ],
                    options={
                        "verbose_name": "entrée de l’observatoire",
                        "verbose_name_plural": "entrées de l’observatoire",
                        "ordering": ("practice",),
                    },
                ),
                migrations.CreateModel(
                    name="CollectionEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("order", models.PositiveIntegerField(default=1, verbose_name="rang")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=250, verbose_name="pourquoi"),
                        ),
                        (
                            "collection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="observatory.collection",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pratique d’une collection",
                        "verbose_name_plural": "pratiques des collections",
                        "ordering": ("collection", "order", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Bookmark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                default=portal.core.clock.now, verbose_name="mise de côté le"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bookmarks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bookmarks",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "signet",
                        "ordering": ("-at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="IndexJob",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "practice_number",
                            models.BigIntegerField(
                                db_index=True, verbose_name="numéro de la fiche"
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                default=portal.core.clock.now, verbose_name="demandée le"
                            ),
                        ),
                        (
                            "not_before",
                            models.DateTimeField(
                                default=portal.core.clock.now, verbose_name="pas avant"
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="essais"),
                        ),
                        (
                            "is_given_up",
                            models.BooleanField(default=False, verbose_name="abandonnée"),
                        ),
                        (
                            "error",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="dernière erreur"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mise à jour de l’index",
                        "verbose_name_plural": "mises à jour de l’index",
                        "ordering": ("pk",),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_given_up", False)),
                                fields=["not_before"],
                                name="index_job_due",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonthlyPractice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="mois")),
                        (
                            "words",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="pourquoi elle"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("chosen", "Choisie"), ("cancelled", "Annulée")],
                                default="chosen",
                                editable=False,
                                max_length=9,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="months",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pratique du mois",
                        "verbose_name_plural": "pratiques du mois",
                        "ordering": ("-month", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PeerOffer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        ("criterion", models.CharField(max_length=12, verbose_name="critère")),
                        (
                            "function",
                            models.CharField(max_length=120, verbose_name="fonction à appeler"),
                        ),
                        (
                            "email",
                            models.EmailField(max_length=254, verbose_name="adresse de service"),
                        ),
                        (
                            "words",
                            models.CharField(
                                blank=True,
                                max_length=250,
                                verbose_name="ce que vous pouvez montrer",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Ouverte"), ("ended", "Terminée")],
                                default="open",
                                editable=False,
                                max_length=5,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "offered_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="offerte le"
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="peer_offers",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pair à appeler",
                        "verbose_name_plural": "pairs à appeler",
                        "ordering": ("criterion", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticeIndicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=1, verbose_name="rang")),
                        ("name", models.CharField(max_length=160, verbose_name="mesure")),
                        (
                            "before",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="avant",
                            ),
                        ),
                        (
                            "after",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, verbose_name="après"
                            ),
                        ),
                        ("unit", models.CharField(max_length=40, verbose_name="unité")),
                        (
                            "measured_on",
                            models.CharField(
                                help_text="Année et mois, 2025-06.",
                                max_length=7,
                                verbose_name="mesurée en",
                            ),
                        ),
                        ("source", models.CharField(max_length=160, verbose_name="source")),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="indicators",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indicateur d’une pratique",
                        "verbose_name_plural": "indicateurs des pratiques",
                        "ordering": ("practice", "order", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticeInvitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Attend une réponse"),
                                    ("accepted", "Acceptée"),
                                    ("declined", "Déclinée"),
                                    ("taken_back", "Reprise"),
                                ],
                                default="waiting",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("audit_strength", "point fort relevé en audit"),
                                    ("committee", "signalée par le comité"),
                                    (
                                        "regional_association",
                                        "signalée par une association régionale",
                                    ),
                                ],
                                max_length=22,
                                verbose_name="origine",
                            ),
                        ),
                        (
                            "association",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="association régionale"
                            ),
                        ),
                        ("title", models.CharField(max_length=110, verbose_name="titre proposé")),
                        (
                            "told",
                            models.TextField(blank=True, verbose_name="ce qui a été remarqué"),
                        ),
                        ("message", models.TextField(blank=True, verbose_name="mot du référent")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.auditfinding",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practice_invitations",
                                to="labelling.organism",
                            ),
                        ),
                        (
                            "practice",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitation",
                                to="observatory.goodpractice",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.committeesession",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "invitation à raconter une pratique",
                        "verbose_name_plural": "invitations à raconter une pratique",
                        "ordering": ("-created_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticePiece",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=1, verbose_name="rang")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("picture", "Image"),
                                    ("document", "Document"),
                                    ("link", "Lien"),
                                    ("video", "Vidéo"),
                                ],
                                max_length=8,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, max_length=160, verbose_name="titre"),
                        ),
                        (
                            "alt",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="ce que montre l’image"
                            ),
                        ),
                        (
                            "rights",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="qui autorise à la publier"
                            ),
                        ),
                        (
                            "url",
                            models.URLField(blank=True, max_length=400, verbose_name="adresse"),
                        ),
                        (
                            "subtitles",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("subtitled", "sous-titrée"),
                                    ("transcribed", "avec sa transcription"),
                                    ("silent", "sans parole"),
                                    ("none", "sans sous-titres pour le moment"),
                                ],
                                max_length=11,
                                verbose_name="sous-titres",
                            ),
                        ),
                        (
                            "is_reserved",
                            models.BooleanField(
                                default=False, verbose_name="réservé à la relecture"
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.storedfile",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pieces",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pièce d’une pratique",
                        "verbose_name_plural": "pièces des pratiques",
                        "ordering": ("practice", "order", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticeQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Posée"),
                                    ("answered", "Répondue"),
                                    ("published", "Sur la fiche"),
                                    ("declined", "Sans réponse"),
                                    ("withdrawn", "Retirée"),
                                ],
                                default="asked",
                                editable=False,
                                max_length=9,
                                verbose_name="état",
                            ),
                        ),
                        ("text", models.TextField(max_length=1500, verbose_name="question")),
                        ("answer", models.TextField(blank=True, verbose_name="réponse")),
                        (
                            "asker_agrees",
                            models.BooleanField(
                                default=False, verbose_name="paraître sur la fiche"
                            ),
                        ),
                        (
                            "author_agrees",
                            models.BooleanField(
                                default=False, verbose_name="paraître sur la fiche"
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="répondue le"
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="répondue par",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="posée par",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practice_questions",
                                to="labelling.organism",
                                verbose_name="organisme qui demande",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question sur une pratique",
                        "verbose_name_plural": "questions sur les pratiques",
                        "ordering": ("-created_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticeReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="lecture")),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                default=portal.core.clock.now, verbose_name="proposée le"
                            ),
                        ),
                        ("content", models.JSONField(default=dict, verbose_name="texte proposé")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("waiting", "en attente"),
                                    ("validated", "validée"),
                                    ("published", "publiée"),
                                    ("returned", "à reprendre"),
                                    ("rejected", "non retenue"),
                                    ("closed", "close sans suite"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="issue",
                            ),
                        ),
                        ("reasons", models.JSONField(default=list, verbose_name="motifs")),
                        ("note", models.TextField(blank=True, verbose_name="mot de la relecture")),
                        ("read_at", models.DateTimeField(null=True, verbose_name="lue le")),
                        (
                            "second_read_at",
                            models.DateTimeField(null=True, verbose_name="relue le"),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                        (
                            "reader",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "second_reader",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lecture d’une pratique",
                        "verbose_name_plural": "lectures des pratiques",
                        "ordering": ("practice", "-number"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticePageViews",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="jour")),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="lectures")),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="page_views",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lectures d’une pratique",
                        "verbose_name_plural": "lectures des pratiques",
                        "ordering": ("practice", "day"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticeReuse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("declared", "Déclarée"),
                                    ("to_fix", "À reprendre"),
                                    ("accepted", "Retenue"),
                                    ("rejected", "Non retenue"),
                                    ("withdrawn", "Retirée"),
                                ],
                                default="declared",
                                editable=False,
                                max_length=9,
                                verbose_name="état",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="année de l’essai")),
                        ("context", models.TextField(verbose_name="où et pourquoi")),
                        ("changes", models.TextField(verbose_name="ce que vous avez changé")),
                        ("result", models.TextField(verbose_name="ce que cela a donné")),
                        (
                            "measure",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="un chiffre avant et après"
                            ),
                        ),
                        (
                            "is_named",
                            models.BooleanField(
                                default=False, verbose_name="paraître sur la fiche avec votre nom"
                            ),
                        ),
                        (
                            "moderation_note",
                            models.TextField(
                                blank=True, editable=False, verbose_name="mot de la relecture"
                            ),
                        ),
                        (
                            "accepted_on",
                            models.DateField(editable=False, null=True, verbose_name="retenue le"),
                        ),
                        (
                            "declared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="déclarée par",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practice_reuses",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reuses",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.organism",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reprise d’une pratique",
                        "verbose_name_plural": "reprises des pratiques",
                        "ordering": ("-year", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PracticeTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("theme", "thème"),
                                    ("criterion", "critère"),
                                    ("perimeter", "périmètre"),
                                    ("audience", "public"),
                                    ("tag", "mot-clé"),
                                ],
                                max_length=10,
                                verbose_name="nature",
                            ),
                        ),
                        ("code", models.CharField(max_length=80, verbose_name="mot")),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mot d’une pratique",
                        "verbose_name_plural": "mots des pratiques",
                        "ordering": ("practice", "kind", "code"),
                    },
                ),
                migrations.CreateModel(
                    name="SavedSearch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nom")),
                        (
                            "query",
                            models.CharField(
                                blank=True, max_length=2000, verbose_name="adresse de la recherche"
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("never", "pas de courriel"),
                                    ("weekly", "un courriel par semaine"),
                                    ("at_once", "un courriel dès la parution"),
                                ],
                                default="weekly",
                                max_length=7,
                                verbose_name="courriels",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=portal.core.clock.now, verbose_name="gardée le"
                            ),
                        ),
                        (
                            "since_on",
                            models.DateField(
                                default=portal.core.clock.today, verbose_name="nouveautés depuis le"
                            ),
                        ),
                        (
                            "known",
                            models.JSONField(default=list, verbose_name="déjà parues ce jour-là"),
                        ),
                        ("next_on", models.DateField(null=True, verbose_name="prochain courriel")),
                        ("is_asked", models.BooleanField(default=False, verbose_name="à regarder")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_searches",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "recherche gardée",
                        "verbose_name_plural": "recherches gardées",
                        "ordering": ("-made_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="SearchDigest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="rang")),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=portal.core.clock.now, verbose_name="composé le"
                            ),
                        ),
                        (
                            "practices",
                            models.ManyToManyField(related_name="+", to="observatory.goodpractice"),
                        ),
                        (
                            "search",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="digests",
                                to="observatory.savedsearch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "courriel d’une recherche",
                        "verbose_name_plural": "courriels des recherches",
                        "ordering": ("search", "number"),
                    },
                ),
                migrations.CreateModel(
                    name="TrophyCandidate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(max_length=20, unique=True, verbose_name="référence"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("invited", "À accepter"),
                                    ("running", "En lice"),
                                    ("withdrawn", "Retirée"),
                                ],
                                default="invited",
                                editable=False,
                                max_length=9,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(
                                editable=False, null=True, verbose_name="rang"
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.organism",
                                verbose_name="organisme",
                            ),
                        ),
                        (
                            "practice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidacies",
                                to="observatory.goodpractice",
                                verbose_name="pratique",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="candidates",
                                to="observatory.trophycategory",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "candidature aux trophées",
                        "verbose_name_plural": "candidatures aux trophées",
                        "ordering": ("category", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="TrophyEdition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "since_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                editable=False,
                                null=True,
                                verbose_name="à faire avant le",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="version"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=portal.core.clock.now,
                                editable=False,
                                verbose_name="créé le",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(unique=True, verbose_name="année"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "En préparation"),
                                    ("nominating", "Candidatures ouvertes"),
                                    ("voting", "Vote ouvert"),
                                    ("counted", "Vote dépouillé"),
                                    ("published", "Résultats publiés"),
                                    ("cancelled", "Annulée"),
                                ],
                                default="prepared",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("opens_on", models.DateField(verbose_name="le vote ouvre le")),
                        ("closes_on", models.DateField(verbose_name="dernier jour du vote")),
                        (
                            "tie_rule",
                            models.TextField(
                                default="À égalité de voix, la pratique la plus reprise l’emporte\xa0; à égalité de reprises, la plus anciennement publiée\xa0; si elles le sont du même jour, elles partagent le trophée.",
                                editable=False,
                                verbose_name="en cas d’égalité",
                            ),
                        ),
                        (
                            "voters",
                            models.PositiveIntegerField(
                                editable=False, null=True, verbose_name="organismes votants"
                            ),
                        ),
                        (
                            "published_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="résultats publiés le"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "édition des trophées",
                        "verbose_name_plural": "éditions des trophées",
                        "ordering": ("-year",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                                name="trophy_dates_in_order",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="trophycategory",
                    name="edition",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="categories",
                        to="observatory.trophyedition",
                    ),
                ),
                migrations.CreateModel(
                    name="TrophyVote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField(default=portal.core.clock.now)),
                        (
                            "candidate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="votes",
                                to="observatory.trophycandidate",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="votes",
                                to="observatory.trophycategory",
                            ),
                        ),
                        (
                            "chosen",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.organism",
                            ),
                        ),
                        (
                            "organism",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="labelling.organism",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vote aux trophées",
                        "verbose_name_plural": "votes aux trophées",
                    },
                ),
                migrations.AddConstraint(
                    model_name="collection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "organism"), _negated=True),
                            ("organism__isnull", False),
                            _connector="OR",
                        ),
                        name="collection_shared_by_an_organism",
                    ),
                ),
                migrations.AddIndex(
                    model_name="contributioncall",
                    index=models.Index(
                        fields=["organism", "theme", "-sent_at"], name="call_latest"
                    ),
                ),
                migrations.AddIndex(
                    model_name="practiceentry",
                    index=models.Index(fields=["mark", "practice"], name="practice_entry_mark"),
                ),
                migrations.AddIndex(
                    model_name="goodpractice",
                    index=models.Index(fields=["-published_on", "-id"], name="practice_latest"),
                ),
                migrations.AddIndex(
                    model_name="goodpractice",
                    index=models.Index(fields=["state", "review_due_on"], name="practice_review"),
                ),
                migrations.AddIndex(
                    model_name="goodpractice",
                    index=models.Index(fields=["state", "id"], name="practice_state"),
                ),
                migrations.AddConstraint(
                    model_name="goodpractice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("published", "review_due")), _negated=True),
                            models.Q(
                                ("published_on__isnull", False),
                                ("review_due_on__gt", models.F("published_on")),
                            ),
                            _connector="OR",
                        ),
                        name="practice_published_is_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="goodpractice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("published", "review_due")), _negated=True),
                            ("management_agreement_on__isnull", False),
                            _connector="OR",
                        ),
                        name="practice_published_is_agreed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="goodpractice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("contact_name", ""),
                            ("contact_consent_on__isnull", False),
                            _connector="OR",
                        ),
                        name="practice_name_needs_consent",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="goodpractice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("edition_of__isnull", True),
                            models.Q(("state__in", ("published", "review_due")), _negated=True),
                            _connector="OR",
                        ),
                        name="practice_edition_is_not_public",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="goodpractice",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "changes_requested", "submitted", "validated"))
                        ),
                        fields=("edition_of",),
                        name="practice_one_edition_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="collectionentry",
                    constraint=models.UniqueConstraint(
                        fields=("collection", "practice"), name="collection_practice_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bookmark",
                    constraint=models.UniqueConstraint(
                        fields=("user", "practice"), name="bookmark_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="monthlypractice",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "chosen")),
                        fields=("month",),
                        name="spotlight_one_a_month",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="monthlypractice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="spotlight_first_day"
                    ),
                ),
                migrations.AddIndex(
                    model_name="peeroffer",
                    index=models.Index(fields=["criterion", "state"], name="peer_offer_criterion"),
                ),
                migrations.AddConstraint(
                    model_name="peeroffer",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("organism", "criterion"),
                        name="peer_offer_once_a_criterion",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practiceindicator",
                    constraint=models.UniqueConstraint(
                        fields=("practice", "order"), name="practice_indicator_order"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practiceinvitation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "accepted"))),
                        fields=("finding",),
                        name="practice_invitation_once_a_finding",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practiceinvitation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finding__isnull", False),
                                ("origin", "audit_strength"),
                                ("told", ""),
                            ),
                            models.Q(("origin", "committee"), ("session__isnull", False)),
                            models.Q(
                                ("origin", "regional_association"),
                                models.Q(("association", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="practice_invitation_has_its_source",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practiceinvitation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "accepted"), ("practice__isnull", True), _connector="XOR"
                        ),
                        name="practice_invitation_accepted_has_its_practice",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practicepiece",
                    constraint=models.UniqueConstraint(
                        fields=("practice", "order"), name="practice_piece_order"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practicepiece",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "picture"), _negated=True),
                            models.Q(
                                ("file__isnull", False),
                                ("is_reserved", False),
                                models.Q(("alt", ""), _negated=True),
                                models.Q(("rights", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="practice_picture_described",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practicepiece",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("file__isnull", False), ("kind__in", ("picture", "document"))
                            ),
                            models.Q(
                                ("kind__in", ("link", "video")),
                                models.Q(("url", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="practice_piece_has_its_object",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practicepiece",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "video"), _negated=True),
                            models.Q(("subtitles", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="practice_video_says_its_subtitles",
                    ),
                ),
                migrations.AddIndex(
                    model_name="practicequestion",
                    index=models.Index(fields=["state", "due_on"], name="question_waiting"),
                ),
                migrations.AddConstraint(
                    model_name="practicequestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("asker_agrees", True), ("author_agrees", True)),
                            _connector="OR",
                        ),
                        name="question_shown_when_both_agree",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practicequestion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("answered", "published")), _negated=True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="question_answered_has_words",
                    ),
                ),
                migrations.AddIndex(
                    model_name="practicereview",
                    index=models.Index(fields=["-read_at"], name="practice_review_latest"),
                ),
                migrations.AddConstraint(
                    model_name="practicereview",
                    constraint=models.UniqueConstraint(
                        fields=("practice", "number"), name="practice_review_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="practicepageviews",
                    index=models.Index(fields=["day"], name="practice_page_views_day"),
                ),
                migrations.AddConstraint(
                    model_name="practicepageviews",
                    constraint=models.UniqueConstraint(
                        fields=("practice", "day"), name="practice_page_views_once_a_day"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practicereuse",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ("rejected", "withdrawn")), _negated=True),
                        fields=("practice", "organism"),
                        name="reuse_once_an_organism",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practicereuse",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("organism", models.F("told_by")), _negated=True),
                        name="reuse_never_one_s_own",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practicereuse",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            ("accepted_on__isnull", False),
                            _connector="OR",
                        ),
                        name="reuse_accepted_is_dated",
                    ),
                ),
                migrations.AddIndex(
                    model_name="practiceterm",
                    index=models.Index(fields=["kind", "code"], name="practice_term"),
                ),
                migrations.AddConstraint(
                    model_name="practiceterm",
                    constraint=models.UniqueConstraint(
                        fields=("practice", "kind", "code"), name="practice_term_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="savedsearch",
                    index=models.Index(
                        condition=models.Q(("is_asked", True)),
                        fields=["is_asked"],
                        name="saved_search_asked",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="savedsearch",
                    constraint=models.UniqueConstraint(
                        fields=("person", "query"), name="saved_search_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="searchdigest",
                    constraint=models.UniqueConstraint(
                        fields=("search", "number"), name="search_digest_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="trophycandidate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("category", "practice"),
                        name="trophy_candidate_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="trophycategory",
                    constraint=models.UniqueConstraint(
                        fields=("edition", "order"), name="trophy_category_order"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="trophycategory",
                    constraint=models.UniqueConstraint(
                        fields=("edition", "title"), name="trophy_category_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="trophyvote",
                    constraint=models.UniqueConstraint(
                        fields=("category", "organism"), name="trophy_one_vote_an_organism"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="trophyvote",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("chosen__isnull", True),
                            models.Q(("chosen", models.F("organism")), _negated=True),
                            _connector="OR",
                        ),
                        name="trophy_never_one_s_own",
                    ),
                ),
            ]
        ),
        RunSQLOf(SQLITE, POSTGRESQL),
    ]
