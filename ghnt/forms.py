"""How every form of the product is drawn: the label above, help below it, the error where it belongs."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` in our look; `forms/errors.html` is the summary above."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
