"""Puts a line of a table into the database, and leaves alone what is already there."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from regions.tables import Row, TableError


def store[M: models.Model](
    row: Row, model: type[M], key: dict[str, Any], values: dict[str, Any], *, by: AbstractBaseUser
) -> M:
    """The record that `key` names, with these values, written in the name of `by`.

    Loading the same table again writes nothing, so the history shows only real changes. A rule of the
    model or the database that is broken becomes a `TableError` with the line of the table.
    """
    found = model._default_manager.filter(**key).order_by().first()
    if found and all(getattr(found, field) == value for field, value in values.items()):
        return found
    record = found or model(**key)
    for field, value in values.items():
        setattr(record, field, value)
    _save(row, record, by)
    return record


def _save(row: Row, record: models.Model, by: AbstractBaseUser) -> None:
    """Leaves unique values and constraints to the database, and asks for its reasons only when it refuses."""
    record._history_user = by  # type: ignore[attr-defined]  # read by simple-history, where a model has it
    links = {field.name for field in record._meta.fields if field.is_relation}
    try:
        record.clean_fields(exclude=links)
        with transaction.atomic():
            record.save()
    except ValidationError as error:
        raise _refused(row, error) from error
    except IntegrityError as error:
        raise _refused(row, _reasons(record)) from error


def _reasons(record: models.Model) -> ValidationError:
    """The sentences that the model has for the rule that the database held."""
    try:
        record.full_clean()
    except ValidationError as error:
        return error
    return ValidationError(_("de database neemt deze regel niet aan."))


def _refused(row: Row, error: ValidationError) -> TableError:
    return row.error(" ".join(error.messages))
