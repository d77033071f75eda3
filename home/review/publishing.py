"""Messages of the editor at publication: one page, several at once, or a minor correction."""

from django.db import transaction

from home.review import entries, facts, gate, mails

SEVERAL = "Rien n’est publié. «\u00a0{}\u00a0»\u00a0: {}"


@transaction.atomic
def review_revision(page, by, reason):
    """[sentence] about the revision just saved; an accepted correction writes its line and its mail."""
    revision = page.get_latest_revision()
    sentences = gate.refusals(revision)
    if sentences != [facts.TO_READ] or not reason.strip():
        return sentences
    live = page.specific_class.objects.get(pk=page.pk)
    if sentence := facts.correction_problem(live, revision.as_object()):
        return [sentence]
    digest, kind = facts.digest(revision.content), entries.EditorialEntry.Kind.CORRECTED
    line = entries.write(page, kind, by, reason=reason.strip()[:300], digest=digest)
    mails.tell(mails.CORRECTED, line)
    return []


def unpublish_new_page(page):
    """Undoes Wagtail's `live=True` on a new page that is not ready."""
    page.live = False
    page.save(update_fields=["live"])


def refusal_of_several(pages, with_descendants):
    """The first page that may not be published refuses the whole bulk action, or None."""
    for page in pages:
        for one in (page, *(_drafts_below(page) if with_descendants else ())):
            revision = one.get_latest_revision() or one.specific.save_revision()
            if sentences := gate.refusals(revision):
                return SEVERAL.format(one.title, " ".join(sentences))
    return None


def _drafts_below(page):
    return page.get_descendants().not_live().specific()
