"""Models: thread of a space, its messages, files, follows, thanks and search words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from community.spaces import markup
from portal import access
from portal.core import clock
from portal.ui import states, words
from portal.workflow import Stateful


class Thread(Stateful):
    """A question of a space with its messages; counts are written under the lock of this row."""

    class State(states.States):
        OPEN = "open", "flag", "warn", "Ouverte"
        CLOSED = "closed", "box", "quiet", "Close"

    reference = models.CharField("référence", max_length=20, unique=True)
    space = models.ForeignKey("community.Space", models.PROTECT, related_name="threads")
    author = models.ForeignKey("portal.User", models.PROTECT, related_name="+")
    title = models.CharField("question", max_length=140)
    state = models.CharField("état", max_length=6, choices=State, default="open", editable=False)
    messages_count = models.PositiveIntegerField("messages", default=1)  # the last number given
    answers_count = models.PositiveIntegerField("réponses visibles", default=0)
    is_hidden = models.BooleanField("masquée", default=False)  # as its first message is
    active_at = models.DateTimeField("dernière activité", default=clock.now)
    certified = models.OneToOneField(
        "community.ThreadMessage", models.PROTECT, null=True, related_name="+"
    )
    certified_at = models.DateTimeField("certifiée le", null=True)
    framework = models.CharField("version du cadre", max_length=40, blank=True)
    is_demo = models.BooleanField("inventée", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("space")

    class Meta:
        verbose_name = "question d’un espace"
        verbose_name_plural = "questions des espaces"
        ordering = ("-active_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="thread_certified_whole",
                condition=Q(certified__isnull=True, certified_at__isnull=True)
                | (Q(certified__isnull=False, certified_at__isnull=False) & ~Q(framework="")),
            ),
        )
        indexes = (
            models.Index(fields=("space", "-active_at", "-id"), name="thread_latest"),
            models.Index(fields=("space", "created_at", "id"), name="thread_asked"),
            models.Index(
                fields=("space", "created_at"), name="thread_unanswered",
                condition=Q(answers_count=0, is_hidden=False),
            ),
            models.Index(
                fields=("space", "-active_at"), name="thread_certified",
                condition=Q(certified__isnull=False),
            ),
        )  # fmt: skip

    def __str__(self):
        """The title of a hidden question is shown nowhere."""
        return "Question masquée" if self.is_hidden else self.title

    def get_absolute_url(self):
        return reverse("community:thread", args=[self.space.slug, self.reference])

    @property
    def age(self):
        """Days since it was asked."""
        return (clock.today() - self.created_at.astimezone(clock.PARIS).date()).days

    @property
    def waits(self):
        return not self.answers_count and not self.is_hidden and self.takes_answers

    @property
    def waiting_for(self):
        return f"Sans réponse depuis {words.count(self.age, 'jour', 'jours')}"

    @property
    def takes_answers(self):
        return self.state == self.State.OPEN

    @property
    def is_closed(self):
        return not self.takes_answers


class ThreadMessage(Stateful):
    """The question (number 1) or an answer; audit log and lock are the thread's."""

    class State(states.States):
        SHOWN = "shown", "tile-tick", "ok", "Visible"
        HIDDEN = "hidden", "lock", "warn", "Masqué"

    class Reason(models.TextChoices):
        TOPIC = "topic", "hors du sujet de l’espace"
        TONE = "tone", "propos blessants"
        PRIVACY = "privacy", "données personnelles ou confidentielles"
        ADVERT = "advert", "publicité"
        RIGHTS = "rights", "droits d’auteur ou à l’image"
        OTHER = "other", "autre motif"

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField("rang")
    author = models.ForeignKey("portal.User", models.PROTECT, related_name="+")
    state = models.CharField("état", max_length=6, choices=State, default="shown", editable=False)
    source = models.TextField("texte", max_length=8000)
    html = models.TextField("mis en forme")
    edited_at = models.DateTimeField("modifié le", null=True)
    thanks_count = models.PositiveIntegerField("mercis", default=0)
    hidden_for = models.CharField("motif", max_length=8, choices=Reason, blank=True)
    moderation_note = models.TextField("mots de la modération", blank=True)
    mail_id = models.CharField("courriel d’origine", max_length=250, null=True, unique=True)  # noqa: DJ001 -- unique when there is one
    left_out = models.PositiveSmallIntegerField("pièces laissées de côté", default=0)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("thread")

    class Meta:
        verbose_name = "message d’un espace"
        verbose_name_plural = "messages des espaces"
        ordering = ("thread", "number")
        constraints = (
            models.UniqueConstraint(fields=("thread", "number"), name="thread_message_once"),
            models.CheckConstraint(
                name="thread_message_hidden_says_why",
                condition=Q(state="shown") | ~Q(hidden_for=""),
            ),
        )
        indexes = (
            models.Index(
                fields=("created_at", "thread"), name="thread_message_written",
                condition=Q(state="shown"),
            ),
        )  # fmt: skip

    def __str__(self):
        return f"message {self.number}, «\u00a0{self.thread}\u00a0»"

    def get_absolute_url(self):
        where = [self.thread.space.slug, self.thread.reference, self.number]
        return reverse("community:message", args=where)

    @property
    def aggregate(self):
        return self.thread

    @property
    def is_question(self):
        return self.number == 1

    @property
    def is_shown(self):
        return self.state == self.State.SHOWN

    @property
    def drawn(self):
        """Its HTML, sanitised again (nh3) whatever the database holds."""
        return markup.safe(self.html)

    @property
    def takes_replies(self):
        """Whether its mails may be answered by mail."""
        return bool(settings.REPLY_DOMAIN)


