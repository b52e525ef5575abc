from django.apps import AppConfig


class AuthorsConfig(AppConfig):
    name = "cairnhub.community.authors"
    label = "authors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal
        from cairnhub.pages import desk_lines

        from .claims import queries

        personal.contribute("author records", queries.claims_part)
        desk_lines.contribute(queries.desk_lines)
