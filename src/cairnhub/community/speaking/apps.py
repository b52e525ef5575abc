from django.apps import AppConfig


class SpeakingConfig(AppConfig):
    name = "cairnhub.community.speaking"
    label = "speaking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal

        from .. import organisation_parts
        from . import actions, queries

        personal.contribute("speaks for", queries.speaking_part)
        personal.contribute_erasure("speaks for", actions.erase_speaker)
        organisation_parts.contribute("speaking/_on_organisation.html", queries.on_organisation)
