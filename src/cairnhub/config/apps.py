from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "cairnhub.config"
    label = "config"
