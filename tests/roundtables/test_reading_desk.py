"""The programme reads free texts side by side and marks themes; behind a number stand who and when."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from questionnaires.models import AnswerRevision
from regions.models import Region
from roundtables.actions.reading import add_theme, mark, merge_theme, remove_theme, rename_theme
from roundtables.actions.reviewing import approve
from roundtables.actions.rounds import close_round
from roundtables.errors import RoundError
from roundtables.models import Mark, Participant, Theme
from roundtables.reviewing.reading_desk import Desk, desk_for
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.reviewing import Review, begin, who_may
from tests.roundtables.story import answer

pytestmark = pytest.mark.django_db
LIST, DESK = "/beheer/rondes/2030/teksten/", "/beheer/rondes/2030/teksten/remark/"


@pytest.fixture
def review() -> Review:
    made = begin()
    Region.objects.filter(slug="zeeland").update(name="'s-Zeeland")
    for region, text in (
        ("twente", "Wij zoeken geld."), ("drenthe", "Wij zoeken mensen."), ("zeeland", "=SOM(A1)"),
    ):  # fmt: skip
        answer(made.story, region, "remark", text=text)
    answer(made.story, "utrecht", "remark", text="Geld en tijd.", settled=False)
    answer(made.story, "utrecht", "vision", "current", comment="De visie is van 2029.")
    return made


def theme(review: Review, name: str = "geld", by: User | None = None) -> Theme:
    return add_theme(
        by=by or review.member(), round_=review.round, question=review.question("remark"), name=name
    )


def tick(review: Review, region: str, *themes: Theme, by: User | None = None, shown: object = ()) -> int:
    return mark(
        by=by or review.member(), response=review.response(region), question=review.question("remark"),
        themes=[one.pk for one in themes], shown=[one.pk for one in shown],  # type: ignore[attr-defined]
    )  # fmt: skip


def desk(review: Review, search: str = "", with_theme: str = "", key: str = "remark") -> Desk:
    return desk_for(review.round, review.question(key), search, with_theme)


def test_texts_stand_in_the_order_of_a_dutch_list(review: Review) -> None:
    assert [one.slug for one in desk(review).texts] == ["drenthe", "twente", "utrecht", "zeeland"]
    assert [one.approved for one in desk(review).texts] == [True, True, False, True]
    assert [one.comment for one in desk(review, key="vision").texts] == ["De visie is van 2029."]


def test_regions_that_do_not_count_are_not_read(review: Review) -> None:
    Participant.objects.filter(round=review.round, region__slug="twente").update(
        excused=True, excused_why="Herindeling."
    )
    assert "twente" not in [one.slug for one in desk(review).texts]


def test_a_theme_counts_regions_and_says_who_found_it_when(review: Review) -> None:
    reader, geld = review.member(), theme(review)
    tick(review, "twente", geld, by=reader)
    tick(review, "utrecht", geld, by=reader)
    found = desk(review).themes[0]
    assert (found.name, found.number, found.waiting) == ("geld", 1, 1), "Utrecht is not approved yet"
    one = found.markings[0]
    assert (one.slug, one.by, one.at) == ("twente", str(reader), Mark.objects.earliest("pk").at)


def test_what_a_colleague_marked_meanwhile_stays(review: Review) -> None:
    geld, mensen, first = theme(review), theme(review, "mensen"), review.member()
    tick(review, "twente", geld, by=first)
    at = Mark.objects.get().at
    tick(review, "twente", mensen)  # a page that was made before the first mark
    assert {one.theme for one in Mark.objects.all()} == {geld, mensen}
    tick(review, "twente", geld, mensen, shown=[geld, mensen])
    kept = Mark.objects.get(theme=geld)
    assert (kept.by, kept.at) == (first, at)
    assert tick(review, "twente", shown=[geld, mensen]) == 2
    assert not Mark.objects.exists()


def test_a_text_that_changed_after_it_was_marked_says_so(review: Review) -> None:
    geld = theme(review)
    tick(review, "twente", geld)
    assert not desk(review).themes[0].markings[0].stale
    AnswerRevision.objects.update(began_at=Mark.objects.get().at - timedelta(hours=1))
    answer(review.story, "twente", "remark", text="Wij hebben geld.")
    assert desk(review).themes[0].markings[0].stale
    assert "tekst daarna gewijzigd" in signed_in(review.member()).get(DESK).content.decode()


def test_themes_are_renamed_merged_and_removed(review: Review) -> None:
    geld, euro, first = theme(review), theme(review, "euro’s"), review.member()
    tick(review, "twente", geld, by=first)
    tick(review, "twente", euro)
    tick(review, "utrecht", euro)
    early = Mark.objects.get(theme=geld)
    merge_theme(by=review.member(), theme=euro, into=geld)
    assert not Theme.objects.filter(pk=euro.pk).exists()
    assert {one.response.region.slug for one in geld.marks.all()} == {"twente", "utrecht"}
    assert geld.marks.get(response__region__slug="twente").by == early.by == first
    rename_theme(by=review.member(), theme=geld, name="  geld \n en tijd ")
    assert Theme.objects.get().name == "geld en tijd"
    with pytest.raises(RoundError, match="bij 2 regio’s gemarkeerd"):
        remove_theme(by=review.member(), theme=geld)
    remove_theme(by=review.member(), theme=geld, confirmed=True)
    assert not Theme.objects.exists() and not Mark.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "GELD", "x" * 101])
def test_a_theme_has_a_name_of_its_own(review: Review, name: str) -> None:
    theme(review)
    with pytest.raises(RoundError):
        theme(review, name)


def test_a_theme_stays_with_its_question(review: Review) -> None:
    geld = theme(review)
    other = add_theme(
        by=review.member(), round_=review.round, question=review.question("vision"), name="verouderd"
    )
    with pytest.raises(RoundError):
        merge_theme(by=review.member(), theme=geld, into=other)
    with pytest.raises(RoundError):
        tick(review, "twente", other)


def test_a_member_with_a_block_reads_and_marks_only_that(review: Review) -> None:
    other = person(Kind.PROGRAMME_MEMBER, block=review.second)
    with pytest.raises(PermissionDenied):
        theme(review, by=other)
    with pytest.raises(PermissionDenied):
        tick(review, "twente", theme(review), by=other)
    client = signed_in(other)
    page = client.get(LIST).content.decode()
    assert "/teksten/vision/" in page and "/teksten/remark/" not in page
    assert client.get(DESK).status_code == 403


# --- the pages --------------------------------------------------------------------------------------------


def test_who_may_read_the_texts_of_all_regions(review: Review) -> None:
    people, programme = review.everybody(), {"manager", "member", "member with the first block"}
    geld = theme(review)
    closed = {200: programme, 403: set(people) - programme}
    for path in (LIST, DESK, f"{DESK}themas.csv", f"{DESK}themas/{geld.pk}/"):
        assert who_may(people, path) == closed, path
    changed = {302: programme, 403: set(people) - programme}
    assert who_may(people, f"{DESK}twente/", {"thema": geld.pk}) == changed
    assert who_may(people, f"{DESK}themas/{geld.pk}/", {"doen": "hernoemen", "naam": "geld"}) == changed
    assert who_may(people, f"{DESK}themas/", {"naam": "geld"}) == {422: programme, 403: changed[403]}


def test_the_list_counts_texts_comments_and_themes(review: Review) -> None:
    theme(review)
    found = signed_in(review.manager).get(LIST).context["subjects"]
    assert [(one.question.key, one.texts, one.comments, one.themes) for one in found] == [
        ("remark", 4, 0, 1), ("vision", 0, 1, 0),
    ]  # fmt: skip


def test_searching_and_filtering(review: Review) -> None:
    geld = theme(review)
    tick(review, "twente", geld)
    assert [one.slug for one in desk(review, "GELD").texts] == ["twente", "utrecht"]
    assert [one.slug for one in desk(review, with_theme=str(geld.pk)).texts] == ["twente"]
    assert [one.slug for one in desk(review, "geld", "geen").texts] == ["utrecht"]
    page = signed_in(review.manager).get(f"{DESK}?zoek=geld&met=geen").content.decode()
    assert ("tekst-utrecht" in page, "tekst-twente" in page) == (True, False)
    assert signed_in(review.manager).get(f"{DESK}?met=²").status_code == 200


def test_marking_with_and_without_htmx(review: Review) -> None:
    geld, client = theme(review), signed_in(review.manager)
    data = {"thema": geld.pk, "zoek": "geld"}
    assert client.post(f"{DESK}twente/", data)["Location"] == f"{DESK}?zoek=geld#tekst-twente"
    part = client.post(f"{DESK}utrecht/", data, headers={"HX-Request": "true"}).content.decode()
    assert part.count("<article") == 1 and 'id="tekst-utrecht"' in part and "checked" in part
    assert 'id="themas"' in part and 'hx-swap-oob="true"' in part
    assert Mark.objects.count() == 2


def test_a_theme_from_the_page(review: Review) -> None:
    client = signed_in(review.manager)
    assert client.post(f"{DESK}themas/", {"naam": "tijd"})["Location"] == f"{DESK}#themas"
    tijd = Theme.objects.get()
    tick(review, "twente", tijd)
    answered = client.post(f"{DESK}themas/{tijd.pk}/", {"doen": "verwijderen"})
    assert answered.status_code == 422 and "<title>Fout: " in answered.content.decode()
    assert Theme.objects.exists()
    assert client.post(f"{DESK}themas/{tijd.pk}/", {"doen": "verwijderen", "zeker": "1"}).status_code == 302
    assert not Theme.objects.exists()


def test_the_sheet_runs_no_formula(review: Review) -> None:
    tick(review, "zeeland", theme(review, "-kosten"), by=review.member())
    answered = signed_in(review.manager).get(f"{DESK}themas.csv")
    assert answered["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answered.content.decode())))
    assert (rows[0]["thema"], rows[0]["regio"], rows[0]["tekst"]) == ("'-kosten", "'s-Zeeland", "'=SOM(A1)")
    assert [row["regio"] for row in rows[1:]] == ["Drenthe", "Twente", "Utrecht"]
    assert all(not cell.startswith(tuple("=+-@\t")) for row in rows for cell in row.values())


def test_a_round_or_question_that_is_not_there(review: Review) -> None:
    client = signed_in(review.manager)
    for path in ("/beheer/rondes/2099/teksten/", f"{LIST}hoop/", f"{DESK}themas/999999/"):
        assert client.get(path).status_code == 404, path


def test_the_desk_asks_the_database_as_often_however_much_there_is(
    review: Review, django_assert_max_num_queries: object
) -> None:
    client = signed_in(review.manager)
    with django_assert_max_num_queries(12) as few:  # type: ignore[operator]
        client.get(DESK)
    for name in ("geld", "tijd", "mensen"):
        one = theme(review, name)
        for region in ("twente", "drenthe", "utrecht"):
            tick(review, region, one)
    with django_assert_max_num_queries(len(few)) as many:  # type: ignore[operator]
        client.get(DESK)
    assert len(many) <= len(few)


def test_after_closing_the_themes_stay_as_they_are(review: Review) -> None:
    geld, mensen = theme(review), theme(review, "mensen")
    tick(review, "twente", geld)
    approve(by=review.manager, response=review.response("utrecht"))
    close_round(by=review.story.by, round_=review.round)
    reader = review.member()
    for deed in (
        lambda: tick(review, "twente", mensen, shown=[geld]),
        lambda: theme(review, "tijd"),
        lambda: rename_theme(by=reader, theme=geld, name="kosten"),
        lambda: merge_theme(by=reader, theme=geld, into=mensen),
        lambda: remove_theme(by=reader, theme=geld, confirmed=True),
    ):
        with pytest.raises(RoundError, match="gesloten"):
            deed()
    assert [mark.theme.name for mark in Mark.objects.all()] == ["geld"]
    for address in (DESK, f"{DESK}themas/{geld.pk}/"):
        page = signed_in(reader).get(address).content.decode()
        assert "niets meer wijzigen" in page and 'name="thema"' not in page and 'name="doen"' not in page
    assert Theme.objects.count() == 2
