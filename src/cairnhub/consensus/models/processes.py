"""A consensus process: what is asked of whom, by which rules. Its protocol is fixed before the first rating."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cairn.base.errors import InputError
from cairn.consensus import parse_rule, parse_stopping
from cairnhub.accounts.permissions import Permission
from cairnhub.history.models import Tracked

#: Least number of people whose answers are told together. A constant, so that no process can lower it.
SMALLEST = 5


class Template(models.TextChoices):
    DELPHI = "delphi", "Delphi in rounds"
    JLA = "jla", "Priority setting: shortlist and workshop (James Lind Alliance)"
    CHNRI = "chnri", "CHNRI: research options scored by criteria"
    REALTIME = "realtime", "Real-time Delphi"
    BEST_WORST = "best_worst", "Best-worst scaling"
    RAND_UCLA = "rand_ucla", "RAND/UCLA appropriateness"
    DELIBERATION = "deliberation", "Open deliberation on statements"
    WEIGHTS = "weights", "Weights of the roadmap's criteria"


class Nature(models.TextChoices):
    REAL = "real", "real"
    REHEARSAL = "rehearsal", "a rehearsal: nothing of it counts"
    DEMONSTRATION = "demonstration", "a demonstration with simulated people"


class Stage(models.TextChoices):
    DRAFT = "draft", "draft"
    RUNNING = "running", "under way"
    ENDED = "ended", "ended"


class Mode(models.TextChoices):
    """How people answer in a round."""

    SUGGEST = "suggest", "suggest in their own words"
    RATE = "rate", "rate on a scale"
    VOTE = "vote", "agree, disagree or pass"
    CRITERIA = "criteria", "judge by criteria"
    CHOOSE = "choose", "choose the most important"
    ORDER = "order", "put in order"
    BEST_WORST = "best_worst", "best and worst of a few"
    POINTS = "points", "share out 100 points"


class Rates(models.TextChoices):
    """Which criterion of the roadmap the ratings of links in a round are."""

    NOTHING = "", "nothing in the roadmap"
    IMPORTANCE = "importance", "how much it matters to know a link"
    EQUITY = "equity", "what a link means for fairness"


class Feedback(models.TextChoices):
    """What people see of the round before while they answer."""

    NONE = "none", "nothing"
    OWN = "own", "their own answer"
    ALL = "all", "their own answer and everybody's"
    GROUPS = "groups", "their own answer, everybody's and each group's"


class Process(Tracked):
    """`groups` and `steps` are lists of dicts; `protocol.groups_of` and `steps_of` read them as objects. `gathers` says
    of what its first items are made when it is added: see `gathering`.
    """

    kind = "process"
    label_field = "title"
    search_fields = ("purpose", "question")
    addable = False
    edited_with = Permission.ROUND_RUN
    #: What may no longer change once the protocol is fixed, unless it is amended and told as a deviation.
    PROTOCOL = (
        "template", "nature", "purpose", "question", "scale_low", "scale_high", "label_low", "label_high", "criteria",
        "groups", "steps", "consensus_rule", "exclusion_rule", "stopping_rule", "items_each", "choose_number", "irb",
        "information", "consent", "consent_version", "honoraria", "contact",
    )  # fmt: skip

    title = models.CharField(max_length=200)
    template = models.CharField("kind of process", max_length=20, choices=Template.choices)
    nature = models.CharField(max_length=20, choices=Nature.choices, default=Nature.REAL)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.DRAFT)
    purpose = models.TextField(max_length=5000, help_text="What is to be agreed on, and what will be done with it.")
    question = models.CharField("what is asked of each item", max_length=200, blank=True)
    scale_low = models.SmallIntegerField("lowest rating", default=1)
    scale_high = models.SmallIntegerField("highest rating", default=9)
    label_low = models.CharField("the lowest means", max_length=60, blank=True, default="not important")
    label_high = models.CharField("the highest means", max_length=60, blank=True, default="critical")
    criteria = models.JSONField("criteria", default=list, blank=True)
    groups = models.JSONField("stakeholder groups", default=list, blank=True)
    steps = models.JSONField("rounds", default=list, blank=True)
    gathers = models.JSONField("first items", default=list, blank=True)
    consensus_rule = models.CharField(
        "consensus is reached when",
        max_length=300,
        blank=True,
        help_text="For example: at least 70% rate 7-9 and fewer than 15% rate 1-3, in every stakeholder group",
    )
    exclusion_rule = models.CharField(
        "an item is dropped when",
        max_length=300,
        blank=True,
        help_text="For example: at least 70% rate 1-3 and fewer than 15% rate 7-9",
    )
    stopping_rule = models.CharField(
        "the process stops when",
        max_length=300,
        blank=True,
        help_text="For example: 3 rounds, or at least 80% of items settled",
    )
    items_each = models.PositiveSmallIntegerField(
        "items a person at most",
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text="Where there are more, each person is asked about a part of them, drawn at random.",
    )
    choose_number = models.PositiveSmallIntegerField(
        "how many to choose", default=10, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    irb = models.CharField("ethics reference", max_length=200, blank=True)
    information = models.TextField("information sheet", max_length=20_000, blank=True)
    consent = models.TextField("consent", max_length=5000, blank=True)
    consent_version = models.PositiveSmallIntegerField(default=1)
    honoraria = models.TextField("note on honoraria", max_length=2000, blank=True)
    contact = models.CharField("whom to ask", max_length=200, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(template__in=Template.values), name="process_template_known"),
            models.CheckConstraint(condition=Q(nature__in=Nature.values), name="process_nature_known"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="process_stage_known"),
            models.CheckConstraint(condition=Q(scale_low__lt=models.F("scale_high")), name="process_scale_rises"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(purpose=""), name="process_says_what_for"),
            models.CheckConstraint(condition=Q(items_each__gte=1), name="process_asks_something"),
        ]

    def clean(self):
        from ..protocol import check_gathers, check_groups, check_steps

        check_groups(self.groups)
        check_steps(self.steps)
        check_gathers(self.gathers)
        self._check_rules()
        self._refuse_silent_change()

    def _check_rules(self) -> None:
        readers = {"consensus_rule": parse_rule, "exclusion_rule": parse_rule, "stopping_rule": parse_stopping}
        for name, read in readers.items():
            if text := getattr(self, name):
                try:
                    read(text)
                except InputError as error:
                    raise ValidationError({name: str(error)}) from error

    def _refuse_silent_change(self) -> None:
        """What was fixed may only change together with a new version of the protocol, which says why."""
        fixed = Protocol.objects.filter(process_id=self.pk).order_by("-number").first()
        if fixed and fixed.content != self.protocol():
            raise ValidationError("The protocol is fixed: amend it with a reason, so that the change is told.")

    def protocol(self) -> dict:
        """What is fixed before the first rating, as JSON-able data."""
        return {name: getattr(self, name) for name in self.PROTOCOL}

    @property
    def is_real(self) -> bool:
        return self.nature == Nature.REAL

    def get_absolute_url(self) -> str:
        return reverse("consensus:process", args=[self.pk])


class Protocol(models.Model):
    """The protocol as it was fixed at a moment: number 1 before the first rating, later ones are deviations.

    `digest` is the SHA-256 of the content as sorted JSON, so that anybody can check a copy.
    """

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="protocols")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    fixed_at = models.DateTimeField(default=timezone.now)
    why = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["process", "number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="protocol_number_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(why=""), name="protocol_deviation_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.process_id}, protocol {self.number}"


def _new_secret() -> str:
    return secrets.token_hex(32)


class ProcessKey(models.Model):
    """Signs the links of a process. It never leaves the server, so it stands outside what is tracked and exported."""

    process = models.OneToOneField(Process, on_delete=models.PROTECT, related_name="key")
    secret = models.CharField(max_length=64, default=_new_secret)

    def __str__(self) -> str:
        return f"key of {self.process_id}"
