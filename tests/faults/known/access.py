"""Faults of access: what somebody sees, opens, writes or is told without the right to."""

from django.db.models import Q

from tests.faults.changes import answer, append, edit, undecorated, value
from tests.faults.fault import Fault

LAWS = "tests/access"
FORBIDDEN_WHEN_IT_EXISTS = """
        from django.core.exceptions import PermissionDenied
        raise PermissionDenied if rows.filter(**lookup).exists() else Http404
""".strip()
DOSSIERS_TOO = """
    from labelling.path.dossiers.models import LabelDossier
    rows += [(one.perimeter, "/", clock.now(), "échéance") for one in LabelDossier.objects.all()]
""".strip()


def _goes_anywhere(_adapter, url):
    """Less the schemes that Django itself refuses."""
    return ":" not in url or url.startswith("http")


FAULTS = (
    Fault(
        "foreign-objects-open",
        "BR-01\u00a0: un organisme ouvre le dossier d’un autre.",
        "portal.web.pages.visible_or_404",
        edit("rows.visible_to(user).get", "rows.get"),
        f"{LAWS}/test_matrix.py::test_everybody_gets_what_the_matrix_says[bob]",
    ),
    Fault(
        "foreign-is-not-missing",
        "BR-01\u00a0: la réponse dit qu’un dossier existe à qui n’y a pas droit.",
        "portal.web.pages.visible_or_404",
        edit("        raise Http404 from None\n", f"        {FORBIDDEN_WHEN_IT_EXISTS}\n"),
        f"{LAWS}/test_matrix.py::test_what_one_does_not_see_is_what_does_not_exist[bob]",
    ),
    Fault(
        "import-of-another-dossier",
        "BR-01\u00a0: sous son propre dossier, on ouvre le fichier de patrimoine d’un autre.",
        "labelling.path.stock.views._import",
        edit("dossier.stock_imports.select", "dossier.stock_imports.model.objects.select"),
        f"{LAWS}/forms/test_writes.py::test_the_child_of_another_is_missing_under_ones_own_parent[labelling:stock_import]",
    ),
    Fault(
        "reason-told-to-the-public",
        "Le motif d’une suspension, dit au seul organisme, paraît dans l’annuaire public.",
        "templates/labelling/labels/organism.html",
        edit(
            "{{ organism }} détient",
            "{{ label.reason }} {{ organism }} détient",
        ),
        f"{LAWS}/secrets/test_canaries.py::test_nobody_reads_what_is_not_theirs_whatever_the_path[anonymous]",
    ),
    Fault(
        "link-to-a-closed-door",
        "La barre mène à une page que son lecteur ne peut pas ouvrir.",
        "templates/member.html",
        edit(
            "Espace membre{% endblock %}",
            '<a href="/espace/courriels/">Courriels</a>{% endblock %}',
        ),
        f"{LAWS}/secrets/test_canaries.py::test_nobody_reads_what_is_not_theirs_whatever_the_path[bob]",
    ),
    Fault(
        "mail-tells-the-committee-s-words",
        "BR-96\u00a0: un courriel dit à l’organisme le motif d’urgence que lit le seul comité.",
        "templates/labelling/dossiers/mail/registered.txt",
        append("{{ thing.agenda_items.first.session.urgency_reason }}\n"),
        f"{LAWS}/secrets/test_canaries.py::test_no_mail_tells_its_reader_what_is_not_theirs",
    ),
    Fault(
        "open-ballot-shown",
        "BR-56\u00a0: la page d’un vote ouvert dit comment on vote.",
        "labelling.committee.pages.item",
        edit(
            '"lead": lead(thing),',
            '"lead": f"{lead(thing)} {sorted(thing.ballots.values_list(\'option\', flat=True))}",',
        ),
        f"{LAWS}/secrets/test_canaries.py::test_an_open_ballot_changes_no_byte_of_anybodys_pages",
    ),
    Fault(
        "dossiers-on-the-desk",
        "BR-89\u00a0: la première page du CMS montre à la Dircom les dossiers qui arrivent à échéance.",
        "home.cms.desk.coming",
        edit("    return sorted(rows", f"    {DOSSIERS_TOO}\n    return sorted(rows"),
        f"{LAWS}/test_cms.py::test_no_address_of_the_cms_tells_the_dircom_anything_of_a_dossier",
    ),
    Fault(
        "reading-marks-as-read",
        "Un navigateur qui charge la page d’avance marque tous les messages comme lus.",
        "portal.inbox.views.message_list",
        edit(
            "    page, rows =",
            '    actions.mark_all(request.user, "read", view, group)\n    page, rows =',
        ),
        f"{LAWS}/test_matrix.py::test_who_is_like_another_gets_what_the_matrix_says_where_they_differ[chloe]",
    ),
    Fault(
        "post-without-token",
        "Une page d’un autre site fait agir qui est connecté.",
        "django.conf.settings.MIDDLEWARE",
        value(lambda names: [name for name in names if "Csrf" not in name]),
        f"{LAWS}/forms/test_forms.py::test_no_token_no_effect",
    ),
    Fault(
        "sign-in-leads-away",
        "Un lien piégé mène, une fois connecté, à un site qui imite le portail.",
        "portal.accounts.adapter.Adapter.is_safe_url",
        value(lambda _own: _goes_anywhere),
        f"{LAWS}/forms/test_forms.py::test_signing_in_leads_to_no_other_site",
    ),
    Fault(
        "list-deaf-to-accents",
        "« Dromelys » ne trouve pas Drômelys dans les listes.",
        "portal.search.filters.heard",
        edit("plain(word)", "word.lower()"),
        f"{LAWS}/test_hearing.py::test_every_list_hears_a_name_as_people_write_it",
    ),
    Fault(
        "one-query-a-row",
        "Une liste de mille labels demande mille fois la base.",
        "labelling.title.labels.listing.read_list",
        edit('.select_related("organism")', ""),
        f"{LAWS}/forms/test_forms.py::test_a_list_costs_the_same_whatever_its_length",
    ),
    Fault(
        "reminder-of-what-is-over",
        "BR-96\u00a0: un rappel part alors que ce qu’il annonce n’est plus vrai.",
        "portal.notifications.models.why_not",
        edit('"" if is_true else Why.FALLEN', '""'),
        f"{LAWS}/mails/test_every_notice.py::test_br96_a_mail_is_not_sent_once_what_it_tells_is_over[label.renewal]",
    ),
    Fault(
        "mail-with-an-empty-name",
        "Un courriel d’annulation du label arrive sans son motif.",
        "templates/labelling/labels/mail/annulled.txt",
        edit("{{ thing.reason", "{{ thing.motif"),
        f"{LAWS}/mails/test_notices.py::test_every_mail_says_all_that_it_has_to_say",
    ),
    Fault(
        "feed-names-the-unseen",
        "Les nouveautés nomment un document que leur lecteur ne peut pas ouvrir.",
        "portal.changes.registry.Branch.names_of",
        edit("self.model.objects.visible_to(user)", "self.model._base_manager"),
        f"{LAWS}/secrets/test_changes.py::test_no_feed_says_a_sentence_of_a_journal_nor_a_thing_that_its_reader_does_not_see",
    ),
    Fault(
        "demonstration-door-in-service",
        "BR-07\u00a0: en service, une adresse oubliée ouvre la session du référent sans mot de passe.",
        "portal.scenario.demonstration.doors",
        undecorated(),
        f"{LAWS}/test_demo_doors.py::test_with_another_profile_nobody_finds_a_door[production]",
    ),
    Fault(
        "former-member-seen-as-one",
        "« Qui voit ceci ? » nomme encore qui a quitté l’organisme.",
        "labelling.parties.organisms.affiliations.acting",
        answer(Q()),
        r"tests/access/test_affiliated_visibility.py::test_ties_and_path_show_the_same_rows[Organism-l\u2019organisme]",
    ),
    Fault(
        "page-that-breaks",
        "Une clé trop longue, tapée dans une liste, casse la page.",
        "portal.web.fields.Several.clean",
        edit("len(str(key)) > self.LONGEST", "not key"),
        f"{LAWS}/forms/test_what_is_typed.py::test_whatever_is_typed_no_page_breaks",
        vendor="sqlite",  # PostgreSQL compares such a number, and finds nothing
    ),
    Fault(
        "list-counts-everything",
        "BR-95\u00a0: la liste des dossiers compte ceux que son lecteur ne voit pas.",
        "labelling.path.dossiers.listing.read_list",
        edit("LabelDossier.objects.visible_to(user)", "LabelDossier.objects.all()"),
        "tests/labelling/dossiers/test_list.py"
        "::test_br95_the_list_counts_and_shows_only_what_is_seen",
    ),
)
