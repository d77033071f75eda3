"""Task of the office of the label: representative bodies to verify, before anything is asked of them."""

from labelling.parties.bodies.models import RepresentativeBody
from labelling.parties.bodies.rules import verifier
from portal.web.worklist import DO, Task, source


def _verification(_user, body):
    return Task(
        DO,
        f"Vérifier l’instance «\u00a0{body}\u00a0»",
        f"{body.organism}\u00a0: ses avis comptent, et une demande lui parvient, une fois vérifiée",
        body.get_absolute_url(),
        "vous",
        undated="l’organisme l’a ajoutée ou modifiée",
    )


@source("organism", tell=_verification, most=12)
def verifications(user):
    if not verifier(user, None):
        return None
    return RepresentativeBody.objects.visible_to(user).to_verify().order_by("added_at", "pk")