class MessageFile(models.Model):
    """A file of a message; a picture has a description."""

    message = models.ForeignKey(ThreadMessage, models.CASCADE, related_name="pieces")
    order = models.PositiveSmallIntegerField("ordre")
    file = models.OneToOneField("portal.StoredFile", models.PROTECT, related_name="+")
    is_picture = models.BooleanField("image", default=False)
    alt = models.CharField("ce que montre l’image", max_length=200, blank=True)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("message")

    class Meta:
        verbose_name = "fichier d’un message"
        verbose_name_plural = "fichiers des messages"
        ordering = ("message", "order")
        constraints = (
            models.UniqueConstraint(fields=("message", "order"), name="message_file_once"),
            models.CheckConstraint(
                condition=Q(is_picture=False) | ~Q(alt=""), name="message_picture_has_words"
            ),
        )

    def __str__(self):
        return f"{self.file}"


class ThreadTag(models.Model):
    """A theme or a criterion of the evaluation framework that a question is about."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="tags")
    code = models.CharField("code", max_length=10)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("thread")

    class Meta:
        verbose_name = "thème d’une question"
        verbose_name_plural = "thèmes des questions"
        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=("thread", "code"), name="thread_tag_once"),)
        indexes = (models.Index(fields=("code", "thread"), name="thread_tag_code"),)

    def __str__(self):
        return self.code


class ThreadWord(models.Model):
    """A stemmed word of a question or of its visible messages."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="words")
    space = models.ForeignKey("community.Space", models.CASCADE, related_name="+")
    root = models.CharField("racine", max_length=40)
    is_title = models.BooleanField("dans la question", default=False)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("thread")

    class Meta:
        verbose_name = "mot d’une question"
        verbose_name_plural = "mots des questions"
        ordering = ("root",)
        constraints = (models.UniqueConstraint(fields=("thread", "root"), name="thread_word_once"),)
        indexes = (
            models.Index(fields=("space", "root", "is_title", "thread"), name="thread_word_root"),
        )

    def __str__(self):
        return self.root


class Follow(models.Model):
    """Somebody follows a thread, or has unfollowed it: writing there again does not follow again."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="follows")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="+")
    is_on = models.BooleanField("suit", default=True)

    objects = access.QuerySet.as_manager()
    visibilities = (access.Visibility("la personne", "parce que c’est son choix", path="person"),)

    class Meta:
        verbose_name = "suivi d’une question"
        verbose_name_plural = "suivis des questions"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("thread", "person"), name="follow_once"),)
        indexes = (models.Index(fields=("person", "is_on", "thread"), name="follow_of_person"),)

    def __str__(self):
        return f"{self.person}, {self.thread}"


class Thanks(models.Model):
    """A « merci », one a person and a message; no score is made of it."""

    message = models.ForeignKey(ThreadMessage, models.CASCADE, related_name="thanks")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="+")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("message")

    class Meta:
        verbose_name = "merci"
        verbose_name_plural = "mercis"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("message", "person"), name="thanks_once"),)

    def __str__(self):
        return f"{self.person}, {self.message}"


class Mention(models.Model):
    """A person of the space mentioned in a message by « @prénom nom »."""

    message = models.ForeignKey(ThreadMessage, models.CASCADE, related_name="mentions")
    person = models.ForeignKey("portal.User", models.CASCADE, related_name="+")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("message")

    class Meta:
        verbose_name = "mention"
        verbose_name_plural = "mentions"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("message", "person"), name="mention_once"),)

    def __str__(self):
        return f"{self.person}, {self.message}"
