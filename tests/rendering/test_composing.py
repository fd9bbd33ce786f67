"""A letter's words: from its template, in one language, from what its reader may know."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from correspondence.documents import Heading, Paragraph, Run
from correspondence.protocol.letters import FAMILY, Audience
from correspondence.rendering import Failure, RenderingFailed, compose

from .samples import LETTER, VIEW, composer, to, to_child, view_of


def written(body: str, language: str = "en", catalogue: dict[str, str] | None = None) -> str:
    text = composer(body, catalogue).compose(LETTER, language)
    return " ".join("".join(run.text for run in b.runs) for b in text.blocks[1:] if isinstance(b, Heading | Paragraph))


def failure(body: str, language: str = "en", catalogue: dict[str, str] | None = None) -> RenderingFailed:
    with pytest.raises(RenderingFailed) as caught:
        written(body, language, catalogue)
    return caught.value


@pytest.mark.parametrize("audience", sorted(FAMILY))
def test_every_version_has_one_title_and_the_words_of_its_reader(audience: Audience) -> None:
    letter = LETTER if audience is Audience.ADULT else to_child(audience)
    text = compose(letter, "en")
    titles = [b for b in text.blocks if isinstance(b, Heading) and b.level == 1]
    assert len(titles) == 1
    assert text.title == "".join(run.text for run in titles[0].runs)
    assert view_of(letter).name in text.html
    assert text.sentences
    assert not text.untranslated


def test_a_template_sees_nothing_of_the_envelope() -> None:
    assert failure("<p>{{ envelope }}</p>").code is Failure.UNDEFINED_VALUE
    assert failure("<p>{{ letter }}</p>").code is Failure.UNDEFINED_VALUE


def test_a_template_cannot_reach_what_runs_it() -> None:
    assert failure("<p>{{ view.__class__.__mro__ }}</p>").code is Failure.FORBIDDEN_IN_TEMPLATE
    assert failure("<p>{{ gettext.__globals__ }}</p>").code is Failure.FORBIDDEN_IN_TEMPLATE
    assert failure("<p>{{ cycler }}</p>").code is Failure.UNDEFINED_VALUE


def test_an_unknown_fact_is_an_error_that_names_the_line() -> None:
    failed = failure("\n<p>fine</p>\n<p>{{ view.shoe_size }}</p>")
    assert failed.code is Failure.UNDEFINED_VALUE
    assert failed.where == "letters/hub_letter/adult.html:3"


@pytest.mark.parametrize("blank", ["none", "''", "' '", "''|ltr", "' '|words", "none|day", "()|names"])
def test_a_blank_value_is_an_error(blank: str) -> None:
    assert failure(f"{{% set it = {blank} %}}<p>It is {{{{ it }}}}.</p>").code is Failure.BLANK_VALUE


def test_a_blank_value_in_a_sentence_is_an_error_that_does_not_show_the_others() -> None:
    body = "<p>{% trans name=view.name, note='' %}Dear {{ name }}, {{ note }}.{% endtrans %}</p>"
    failed = failure(body)
    assert failed.code is Failure.BLANK_VALUE
    assert VIEW.name not in str(failed)
    assert failed.__context__ is None


@pytest.mark.parametrize("raw", ["view.dated", "view.facts.work", "view.children", "true", "view"])
def test_a_value_that_needs_a_filter_is_not_printed_raw(raw: str) -> None:
    assert failure(f"{{% set it = {raw} %}}<p>{{{{ it }}}}</p>").code is Failure.UNPRINTABLE_VALUE


def test_a_translation_that_asks_for_what_the_sentence_lacks_is_an_error() -> None:
    body = "<p>{% trans day=view.dated|day %}By {{ day }}.{% endtrans %}</p>"
    assert failure(body, "pl", {"By %(day)s.": "Do %(dzien)s."}).code is Failure.TRANSLATION_BROKEN
    assert failure(body, "pl", {"By %(day)s.": "Do 100%."}).code is Failure.TRANSLATION_BROKEN


def test_a_translation_that_breaks_the_markup_is_an_error() -> None:
    assert failure("<p>{% trans %}Fine{% endtrans %}</p>", "pl", {"Fine": "<strong>"}).code is Failure.NOT_WELL_FORMED


def test_sentences_are_recorded_in_order_and_what_has_no_translation_apart() -> None:
    body = "<p>{% trans %}One{% endtrans %} {% trans count=2 %}a day{% pluralize %}{{ count }} days{% endtrans %}</p>"
    text = composer(body, {"One": "Jeden"}).compose(LETTER, "pl")
    assert text.sentences == ("One", "a day")
    assert text.untranslated == ("a day",)
    assert text.html == '<article lang="pl" dir="ltr"><h1>Title</h1><p>Jeden 2 days</p></article>'


def test_a_sentence_broken_over_lines_in_a_template_is_one_sentence() -> None:
    text = composer("<p>{% trans %}One\n      and two{% endtrans %}</p>").compose(LETTER, "en")
    assert text.sentences == ("One and two",)


def test_a_word_can_be_translated_by_where_it_stands() -> None:
    body = '<p>{% trans "month" %}May{% endtrans %} {{ pgettext("verb", "May") }}</p>'
    assert written(body, "pl") == "May May"
    counted = '<p>{% trans "stay" count=3 %}a night{% pluralize %}{{ count }} nights{% endtrans %}</p>'
    assert written(counted, "pl") == "3 nights"


def test_a_page_line_that_turns_its_numbers_round_is_an_error() -> None:
    line = "{% trans page=page, pages=pages %}Page {{ page }} of {{ pages }}{% endtrans %}"
    said = {"Page %(page)s of %(pages)s": "%(pages)s / %(page)s"}
    made = composer("", said, **{"shared/page_line.html": line})
    assert made.around_page_numbers("en") == ("Page ", " of ", "")
    with pytest.raises(RenderingFailed) as caught:
        made.around_page_numbers("pl")
    assert caught.value.code is Failure.TRANSLATION_BROKEN


def test_a_page_line_that_is_not_translated_is_told_of_each_letter_it_stands_under() -> None:
    line = "{% trans page=page, pages=pages %}Page {{ page }} of {{ pages }}{% endtrans %}"
    made = composer("<p>Words</p>", {}, **{"shared/page_line.html": line})
    assert made.compose(LETTER, "pl").untranslated == ("Page %(page)s of %(pages)s",)
    assert made.compose(LETTER, "en").untranslated == ()


def test_what_is_no_day_is_not_written_as_one() -> None:
    assert failure("<p>{{ view.name|day }}</p>").code is Failure.UNPRINTABLE_VALUE
    assert failure("<p>{{ view.nothing|day }}</p>").code is Failure.UNDEFINED_VALUE


def test_dates_stand_in_the_letters_language_and_are_isolated() -> None:
    body = "<p>{{ view.dated|day }}</p>"
    assert written(body) == "Monday 23 November 2026"
    assert written(body, "pl") == "23\u00a0listopada\u00a02026\u00a0r. (poniedziałek)"
    assert '<bdi dir="rtl">' in composer(body).compose(LETTER, "ar").html


def test_names_are_joined_as_the_language_joins_them_and_each_is_isolated() -> None:
    body = "<p>{{ view.children|names }}</p>"
    made = composer(body).compose(to(children=("Ada", "محمد", "Cy")), "en").html
    assert '<bdi dir="ltr">Ada</bdi>, <bdi dir="rtl">محمد</bdi> and <bdi dir="ltr">Cy</bdi>' in made
    assert "Ada</bdi> i <bdi" in composer(body).compose(to(children=("Ada", "Bo")), "pl").html


def test_a_phone_number_is_kept_on_one_line_and_a_name_is_not() -> None:
    made = composer("<p>{{ view.hub.phone|ltr }} {{ view.signed_by|ltr }}</p>").compose(LETTER, "en").html
    assert f'<bdi dir="ltr" class="whole">{VIEW.hub.phone}</bdi>' in made
    assert f'<bdi dir="ltr">{VIEW.signed_by}</bdi>' in made


def test_what_a_directory_says_is_translated_or_marked_as_english() -> None:
    body = "<p>{{ view.hub.hours|words }}</p>"
    hours = VIEW.hub.hours
    assert f"<p>{hours}</p>" in composer(body).compose(LETTER, "en").html
    assert "<p>Pon.</p>" in composer(body, {hours: "Pon."}).compose(LETTER, "pl").html
    told = composer(body).compose(LETTER, "pl")
    assert f'<span lang="en" dir="ltr">{hours}</span>' in told.html
    assert told.untranslated == (hours,)


def test_a_run_knows_its_language_and_what_is_kept_left_to_right() -> None:
    body = '<p>Tel. {{ view.hub.phone|ltr }} <span lang="en" dir="ltr">Help</span></p>'
    text = composer(body).compose(LETTER, "ar")
    assert text.direction == "rtl"
    assert text.blocks[1] == Paragraph(
        runs=(
            Run(text="Tel. "),
            Run(text=VIEW.hub.phone, isolate=True),
            Run(text=" "),
            Run(text="Help", language="en", isolate=True),
        )
    )


def test_letters_written_at_once_in_several_threads_do_not_mix() -> None:
    bodies = {"pl": "Jeden", "ar": "واحد"}
    made = composer("<p>{% trans %}One{% endtrans %} {{ view.dated|day }}</p>", None)
    alone = {language: made.compose(LETTER, language) for language in bodies}
    with ThreadPoolExecutor(4) as pool:
        for language, text in pool.map(lambda x: (x, made.compose(LETTER, x)), [*bodies] * 40):
            assert text == alone[language]


def test_an_unwritten_language_is_an_error() -> None:
    with pytest.raises(RenderingFailed) as caught:
        compose(LETTER, "tlh")
    assert caught.value.code is Failure.LANGUAGE_NOT_WRITTEN


def test_a_missing_template_is_an_error() -> None:
    with pytest.raises(RenderingFailed) as caught:
        composer("").compose(to_child(Audience.OLDER), "en")
    assert caught.value.code is Failure.TEMPLATE_MISSING


def test_a_template_that_is_no_template_is_an_error_with_its_line() -> None:
    failed = failure("\n<p>{% trans %}")
    assert failed.code is Failure.TEMPLATE_BROKEN
    assert failed.where.startswith("letters/hub_letter/adult.html:")


def test_the_day_a_letter_is_dated_is_the_only_day_it_knows() -> None:
    assert "2031" in composer("<p>{{ view.dated|day }}</p>").compose(to(dated=date(2031, 1, 6)), "en").html


def test_what_is_refused_of_one_sort_of_thing_is_not_of_another() -> None:
    sandbox = composer("<p></p>")._environment
    for _ in range(2):
        assert not sandbox.is_safe_attribute({}, "update", None)
        assert sandbox.is_safe_attribute("", "update", None)
        assert not sandbox.is_safe_attribute("", "__class__", None)
