from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "cairnhub.community"
    label = "community"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal

        from . import actions, queries, receivers

        receivers.connect(self)
        personal.contribute("profile", queries.profile_part)
        personal.contribute_erasure("profile", actions.delete_profile)
