"""People who can sign in, what they may do, and the interests they declare."""

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone


class Role(models.TextChoices):
    """Each role may do all that the ones before it may."""

    MEMBER = "member", "Member"
    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"
    COORDINATOR = "coordinator", "Coordinator"


class UserManager(BaseUserManager):
    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, **fields):
        """Store an account that nobody has signed up for in person. Raises ValidationError.

        Its address is kept as not yet proven: the first code sent there proves it.
        """
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean()
        user.save()
        apps.get_model("account", "EmailAddress").objects.create(user=user, email=user.email, primary=True)
        return user


class User(AbstractBaseUser):
    """An account. Signed in by a code sent to the e-mail address, which is never shown to others."""

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(
        "name",
        max_length=200,
        blank=True,
        help_text="Shown to everybody beside what you change. Without it you are called Member and a number.",
        validators=[RegexValidator(r"^[^@]*\Z", "This is shown to everybody: do not put an e-mail address here.")],
    )
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.MEMBER)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_known"),
            models.CheckConstraint(condition=~Q(name__contains="@"), name="user_name_is_no_address"),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.display_name

    def clean(self):
        super().clean()
        if User.objects.filter(email__iexact=self.email).exclude(pk=self.pk).exists():
            raise ValidationError({"email": "There is an account with this address already."})

    @property
    def display_name(self) -> str:
        return self.name or f"Member {self.pk}"


class DeclaredInterest(models.Model):
    """An interest a person declares: shown beside that person's decisions, never deleted, only ended."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="interests")
    statement = models.CharField(max_length=500)
    declared_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-declared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("declared_on")),
                name="interest_ends_after_it_is_declared",
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="interest_says_something"),
        ]

    def clean(self):
        if self.ended_on is not None and self.ended_on < self.declared_on:
            raise ValidationError({"ended_on": "must not be before the day it was declared."})

    def __str__(self) -> str:
        return self.statement


class NothingToDeclare(models.Model):
    """That a person declared to have no interest, from a day on: not the same as having declared nothing."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="nothing_declared")
    declared_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-declared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("declared_on")),
                name="nothing_declared_ends_after_it_is_declared",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_on__isnull=True), name="nothing_declared_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"nothing to declare since {self.declared_on}"
