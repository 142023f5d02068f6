"""The permission table, tried: every address of the product by every role, on things that are theirs and not.

The addresses come from the URL conf, so a page that is added is tried at once. What changes something is
tried too, and taken back. Nobody may see more than the table says, and everybody at least that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import Role, User
from buildingblocks.models import BuildingBlock
from questionnaires.actions import attach_file
from questionnaires.models import Evidence
from roundtables.models import Contest, Round, Theme
from tests import permissions as table
from tests.buildingblocks.factories import MilestoneFactory
from tests.permissions import PERMISSIONS
from tests.projectpool.tried import following_things
from tests.projectpool.tried_applying import applying_things
from tests.projectpool.tried_weighing import weighing_things
from tests.reports.factories import TargetFactory
from tests.roundtables.reviewing import Review, begin, finish
from tests.roundtables.story import answer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOBODY = "nobody"
CLOSED = (0, 403, 404)  # 0: led to signing in
PROGRAMME = {"manager", "member", "member with the first block"}
IN_REGION = {"leader", "contributor to the first block", "municipality"}
FIRST_ONLY = {"member with the first block", "contributor to the first block"}


@dataclass(frozen=True)
class Thing:
    """What an address is tried on: something of the region, about the first block or about the second."""

    arguments: dict[str, Any]
    first: bool


class World:
    """A round under review with somebody of each role, and one of everything that an address can name."""

    def __init__(self) -> None:
        self.review: Review = begin()
        self.people: dict[str, User] = self.review.everybody()
        answer(self.review.story, "drenthe", "remark", text="Wij zoeken geld.", settled=False)
        self.role = Role.objects.get(person=self.people["contributor to the first block"])
        response = self.review.response()
        by, question = self.people["leader"], self.review.question("plan")
        file = SimpleUploadedFile("visie.pdf", b"%PDF-1.7\n")
        self.evidence = attach_file(by=by, sheet=response.sheet, question=question, file=file)
        again = SimpleUploadedFile("zaak.pdf", b"%PDF-1.7\n")  # its file goes, whatever is taken back
        self.erased = attach_file(by=by, sheet=response.sheet, question=question, file=again)
        Evidence.objects.update(scan=Evidence.Scan.CLEAN)
        self.contest = Contest.objects.create(response=response, question=question, why="Klopt niet.", by=by)
        remark = self.review.question("remark")
        manager = self.people["manager"]
        self.theme = Theme.objects.create(
            round=self.review.round, question=remark, name="geld", made_by=manager
        )
        blocks = (self.review.first, self.review.second)
        self.milestones = {block.pk: MilestoneFactory(block=block) for block in blocks}
        self.targets = {block.pk: TargetFactory(indicator__block=block) for block in blocks}
        self.pool = following_things(self.review, by)
        self.pool |= applying_things(self.review, by)
        self.pool |= weighing_things(self.review, self.people["member"])

    def things(self, name: str, arguments: list[str]) -> Iterator[Thing]:
        """The things that an address is tried on."""
        if name in self.pool:
            yield Thing({one: self.pool[name][one] for one in arguments}, first=True)
            return
        own = ("plan", "remark")[name in TEXTS]
        yield Thing(self.arguments(name, arguments, own, self.review.first), first=True)
        if {"section", "question", "block"} & set(arguments) and name not in TEXTS:
            yield Thing(self.arguments(name, arguments, "vision", self.review.second), first=False)

    def arguments(self, name: str, wanted: list[str], question: str, block: BuildingBlock) -> dict[str, Any]:
        """A value for each part of an address."""
        pks = {
            "roundtables:evidence": self.evidence.pk, "roundtables:remove_evidence": self.evidence.pk,
            "roundtables:erase": self.erased.pk,
            "roundtables:settle_contested": self.contest.pk, "roundtables:theme": self.theme.pk,
            **dict.fromkeys(ABOUT_PEOPLE, self.people["leader"].pk),
            **dict.fromkeys(ABOUT_MILESTONES, self.milestones[block.pk].pk),
            **dict.fromkeys(ABOUT_TARGETS, self.targets[block.pk].pk),
        }  # fmt: skip
        known = {
            "key": self.review.round.key, "region": "drenthe", "question": question, "section": block.slug,
            "block": block.slug, "kind": "csv", "token": "0" * 32,
            "pk": pks.get(name, self.role.pk), "slug": "drenthe" if name == "reports:region" else "vijfde",
        }  # fmt: skip
        return {one: known[one] for one in wanted}

    def expected(self, word: str, thing: Thing) -> set[str]:
        """Who may, by the words of the table."""
        region = PROGRAMME | IN_REGION
        who = {
            table.ANYONE: {*self.people, NOBODY},
            table.SIGNED_IN: set(self.people),
            table.PROGRAMME: PROGRAMME if thing.first else PROGRAMME - FIRST_ONLY,
            table.RUNNERS: {"manager"},
            table.MANAGERS: {"manager", "technical manager"},
            table.REGION: region,
            table.SECTION: region if thing.first else region - FIRST_ONLY,
            table.POOL_READERS: region - {"contributor to the first block"},
            table.POOL_WRITERS: {"leader"},
            table.POOL_DRAFTS: {"leader", "municipality"},
            table.LEARNERS: set(self.people) - {"technical manager", "stranger"},
            table.FILLERS: {"leader", "contributor to the first block"} if thing.first else {"leader"},
        }  # fmt: skip
        return who[word]


TEXTS = {
    "roundtables:text",
    "roundtables:themes",
    "roundtables:themes_csv",
    "roundtables:theme",
    "roundtables:mark",
}
ABOUT_PEOPLE = (
    "accounts:person",
    "accounts:give_role",
    "accounts:invite_again",
    "accounts:deactivate",
    "accounts:reactivate",
)
ABOUT_MILESTONES = tuple(
    f"reports:{does}_milestone" for does in ("keep", "change", "move", "close", "reopen")
)
ABOUT_TARGETS = tuple(f"reports:{does}_target" for does in ("keep", "change", "end"))
# Where the table's word does not say all; each with its reason.
SPECIAL: dict[str, set[str]] = {
    "projectpool:assessment": {"member"},  # to whom it was given
    "projectpool:applications": PROGRAMME | {"leader", "municipality", "leader of another region"},
    "projectpool:new_application": {"leader", "leader of another region"},  # each for their own region
    "manage": PROGRAMME | {"technical manager"},  # who manages anything
    "accounts:colleagues": {"leader", "leader of another region"},  # each their own region's
    "accounts:end_colleague": {"leader"},  # a colleague of one's own
    "roundtables:remind": {"manager", "member"},  # about every block, so not who reviews one
    "reports:progress": set(),  # there is no job
    "reports:factsheets_file": set(),  # nobody asked for it yet
    "roundtables:import_preview": {"manager"},  # leads to choosing a file: none waits
}
# Addresses that need what a small world has not, or that are nowhere here; the rooms' own tests try them.
ELSEWHERE = {
    "accounts:stop_token",
    "health",
    "set_language",
    "example",
    "example_sign_in",
    "example_post",
    "example_letter",
    "mfa_authenticate",
    "openid_connect_login",
    "openid_connect_callback",
    "account_reset_password_from_key",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "reports:figure",
    "reports:figure_file",
    "reports:block",
    "reports:factsheet",
    "reports:report",
    "reports:download",
    "reports:chart",
    "reports:catalogue",
    "reports:data_series",
    "reports:series_file",
    "reports:data_version",
    "reports:data_file",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "account_set_password",
    "account_reauthenticate",
    "account_logout",
    "reports:figures",
    "reports:crossing_file",
    "reports:comparing_file",
    "reports:reports",
    "roundtables:prepare",
    "roundtables:begin",
    "roundtables:add_question",
    "roundtables:prepare_question",
}


def addresses(patterns: list[URLPattern | URLResolver], room: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every address with the parts that it names."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(
                pattern.url_patterns, f"{room}{pattern.namespace}:" if pattern.namespace else room
            )
        elif pattern.name:
            yield f"{room}{pattern.name}", list(pattern.pattern.regex.groupindex)


def tried(client: Client, path: str) -> int:
    """The status of an address: read, or where it only takes changes, with one that is taken back."""
    with transaction.atomic():
        said = client.get(path)
        finish(said)
        if said.status_code == 405:
            said = client.post(path)
            finish(said)
        transaction.set_rollback(True)
    led_away = said.status_code == 302 and said["Location"].startswith("/inloggen/")
    return CLOSED[0] if led_away else said.status_code


def test_every_address_opens_for_whom_the_table_says_and_for_nobody_else() -> None:
    world = World()
    clients = {NOBODY: Client()}
    for name, person in world.people.items():
        clients[name] = Client()
        clients[name].force_login(person)
    wrong = []
    for name, parts in addresses(get_resolver().url_patterns):
        if name in ELSEWHERE or name.startswith("api:"):  # the API looks at tokens: tests/ghnt/test_api.py
            continue
        for thing in world.things(name, parts):
            path = reverse(name, kwargs=thing.arguments)
            may = SPECIAL.get(
                name, world.expected(PERMISSIONS[name], thing) if name not in SPECIAL else set()
            )
            opened = {who for who, client in clients.items() if tried(client, path) not in CLOSED}
            wrong += [f"{path}: opens for {who}" for who in sorted(opened - may)]
            wrong += [f"{path}: closed for {who}" for who in sorted(may - opened)]
    assert not wrong, "\n".join(wrong)


def test_a_round_in_preparation_is_for_who_runs_rounds() -> None:
    world = World()
    Round.objects.filter(pk=world.review.round.pk).update(state=Round.State.PREPARING)
    path = reverse("roundtables:prepare", kwargs={"key": world.review.round.key})
    opened = set()
    for name, person in world.people.items():
        client = Client()
        client.force_login(person)
        opened |= {name} if tried(client, path) not in CLOSED else set()
    assert opened == {"manager"}


def test_a_role_that_ended_yesterday_opens_nothing() -> None:
    world = World()
    Role.objects.update(until=timezone.localdate())
    client = Client()
    for name in ("manager", "leader", "municipality", "technical manager"):
        client.force_login(world.people[name])
        for path in (
            "/beheer/mensen/",
            "/beheer/rondes/",
            "/ronde/2030/drenthe/",
            "/beheer/rondes/2030/drenthe/",
        ):
            assert tried(client, path) == 403, (name, path)


def test_the_exceptions_are_addresses_that_exist() -> None:
    there = {name for name, _parts in addresses(get_resolver().url_patterns)}
    assert ELSEWHERE | set(SPECIAL) <= there
