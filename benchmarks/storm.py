"""Deadline evening: five people in every region save at once, while web, worker and PostgreSQL are killed and
started again. Every acknowledged save must be there afterwards, in order, once.

python -m benchmarks.storm [--seconds 120] [--pace 8] [--calm]    # --calm: nothing is killed

Each person types in a question of their own, 1, 2, 3 and on, as the page does: a save that got no answer is
sent again. A number is acknowledged with the revision that it became; so "once and in order" is: number n is
revision n, for each of them, and the last one stands.
"""

import argparse
import http.client
import random
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.installation import fresh

PEOPLE = 5  # in each region
PACE = 8.0  # seconds between two answers of one person
REST = (6.0, 12.0)  # seconds between two kills
CSRF = "x" * 32
QUESTIONS = "group-"  # the questions about groups: one free text each, so nobody waits for a colleague's page


@dataclass
class Saver:
    """Somebody who types. `acknowledged` holds what the server said to have: number and revision."""

    cookie: str
    path: str
    question: str
    sheet: int
    port: int
    acknowledged: list[tuple[int, int]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    refused: int = 0
    strange: list[str] = field(default_factory=list)
    pace: float = PACE

    def run(self, until: float, chance: random.Random) -> None:
        """Type until the evening is over, and then until the last number has arrived."""
        time.sleep(chance.random() * self.pace)
        number = seen = 0
        while time.monotonic() < until:
            number += 1
            while (revision := self.save(number, seen)) is None:
                self.refused += 1
                time.sleep(0.5 + chance.random())
            seen = revision
            self.acknowledged.append((number, revision))
            time.sleep(self.pace * (0.5 + chance.random()))

    def save(self, number: int, seen: int) -> int | None:
        """One save; None when there was no answer, or one that says to try again."""
        key = self.question
        sent = {"vraag": key, key: f"Getypt: {number}", f"{key}.seen": seen, "page": "storm"}
        began = time.perf_counter()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            connection.request("POST", self.path, urlencode(sent), self.headers)
            answer = connection.getresponse()
            said = answer.read()
            connection.close()
        except (OSError, http.client.HTTPException):
            return None
        if answer.status == 200:
            self.times.append(time.perf_counter() - began)
            return int(answer.headers["X-Revision"])
        if answer.status < 500:
            self.strange.append(f"{answer.status}: {said[:200]!r}")
        return None

    @property
    def headers(self) -> dict[str, str]:
        """As a page sends them."""
        return {
            "Cookie": f"{self.cookie}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "nl",
        }  # fmt: skip


def savers(port: int) -> list[Saver]:
    """Five people in each region, each with a question of their own."""
    from benchmarks.pages import signed_in
    from questionnaires.models import Question
    from roundtables.models import Response, Round

    round_ = Round.objects.latest("reference_date")
    asked = Question.objects.filter(questionnaire=round_.questionnaire, key__startswith=QUESTIONS)
    questions = list(asked.select_related("section__block").order_by("position")[:PEOPLE])
    found = []
    for response in Response.objects.filter(round=round_).select_related("region"):
        slug = response.region.slug
        for number, question in enumerate(questions):
            cookie = signed_in(f"{slug}-{number}@voorbeeld.invalid", "project_leader", response.region)
            path = f"/ronde/{round_.key}/{slug}/{question.section.block.slug}/"
            found.append(Saver(cookie, path, question.key, response.sheet_id, port))
    return found


@contextmanager
def running(env: dict[str, str], folder: Path, port: int, postgres: object) -> Iterator[list[object]]:
    """Web and worker beside the database; the list is of what may be killed, each with how to start it."""
    from scripts import installation

    starts = {
        "web": lambda: installation.web(env, folder / "web.log", port=port),
        "worker": lambda: installation.worker(env, folder / "worker.log"),
    }
    there = {name: start() for name, start in starts.items()}
    there["web"].wait_until(
        lambda: installation.status_of(f"http://127.0.0.1:{port}/toegankelijkheid/") == 200, seconds=60
    )

    def again(name: str) -> None:
        if name == "database":
            postgres.kill()
            postgres.start()
        else:
            there[name].kill()
            there[name] = starts[name]()

    try:
        yield [again]
    finally:
        for process in there.values():
            process.stop()


def disturb(again: object, until: float, chance: random.Random, told: list[str]) -> None:
    """Kill one of the three now and then, and start it again at once."""
    while time.monotonic() + REST[1] < until:
        time.sleep(chance.uniform(*REST))
        name = chance.choice(("web", "worker", "database"))
        again(name)
        told.append(name)


def check(everybody: list[Saver]) -> list[str]:
    """What is wrong with what was stored; nothing, if all goes well."""
    from questionnaires.models import Answer

    wrong = []
    for one in everybody:
        wrong += one.strange
        wrong += [f"{one.path}: number {n} became revision {r}" for n, r in one.acknowledged if n != r]
        answer = Answer.objects.get(sheet=one.sheet, question__key=one.question)
        last = one.acknowledged[-1][0]
        if answer.text != f"Getypt: {last}" or answer.revision != last:
            wrong.append(f"{one.path}: {last} was acknowledged, {answer.text!r} at {answer.revision} stands")
        newest = answer.revisions.latest("number")
        if newest.number != last or newest.new["text"] != answer.text:
            wrong.append(f"{one.path}: the history ends with {newest.new['text']!r}")
    return wrong


def main() -> None:
    """Start everything, let them save, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pace", type=float, default=PACE)
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--calm", action="store_true")
    chosen = parser.parse_args()
    from django.db import connection

    from scripts.postgres import Postgres
    from scripts.processes import Valkey, free_port

    chance = random.Random(chosen.seed)
    with ExitStack() as stack:
        queue = stack.enter_context(Valkey())
        postgres = stack.enter_context(Postgres(durable=True))
        address = postgres.url("postgres")
        folder = stack.enter_context(fresh(REDIS_URL=queue.url, DATABASE_URL=address, EXAMPLE="1"))
        everybody, port = prepared(), free_port()
        for one in everybody:
            one.port, one.pace = port, chosen.pace
        import os

        run = running(dict(os.environ), folder, port, postgres)
        (again,) = stack.enter_context(run)
        alone(everybody[0])
        until = time.monotonic() + chosen.seconds
        threads = [
            threading.Thread(target=one.run, args=(until, random.Random(chance.random())))
            for one in everybody
        ]
        for thread in threads:
            thread.start()
        told: list[str] = []
        if not chosen.calm:
            disturb(again, until, chance, told)
        for thread in threads:
            thread.join()
        report(everybody, told)
        connection.close()  # it may have been killed too
        wrong = check(everybody)
        print("\n".join(wrong[:20]) or "every acknowledged save is there, in order, once")
        raise SystemExit(bool(wrong))


ALONE: list[float] = []


def alone(one: Saver) -> None:
    """One person saving by themselves: what the storm is compared with."""
    for number in range(1, 41):
        one.save(number, number - 1)
    ALONE.extend(one.times)
    one.times.clear()
    from questionnaires.models import Answer

    Answer.objects.filter(sheet=one.sheet, question__key=one.question).delete()


def prepared() -> list[Saver]:
    """The example's definitions with an open round, and 140 people in it."""
    from django.core.management import call_command

    from ghnt.example import load_definitions
    from questionnaires.models import Questionnaire
    from regions.models import Region
    from roundtables.actions.rounds import open_round

    call_command("collectstatic", "--no-input", verbosity=0)
    by = load_definitions()
    from datetime import date

    open_round(
        by=by, key="storm", questionnaire=Questionnaire.objects.for_rounds().latest("position"),
        reference_date=date(2030, 1, 1), regions=Region.objects.all(),
    )  # fmt: skip
    return savers(0)


def report(everybody: list[Saver], told: list[str]) -> None:
    """What happened, in figures."""
    times = sorted(each for one in everybody for each in one.times)
    saves = sum(len(one.acknowledged) for one in everybody)
    alone_ = statistics.median(ALONE)
    p95 = times[int(len(times) * 0.95)]
    killed = ", ".join(f"{name} {told.count(name)}x" for name in ("web", "worker", "database"))
    again = sum(one.refused for one in everybody)
    print(f"{len(everybody)} people, {saves} saves acknowledged, {again} sent again")
    print(f"killed: {killed}")
    middle = statistics.median(times)
    print(f"one person alone {alone_ * 1000:.1f} ms; all together median {middle * 1000:.1f} ms")
    print(f"p95 {p95 * 1000:.1f} ms: {p95 / alone_:.1f} x one person's median (bar 10)")


if __name__ == "__main__":
    main()
