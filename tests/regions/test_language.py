"""Content in two languages: Dutch is always there, English where somebody wrote it."""

from types import SimpleNamespace

from django.utils.translation import override

from regions.language import in_language


def test_the_reader_gets_english_where_it_exists():
    row = SimpleNamespace(name_nl="Regiovisie", name_en="Regional vision", text_nl="Loopt", text_en="")
    with override("en"):
        assert (in_language(row, "name"), in_language(row, "text")) == ("Regional vision", "Loopt")
    assert in_language(row, "name") == "Regiovisie"
    assert in_language(row, "name", "en") == "Regional vision"
