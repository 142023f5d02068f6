"""Documents of calls that were made known stay readable.

Until now every document could be opened by who knew of its call; what a scanner said of it was not kept. So
who put one beside a call that is known released it then. Others wait until somebody looks at them.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def release(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write down what holds already."""
    known = apps.get_model("projectpool", "CallDocument").objects.filter(call__published_at__isnull=False)
    known.update(released_by=F("added_by"), released_at=F("added_at"))


class Migration(migrations.Migration):
    dependencies = [("projectpool", "0006_documents_scanned")]

    operations = [migrations.RunPython(release, migrations.RunPython.noop)]
