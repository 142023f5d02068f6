"""People for stories: functions, never names."""

from datetime import timedelta

import factory
from django.utils import timezone

from accounts.models import ApiToken, ApiTokenUse, Role, SignIn, User

PASSWORD = "een-lang-wachtwoord-voor-tests"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"medewerker-{n}@voorbeeld.invalid")
    name = "programmamedewerker"
    password = factory.django.Password(PASSWORD)


class RoleFactory(factory.django.DjangoModelFactory):
    """A programme manager's role unless told otherwise; `given_by` the person themselves."""

    class Meta:
        model = Role

    person = factory.SubFactory(UserFactory)
    kind = Role.Kind.PROGRAMME_MANAGER
    given_by = factory.SelfAttribute("person")


class SignInFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SignIn

    person = factory.SubFactory(UserFactory)
    what = SignIn.What.IN
    method = "password"


class ApiTokenFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApiToken

    person = factory.SubFactory(UserFactory)
    name = "dashboard van de gemeente"
    start = "ghnt_abcdef"
    digest = factory.Sequence(lambda n: f"{n:064x}")
    until = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class ApiTokenUseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApiTokenUse

    token = factory.SubFactory(ApiTokenFactory)
    day = factory.LazyFunction(timezone.localdate)
    last_at = factory.LazyFunction(timezone.now)
