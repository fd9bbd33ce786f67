"""A chart is drawn from its table: it can say nothing else, and says it to those who cannot see it too."""

import re

import pytest

from correspondence.rendering.charts import alternative, drawn, groups_of

_HEAD = '<thead><tr><th scope="col">What</th><th scope="col">Now</th><th scope="col">Before</th></tr></thead>'


def table(*rows: str) -> str:
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table class="chart"><caption>Figures</caption>{_HEAD}<tbody>{body}</tbody></table>'


def bar(words: str, step: int | None = None) -> str:
    return f'<td class="bar{f" step-{step}" if step else ""}"><bdi dir="ltr">{words}</bdi></td>'


def test_the_words_for_a_chart_are_the_figures_of_its_table() -> None:
    two = table("<td>Cases</td>" + bar("1,040") + bar("97"), "<td>Days &amp; more</td>" + bar("41") + "<td>none</td>")
    assert alternative(groups_of(two)) == "Cases: Now 1,040, Before 97; Days & more: Now 41"
    assert "<title>Cases: Now 1,040, Before 97; Days &amp; more: Now 41</title>" in drawn(two)


def test_the_table_stays_beside_its_drawing_word_for_word() -> None:
    one = table("<td>Cases</td>" + bar("132") + bar("97"))
    assert one in drawn(f"<article>{one}</article>")
    assert drawn(f"<article>{one}</article>").count("<svg") == 1


@pytest.mark.parametrize(
    "html", ["<article><p>Words</p></article>", table("<td>Forecast</td><td>on budget</td>" + "<td>none</td>")]
)
def test_what_has_no_figures_is_left_as_it_is(html: str) -> None:
    assert drawn(html) == html


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        ((bar("200"), bar("50")), [1, 0.25]),
        ((bar("38%"), bar("19%")), [0.38, 0.19]),
        ((bar("exceeded", 3), bar("within", 1)), [1, 1 / 3]),
        ((bar("0"), bar("0")), [0, 0]),
    ],
)
def test_bars_are_as_long_as_their_figures_say(cells: tuple[str, str], shares: list[float]) -> None:
    """A percentage against the whole, a step against three, a number against the greatest of its table."""
    (group,) = groups_of(table("<td>x</td>" + "".join(cells)))
    assert [each.share for each in group.bars] == pytest.approx(shares)


def test_the_rows_of_a_table_share_one_scale() -> None:
    groups = groups_of(table("<td>a</td>" + bar("214") + bar("198"), "<td>b</td>" + bar("107") + bar("0")))
    assert [each.share for group in groups for each in group.bars] == pytest.approx([1, 198 / 214, 0.5, 0])


def test_now_and_before_differ_by_more_than_colour() -> None:
    """The one is filled and the other hatched; each has its name and its figure beside it."""
    svg = drawn(table("<td>x</td>" + bar("40") + bar("20")))
    assert svg.count("<path") == 1
    assert re.findall(r"<text[^>]*>([^<]*)</text>", svg) == ["Now", "40", "Before", "20"]


def test_a_cell_that_holds_no_figure_cannot_be_a_bar() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        drawn(table("<td>x</td>" + bar("many") + "<td>none</td>"))
