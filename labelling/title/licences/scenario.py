"""Scenario acts of licences."""

from labelling.title.brand.charters import looks
from labelling.title.licences.models import BrandLicence
from labelling.title.licences.workflow import LICENCE, SUFFIX
from portal.core import clock
from portal.scenario import act
from portal.scenario.files import document


def _latest(organism, variant):
    return BrandLicence.objects.filter(organism=organism, variant=variant).latest("pk")


@act("licence.of", why="il nomme une licence qui existe, pour la suite du scénario")
def find_licence(by, organism, variant="labelled"):
    """The organism’s latest licence of a variant."""
    return _latest(organism, variant)


@act("licence.accept", screen="labelling:licence_act accepter", who="la personne signataire")
def accept(by, organism, variant="labelled", supports=("web", "print"), note=""):
    """The signatory accepts the charter in force for the organism’s licence of a variant."""
    charter = looks.in_force()
    return LICENCE.fire(
        _latest(organism, variant),
        "accept",
        by=by,
        supports=list(supports),
        use_note=note,
        charter=charter.code if charter else "",
    )


@act(
    "licence.declare_cessation",
    screen="labelling:licence_act declarer-le-retrait",
    who="l’organisme",
)
def declare_cessation(by, on, digital=True, printed=True, note="", proof=True):
    """Declare the mark removed today from digital supports, from prints, or both; with a sample proof."""
    today = clock.today()
    return LICENCE.fire(
        on,
        f"declare_cessation{SUFFIX[on.state]}",
        by=by,
        digital_removed_on=today if digital else None,
        print_removed_on=today if printed else None,
        note=note,
        proof=document("Preuve de retrait", "Captures du site après retrait.") if proof else None,
    )


@act(
    "licence.propose_revocation",
    screen="labelling:licence_act proposer-la-revocation",
    who="la Dircom",
)
def propose_revocation(by, on, reason):
    """Propose to revoke a licence: the organism is heard (D15), then the présidence decides."""
    return LICENCE.fire(on, f"propose_revocation{SUFFIX[on.state]}", by=by, reason=reason)
