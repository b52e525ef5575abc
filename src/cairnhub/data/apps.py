from django.apps import AppConfig


class DataConfig(AppConfig):
    name = "cairnhub.data"
    label = "data"
    default_auto_field = "django.db.models.BigAutoField"
