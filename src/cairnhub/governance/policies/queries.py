"""Reads of policies: what holds, what is proposed, and what differs between two versions."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone

from cairnhub.history.access import access, visible_to
from cairnhub.history.differences import compare_words

from ..models import Policy, PolicyVersion


@dataclass(frozen=True)
class Standing:
    """A policy with its versions, the newest first."""

    policy: Policy
    versions: list[PolicyVersion]
    today: date

    @property
    def in_force(self) -> PolicyVersion | None:
        """The newest version that a decision approved and whose day has come."""
        return next((one for one in self.versions if one.is_agreed and one.dated <= self.today), None)

    @property
    def proposed(self) -> PolicyVersion | None:
        """The newest version that is not yet in force and newer than the one that is."""
        newest = self.versions[0] if self.versions else None
        return newest if newest is not None and newest != self.in_force else None

    @property
    def shown(self) -> PolicyVersion | None:
        """What the page of the policy shows: what holds, or else what is proposed."""
        return self.in_force or self.proposed

    def state_of(self, version: PolicyVersion) -> str:
        """In words: what this version is today."""
        if version == self.in_force:
            return "in force"
        if not version.is_agreed:
            return "proposed, not yet agreed" if version == self.proposed else "proposed once, never agreed"
        return "agreed, not yet in force" if version.dated > self.today else "replaced"


def standings(user) -> list[Standing]:
    """Every policy, in order."""
    return [
        standing_of(policy) for policy in visible_to(user, Policy.objects.prefetch_related("versions__approved_by"))
    ]


def standing_of(policy: Policy) -> Standing:
    versions = [one for one in policy.versions.all() if not one.removed]
    return Standing(policy, versions, timezone.localdate())


def access_standing(user, object_id: str) -> Standing:
    """The policy of this identifier with its versions, or Http404."""
    whole = Policy.objects.prefetch_related("versions__approved_by")
    return standing_of(access(user, Policy, object_id, queryset=whole))


def version_of(standing: Standing, number: int) -> PolicyVersion:
    """The version of this number, or Http404."""
    found = next((one for one in standing.versions if one.number == number), None)
    if found is None:
        raise Http404("There is no such page.")
    return found


def compare(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Two texts as runs of "same", "out" and "in": lines first, and words within the lines that differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            yield "same", left
        else:
            yield from compare_words(left, right)


HEADER = ["policy", "version", "date", "state", "what changed", "approved by", "page"]


def table(found: list[Standing]) -> Iterator[list]:
    """Every version of every policy, one a row."""
    for standing in found:
        for one in standing.versions:
            decision = one.approved_by.title if one.approved_by else None
            yield [
                standing.policy.title,
                one.number,
                one.dated,
                standing.state_of(one),
                one.what_changed,
                decision,
                one.get_absolute_url(),
            ]
