"""Scenario acts of the kit."""

import logging

from django.db import transaction

from labelling.title.kit import actions
from labelling.title.kit import rights as serving
from labelling.title.kit.generator import seeds
from labelling.title.kit.models import BrandAsset
from labelling.title.licences import rights
from portal.documents import pdf
from portal.scenario import act
from portal.workflow import Forbidden, Problem

logger = logging.getLogger("labelling.title.kit")


@act("kit.load", screen="labelling:kit_add", who="la Dircom")
def load(by, only=None):
    """Draw and publish the demonstration assets, those whose name begins with `only` if given.

    All or none: where PDF cannot be drawn the kit stays empty, and the rest of the story is told.
    """
    plan = [seed for seed in seeds.seeds() if seed.fields["name"].startswith(only or "")]
    try:
        with transaction.atomic():
            seeds.load(plan, by=by)
    except pdf.Failed as failure:
        logger.warning("kit left empty: %s", failure)


@act("kit.take", screen="labelling:kit_file", who="tout le monde, sans compte")
def take(by, asset, form="PDF"):
    """A person takes a resource (by its name) under the right of the day: a line of the register."""
    if not BrandAsset.objects.exists():
        return None  # the kit could not be drawn
    found = BrandAsset.objects.visible_to(by).get(name=asset)
    version = found.versions.get(state="in_force")
    try:
        grant = serving.grant(found, by)
    except serving.Closed as closed:
        raise Forbidden(Problem("closed", closed.sentence)) from closed
    return actions.register(version=version, form=form, variant=found.variant, user=by, grant=grant)


@act("kit.compose", screen="labelling:kit_compose", who="l’organisme")
def compose(by, organism, template, form="PDF"):
    """A person composes a document for their organism: the line of the register, not the document."""
    right = next(iter(rights.rights(organism)), None)
    if right is None:
        raise Forbidden(Problem("closed", "Aucune autorisation n’est en vigueur."))
    grant = serving.Grant(organism, right.until)
    return actions.register(
        template=template, form=form, variant=right.variant, user=by, grant=grant
    )
