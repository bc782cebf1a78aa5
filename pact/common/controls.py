"""Which look a form control gets, and what stands in the summary above a form with errors."""

from typing import NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

LOOKS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.RadioSelect, ""),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
)


class Fault(NamedTuple):
    """One sentence of the summary, with the field it leads to, when it belongs to one."""

    target: str
    label: str
    sentence: str


def kind_of(field: BoundField) -> str:
    """How a field is laid out: as a group of choices, one checkbox, or a plain control."""
    if field.use_fieldset:
        return "group"
    return "checkbox" if isinstance(field.field.widget, forms.CheckboxInput) else "plain"


def control(field: BoundField) -> SafeString:
    """Render a field's widget with the classes of its kind, keeping the widget's own."""
    widget = field.field.widget
    look = next((look for kind, look in LOOKS if isinstance(widget, kind)), "")
    classes = " ".join(filter(None, [look, widget.attrs.get("class", "")]))
    return field.as_widget(attrs={"class": classes} if classes else None)


def faults_of(form: forms.BaseForm) -> list[Fault]:
    """Everything that is wrong with a form, in the order of its fields."""
    faults = [Fault("", "", str(sentence)) for sentence in form.non_field_errors()]
    for field in form:
        target = f"{field.auto_id}_0" if kind_of(field) == "group" else field.auto_id
        faults += [
            Fault("" if field.is_hidden else target, str(field.label), str(sentence))
            for sentence in field.errors
        ]
    return faults
