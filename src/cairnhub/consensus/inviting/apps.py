from django.apps import AppConfig


class InvitingConfig(AppConfig):
    name = "cairnhub.consensus.inviting"
    label = "inviting"
    default_auto_field = "django.db.models.BigAutoField"
