"""People for stories: functions, never names."""

import factory

from accounts.models import User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"medewerker-{n}@voorbeeld.invalid")
    name = "programmamedewerker"
