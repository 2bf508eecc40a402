from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django.db.models.deletion
from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def count(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Count once what each vendor has; from now on it is counted as it comes and goes."""
    table = {name: _table(apps, name, editor) for name in ("Blob", "Upload", "Vendor", "Holding")}
    evidence = [_table(apps, name, editor) for name in ("Attachment", "ContractDocument")]
    sizes = dict(table["Blob"].values_list("sha256", "size_bytes"))
    for vendor_id in list(table["Vendor"].values_list("id", flat=True)):
        sent = table["Upload"].filter(vendor_id=vendor_id, state="complete")
        mine = set(sent.values_list("blob_id", flat=True))
        for rows in evidence:
            mine |= set(rows.filter(vendor_id=vendor_id, erased_at=None).values_list("sha256", flat=True))
        stored = sum(sizes.get(name, 0) for name in mine)
        table["Holding"].create(vendor_id=vendor_id, stored_bytes=stored)


def _table(apps: Apps, name: str, editor: BaseDatabaseSchemaEditor) -> Any:
    return apps.get_model("vendorserver", name).objects.using(editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('vendorserver', '0022_paper_looks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('vendor', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='vendorserver.vendor')),
                ('stored_bytes', models.BigIntegerField(default=0)),
            ],
            options={
                'db_table': 'holding',
            },
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['vendor'], name='upload_open'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(condition=models.Q(('expires_at__isnull', False)), fields=['vendor', 'expires_at'], name='upload_unused'),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
