from django.apps import AppConfig


class AuthorsConfig(AppConfig):
    name = "cairnhub.community.authors"
    label = "authors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal
        from cairnhub.community.voices import pools
        from cairnhub.pages import desk_lines

        from .claims import queries
        from .claims.voices import AUTHORS

        pools.contribute(AUTHORS)
        personal.contribute("author records", queries.claims_part)
        desk_lines.contribute(queries.desk_lines)
