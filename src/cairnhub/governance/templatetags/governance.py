"""What other rooms show of this one."""

from django import template

from cairnhub.accounts.permissions import Permission, may

from ..succession.queries import asks_for_second

register = template.Library()


@register.inclusion_tag("governance/_second.html")
def second_coordinator(user) -> dict:
    """Ask for a second coordinator while there is one only; nothing otherwise."""
    return {"asks": asks_for_second(), "may_grant": may(user, Permission.ROLE_GRANT)}
