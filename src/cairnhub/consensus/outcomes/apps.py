from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "cairnhub.consensus.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.framework import agreement

        from . import ways
        from .queries import origins_of

        agreement.contribute(origins_of)
        ways.contribute(ways.framework_ways)
