from django.apps import AppConfig


class InvitingConfig(AppConfig):
    name = "cairnhub.consensus.inviting"
    label = "inviting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairnhub.accounts import personal
        from cairnhub.community.voices import pools

        from . import leaving, queries, voices

        personal.contribute("invitations to consensus processes", queries.invitations_of)
        personal.contribute("lists of people to be invited", queries.address_lists_of)
        personal.contribute_erasure("invitations to consensus processes", leaving.erase_person)
        pools.contribute(voices.PANELLISTS)
