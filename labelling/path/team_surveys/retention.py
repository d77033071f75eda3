"""Retention of the codes of surveys of agents; counts name nobody and stay with their dossier (BR-93)."""

from django.db.models import Q

from labelling.path.team_surveys.models import SurveyCode
from portal.retention.registry import Keeping, register_keeping

register_keeping(
    Keeping(
        "survey_code",
        "Codes d’enquêtes auprès des équipes",
        "l’empreinte de chaque code, et s’il a servi\u00a0; ni nom, ni adresse, ni ce qui fut répondu",
        "la fin de l’enquête",
        model=SurveyCode,
        over=lambda limit: Q(survey__closes_on__lte=limit),
    )
)
