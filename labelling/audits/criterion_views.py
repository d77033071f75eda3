"""Views of one criterion for the auditor: rate, save, go on to the next."""

from labelling.audits import actions, pages
from labelling.audits.forms import RatingForm
from labelling.audits.views import criterion_or_404
from portal.web.pages import form_page


def criterion_detail(request, reference, code):
    page = criterion_or_404(request, reference, code)
    mission, following = page["mission"], page["following"]

    def rate(form, **how):
        """Gives the mark of what is kept."""
        seen = {code: form.expected_stamp or ""}
        actions.rate(mission, {code: form.value}, by=form.by, seen=seen, **how)
        return pages.mark_of(mission.ratings.filter(criterion=page["criterion"]).first())

    return form_page(
        request,
        RatingForm,
        thing=mission,
        text_part=code,
        template="labelling/audits/criterion.html",
        save=rate,
        initial=pages.rated(page["rating"]),
        context=page | pages.beside_rating(page),
        said=f"{code} : c’est enregistré.",
        quietly=lambda form: rate(form, is_quiet=True),
        done=pages.criterion_url(mission, following) if following else mission,
    )
