from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "cairnhub.desk"
    label = "desk"

    def ready(self):
        from cairnhub.pages import desk_lines

        from . import field_lines, work_lines

        for source in (*field_lines.ALL, *work_lines.ALL):
            desk_lines.contribute(source)
