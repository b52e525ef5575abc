from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    name = "cairnhub.framework"
    label = "framework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.talk import subjects

        subjects.open_for("construct", "link")
