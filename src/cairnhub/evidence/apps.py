from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "cairnhub.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .pooling import living

        living.connect()
