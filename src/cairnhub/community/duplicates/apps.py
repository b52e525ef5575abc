from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "cairnhub.community.duplicates"
    label = "duplicates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal
        from cairnhub.pages import desk_lines

        from . import desk, erasing

        personal.contribute("organisations told apart", erasing.told_apart_by)
        personal.contribute_erasure("duplicates", erasing.erase_person)
        desk_lines.contribute(desk.lines)
