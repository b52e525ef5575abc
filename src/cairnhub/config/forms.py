"""How every form of the hub looks: field by field, with its help and its errors beside it."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Render `{{ form }}` and `{{ field.as_field_group }}` with the hub's own templates."""

    form_template_name = "_form.html"
    field_template_name = "_field.html"
