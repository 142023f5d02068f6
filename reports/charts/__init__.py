"""Charts: one Plotly definition that the page draws in the browser and the report draws without one.

`definitions` makes them from plain data, `printing` draws them as SVG, `keeping` keeps what was drawn.
"""
