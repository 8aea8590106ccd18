from django.db import migrations, models


class Migration(migrations.Migration):
    """A mail that does not go to the address a person has now: the notice that it was changed goes to the one before."""

    dependencies = [
        ("kinerja", "0026_corrections_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="address",
            field=models.EmailField(blank=True, max_length=254, verbose_name="alamat lain"),
        ),
    ]
