"""Scenario player: each act at its date, by its person, through the engine and its forms."""

import re
from datetime import date, datetime, timedelta

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction

from portal.access.models import Persona, Role, User
from portal.account_desk.roles import give
from portal.core import clock
from portal.core.read_once import reading_once
from portal.notifications import outbox
from portal.scenario.parsing import CLOCK
from portal.scenario.registry import ACTS, ScenarioError
from portal.workflow import Refused, Stateful, audit_log

DAY = re.compile(r"\d{4}-\d\d-\d\d$")  # a date in JSON is a text
OLD_MAIL = timedelta(days=14)
DOMAIN = "demonstration.example"


class Player:
    """`named` maps each name of the file to its person or object."""

    def __init__(self, scenario, name="scénario"):
        self.scenario, self.file = scenario, name
        self.named, self.places = {}, {}

    @transaction.atomic
    def play(self):
        """All or nothing; returns {name: address}."""
        for name, values in self.scenario.people.items():
            self.named[name] = make_person(name, **values)
        return self._steps()

    @transaction.atomic
    def continue_(self):
        """The same, by the people who are there already: a later part of a scenario that was played."""
        emails = {
            values.get("email") or email_of(name): name
            for name, values in self.scenario.people.items()
        }
        for user in User.objects.filter(email__in=emails):
            self.named[emails[user.email]] = user
        return self._steps()

    def _steps(self):
        for step in self.scenario.steps:
            with clock.at(step.at), reading_once():
                self._play(step)
        outbox.settle_replayed(clock.now() - OLD_MAIL)
        return self.addresses()

    def _play(self, step):
        by = None if step.by == CLOCK else self.find(step, step.by)
        on = self.find(step, step.on, is_read=self._is_read(step)) if step.on else None
        values = self.resolve(step, step.values)
        try:
            made = self._do(step, by, on, values)
        except Refused as refused:
            self._check_refusal(step, refused.codes, str(refused))
            return
        except ValidationError as error:
            self._check_refusal(step, ["form"], " ".join(error.messages))
            return
        if step.refused:
            self.fail(step, f"l’acte «\u00a0{step.do}\u00a0» devait être refusé ({step.refused}).")
        if step.as_:
            self.named[step.as_] = made
        if step.name:
            self.places[step.name] = on if on is not None else made

    def _is_read(self, step):
        """A transition without a form reads its thing again itself, under its lock."""
        workflow = getattr(self.named.get(step.on), "workflow", None)
        transition = workflow and workflow.transitions.get(step.do)
        return step.do in ACTS or transition is None or transition.form is not None

    def _do(self, step, by, on, values):
        if step.do in ACTS:
            extra = {"on": on} if on is not None else {}
            return ACTS[step.do](by=by, **extra, **values)
        if not isinstance(on, Stateful) or step.do not in on.workflow.transitions:
            self.fail(step, f"«\u00a0{step.on}\u00a0» n’a pas d’étape «\u00a0{step.do}\u00a0».")
        transition = on.workflow.transitions[step.do]
        data = form_values(transition.form, on, by, values) if transition.form else values
        return on.workflow.fire(on, step.do, by=by, **data)

    def _check_refusal(self, step, codes, sentence):
        if step.refused and (step.refused in codes or step.refused == "*"):
            return
        self.fail(
            step,
            f"l’acte «\u00a0{step.do}\u00a0» est refusé\u00a0: {sentence} ({', '.join(codes)})",
        )

    def fail(self, step, sentence):
        raise ScenarioError(f"{self.file}:{step.line}\u00a0: {sentence}")

    def find(self, step, name, *, is_read=True):
        """`name`, or `name.attribute` for a relation of the named object."""
        head, *rest = name.split(".")
        found = self.named.get(head)
        for attribute in rest:
            try:
                found = None if attribute.startswith("_") else getattr(found, attribute, None)
            except ObjectDoesNotExist:
                found = None
        if found is None:
            self.fail(step, f"«\u00a0{name}\u00a0» n’existe pas à cette date.")
        return fresh(found) if is_read else found

    def resolve(self, step, value):
        if isinstance(value, dict):
            return {key: self.resolve(step, item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.resolve(step, item) for item in value]
        if isinstance(value, str) and value.startswith("@") and len(value) > 1:
            return self.find(step, value[1:])
        return date.fromisoformat(value) if isinstance(value, str) and DAY.match(value) else value

    def addresses(self):
        found = {}
        for name, thing in {**self.named, **self.places}.items():
            if isinstance(thing, User):
                found[name] = f"/demo/#{name}"
            elif hasattr(thing, "get_absolute_url"):
                found[name] = thing.get_absolute_url()
        return found


def fresh(thing):
    """The stored row: an act may have moved it since it was named."""
    return type(thing)._base_manager.get(pk=thing.pk) if isinstance(thing, Stateful) else thing


def form_values(form_class, thing, by, values):
    """What the transition's own form makes of the values; ValidationError with its sentences."""
    form = form_class({name: plain(value) for name, value in values.items()}, thing=thing, by=by)
    if not form.is_valid():
        messages = [f"{name}\u00a0: {' '.join(errors)}" for name, errors in form.errors.items()]
        raise ValidationError(messages)
    return form.cleaned_data


def plain(value):
    """A value as a browser would send it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date | datetime):
        return value.isoformat()
    return [plain(item) for item in value] if isinstance(value, list) else value


def make_person(
    name, *, first_name, last_name, email="", roles=(), persona="", order=100, password=None
):
    user = User.objects.create_user(
        email or email_of(name),
        password,
        first_name=first_name,
        last_name=last_name,
        is_demo=True,
    )
    for role in roles:
        sentence = f"{user} tient la fonction «\u00a0{Role(role).label}\u00a0» de la démonstration."
        audit_log.write(user, by=None, act="role", sentence=sentence, data=give(user, role))
    if persona:
        Persona.objects.create(user=user, name=name, title=persona, order=order)
    return user


def email_of(name):
    return f"{name}@{DOMAIN}"
