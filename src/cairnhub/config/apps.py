from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "cairnhub.config"
    label = "config"

    def ready(self):
        from cairnhub.governance.succession.queries import name_files

        from .file_names import FILE_NAMES

        name_files(FILE_NAMES)
