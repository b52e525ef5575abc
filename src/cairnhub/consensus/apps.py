from django.apps import AppConfig


class ConsensusConfig(AppConfig):
    name = "cairnhub.consensus"
    label = "consensus"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import receivers

        receivers.connect()
