from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "cairnhub.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal
        from cairnhub.talk import subjects

        from .extraction import erasing, queries
        from .pooling import living

        living.connect()
        subjects.open_for("study")
        personal.contribute("extractions", queries.extractions_by)
        personal.contribute_erasure("extractions", erasing.erase_reader)
