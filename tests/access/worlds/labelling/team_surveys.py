"""World of surveys of agents: one of ours that runs, with a canary in its questions; one of another organism."""

from datetime import timedelta

from labelling.path.team_surveys.models import TeamSurvey
from portal.core import clock


def fill(world):
    for side, dossier in (("ours", world.dossier), ("theirs", world.other_dossier)):
        survey = TeamSurvey.objects.create(
            dossier=dossier,
            agents=10,
            closes_on=clock.today() + timedelta(days=5),
            opened_by=world.people["sonia"],
        )
        world.things[side]["team_survey"] = survey.pk
