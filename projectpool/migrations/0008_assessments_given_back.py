"""An assessment that was given back is a step of its own, so that the regions of the application do not read
who assesses. Until now it was told as a change of the application, in the words below."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TOLD = ("beoordeling teruggegeven", "assessment given back")


def tell_apart(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Make the steps that were told so what they are."""
    steps = apps.get_model("projectpool", "ApplicationStep").objects.filter(what="changed", why__in=TOLD)
    steps.update(what="given_back", why="")


class Migration(migrations.Migration):

    dependencies = [
        ('projectpool', '0007_documents_that_were_known'),
    ]

    operations = [
        migrations.AlterField(
            model_name='applicationstep',
            name='what',
            field=models.CharField(choices=[('begun', 'begonnen'), ('changed', 'gewijzigd'), ('agreed', 'akkoord gegeven'), ('stepped_out', 'niet meer meegedaan'), ('submitted', 'ingediend'), ('reopened', 'teruggenomen om te wijzigen'), ('withdrawn', 'ingetrokken'), ('assigned', 'aan een beoordelaar gegeven'), ('assessed', 'beoordeeld'), ('given_back', 'beoordeling teruggegeven'), ('granted', 'toegekend'), ('refused', 'afgewezen'), ('objected', 'bezwaar gemaakt'), ('answered', 'op bezwaar beslist')], max_length=12, verbose_name='wat'),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
