"""A document of a call says whether it was scanned, and who released one that was not."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projectpool', '0005_reminders_of_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='calldocument',
            name='released_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='vrijgegeven op'),
        ),
        migrations.AddField(
            model_name='calldocument',
            name='released_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='calldocument',
            name='scan',
            field=models.CharField(choices=[('', 'geen bestand'), ('clean', 'gescand'), ('unscanned', 'niet gescand')], default='unscanned', max_length=10, verbose_name='scan'),
        ),
        migrations.AddConstraint(
            model_name='calldocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at', None), ('released_by', None)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='projectpool_document_released_by_somebody', violation_error_message='Wie een document vrijgeeft, en wanneer, hoort erbij.'),
        ),
    ]
