from django.apps import AppConfig


class DataConfig(AppConfig):
    name = "cairnhub.data"
    label = "data"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.talk import subjects

        subjects.open_for("data_source")
