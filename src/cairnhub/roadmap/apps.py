from collections.abc import Iterable

from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "cairnhub.roadmap"
    label = "roadmap"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.consensus.outcomes import ways

        ways.contribute(_ways)


def _ways(process) -> Iterable:
    """Where the weights of a process become the roadmap's."""
    from django.urls import reverse

    from cairnhub.consensus.outcomes.ways import Way

    from .weighing import elicited

    if elicited(process):
        yield Way("What follows for the roadmap", "choose whose weights are in force", reverse("roadmap:weights"))
