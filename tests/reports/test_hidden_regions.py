"""Somebody tries to find out which region answered what, where that is not theirs to know: by reading every
page and file, by laying answers of two audiences beside each other, and by subtracting counts."""

import pytest
from django.test import Client

from accounts.models import User
from regions.models import Region
from tests.reports.hidden import NAMES, OPEN, SECRET, addresses, for_a_while, seen, world
from tests.roundtables.people import Kind, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

def nobody() -> User | None:
    return None


def commissioner() -> User | None:
    return person(Kind.COMMISSIONER)


def leader() -> User | None:
    """Of Friesland, which answers the same in every world."""
    return person(Kind.PROJECT_LEADER, Region.objects.get(slug="friesland"))


READERS = (nobody, commissioner, leader)


def everything() -> dict[str, tuple[int, bytes]]:
    """What each of these readers gets."""
    return {
        f"{make.__name__} {address}": got for make in READERS for address, got in seen(make()).items()
    }


HERE = ({"drenthe", "twente"}, {"drenthe", "zeeland"})
THERE = {
    ("programme", "programme"): ({"zeeland", "utrecht"}, {"twente", "utrecht"}),
    ("public", "programme"): (HERE[0], {"zeeland", "utrecht"}),  # now two moved up and two back
    ("programme", "public"): ({"twente", "utrecht"}, HERE[1]),
}


@pytest.mark.parametrize("levels", THERE, ids=["hidden", "hidden since", "hidden before"])
def test_nothing_that_is_shown_depends_on_who_it_was(levels: tuple[str, str]) -> None:
    """Two worlds with the same counts, in which other regions have the plan: whoever may not know sees the
    very same bytes. So no subtraction of whatever is shown can tell them apart. Where the plan may be known
    in one of both rounds, only the other one differs."""
    with for_a_while():
        world(*HERE, levels)
        here = everything()
    with for_a_while():
        world(*THERE[levels], levels)
        there = everything()
    assert here.keys() == there.keys()
    assert [address for address in here if here[address] != there[address]] == []


def test_the_worlds_do_differ_for_who_may_know() -> None:
    """Else the test above would prove nothing."""
    with for_a_while():
        world({"drenthe", "twente"}, {"drenthe", "zeeland"})
        here = seen(person(Kind.PROGRAMME_MANAGER))
    with for_a_while():
        world({"zeeland", "utrecht"}, {"twente", "utrecht"})
        there = seen(person(Kind.PROGRAMME_MANAGER))
    differ = [address for address in here if here[address] != there[address]]
    for address in ("/cijfers/plan/?ronde=2031", "/kruisen/?ronde=2031&a=plan&b=themes"):
        assert address in differ
    assert "/vergelijken/?van=2030&tot=2031&vraag=plan" in differ


def test_no_name_stands_where_a_secret_is_told() -> None:
    world({"drenthe", "twente"}, {"drenthe", "zeeland"})
    for make in (nobody, commissioner):
        for address, (_status, content) in seen(make()).items():
            about = any(f"={key}" in address or f"/{key}" in address for key in (*SECRET, "steps-done"))
            if about and ".ods" not in address and ".xlsx" not in address:
                assert not [name for name in NAMES if name.encode() in content], address


def test_a_region_reads_its_own_name_there_and_no_other() -> None:
    world({"friesland", "twente"}, {"friesland", "zeeland"})
    page = seen(leader())["/cijfers/plan/?ronde=2031"][1].decode()
    main = page[page.index("<main") :]
    assert [name for name in NAMES if name in main] == ["Friesland"]
    assert "Friesland staat bij: geteld" in main


def test_a_crossing_with_a_secret_is_refused_with_a_sentence(client: Client) -> None:
    world({"drenthe"}, {"drenthe", "zeeland"})
    for secret in SECRET:
        for query in (f"a={secret}&b={OPEN[0]}", f"a={OPEN[0]}&b={secret}", f"a={secret}&b={secret}"):
            said = client.get(f"/kruisen/?ronde=2031&{query}")
            assert said.status_code == 403
            assert "Een kruising zou dat verraden." in said.content.decode()
            for name in ("kruising.csv", "regios.xlsx", "grafiek.svg"):
                assert client.get(f"/kruisen/{name}?ronde=2031&{query}").status_code == 403
    offered = client.get("/kruisen/?ronde=2031").content.decode()
    assert 'value="themes"' in offered
    assert 'value="plan"' not in offered
    assert 'value="steps"' not in offered


def test_how_many_moved_is_not_told_when_one_side_is_known() -> None:
    """In 2030 only Drenthe had a plan, and everybody may know. If one region fell back, it was Drenthe."""
    world({"drenthe"}, {"twente"}, ("public", "programme"))
    for user in (None, commissioner()):
        client = signed_in(user) if user else Client()
        overview = client.get("/vergelijken/").content.decode()
        detail = client.get("/vergelijken/?vraag=plan").content.decode()
        assert overview.count("Hoeveel regio’s bewogen, zou dat verraden.") == 2  # steps follow from the plan
        assert "Hoeveel regio’s bewogen, zou dat verraden." in detail
        for page in (overview, detail):
            assert "ging terug" not in page
            assert not [name for name in NAMES if name in page]


def test_the_answers_of_two_audiences_differ_by_names_that_may_be_known_only() -> None:
    """What partners see more than the public is about questions that are theirs to know."""
    world({"drenthe", "twente"}, {"drenthe", "zeeland"}, ("partners", "programme"))
    public, partner = seen(None), seen(commissioner())
    for address, (_status, content) in partner.items():
        if "2031" in address and any(secret in address for secret in SECRET):
            assert not [name for name in NAMES if name.encode() in content], address
    page = partner["/cijfers/plan/?ronde=2030"][1].decode()
    assert "Drenthe" in page
    assert "Drenthe" not in public["/cijfers/plan/?ronde=2030"][1].decode()


def test_every_page_and_file_was_there() -> None:
    world({"drenthe"}, {"drenthe", "zeeland"})
    client = signed_in(person(Kind.PROGRAMME_MANAGER))
    wrong = [address for address in addresses() if client.get(address).status_code not in (200, 404)]
    assert wrong == []
