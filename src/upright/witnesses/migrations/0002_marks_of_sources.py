from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('witnesses', '0001_initial'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='reviewties',
            name='fingerprint',
        ),
        migrations.AddField(
            model_name='reviewties',
            name='marks',
            field=models.JSONField(default=dict),
        ),
    ]
