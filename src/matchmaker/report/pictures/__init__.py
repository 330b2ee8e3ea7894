"""
Pictures: Altair specifications, drawn as SVG without a browser and without a network.

Altair and vl-convert come with `pip install matchmaker-edu[pictures]` and are loaded
only when something is drawn.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    import altair as alt

    Picture = alt.LayerChart | alt.FacetChart

MISSING = "No pictures were drawn: they need pip install 'matchmaker-edu[pictures]'."

FONT = "Helvetica, Arial, sans-serif"
INK, FAINT, PAPER = "#1f2933", "#7b8794", "#ffffff"
WARNING = "#b00020"


def can_draw() -> bool:
    """Whether the libraries that draw are installed."""
    return find_spec("altair") is not None and find_spec("vl_convert") is not None


Row = dict[str, Any]
"""One mark of a picture: fields that its specification names."""


def rows_of(rows: list[Row]) -> alt.Data:
    """Rows as the data of a chart."""
    import altair as alt

    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def svg_of(chart: Picture, said: str) -> str:
    """
    Draw a chart as SVG; equal charts give equal text.

    Args:
        chart: What is drawn.
        said: What screen readers say instead; tables stand beside every picture.
    """
    import vl_convert

    dressed = (
        chart.configure(font=FONT, background=PAPER, padding=16)
        .configure_view(stroke=None)
        .configure_mark(aria=False)
        .configure_title(
            anchor="start",
            fontSize=18,
            color=INK,
            subtitleFontSize=13,
            subtitleColor=FAINT,
            offset=14,
        )
        .configure_legend(
            orient="bottom",
            title=None,
            labelColor=INK,
            labelFontSize=12,
            symbolSize=110,
        )
    )
    drawn: str = vl_convert.vegalite_to_svg(dressed.to_json(), show_warnings=False)
    return drawn.replace("<svg ", f'<svg role="img" aria-label={quoteattr(said)} ', 1)
