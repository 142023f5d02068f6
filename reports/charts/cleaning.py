"""Makes the engine's SVG reproducible and harmless.

Only known elements and attributes are left: no links, images, scripts or references, no ids (the engine makes
them at random) and no style attributes, so that the drawing may stand in a page with a strict CSP.
"""

import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset({"svg", "g", "path", "rect", "circle", "line", "text", "tspan"})
_PLACE = {
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "dx",
    "dy",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "transform",
}
_PAINT = {"fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "opacity"}
_LINES = {"stroke-dasharray", "stroke-linejoin", "stroke-linecap"}
_LETTERS = {"font-family", "font-size", "font-weight", "text-anchor"}
ATTRIBUTES = frozenset(_PLACE | _PAINT | _LINES | _LETTERS)
# What says the same as leaving it out.
_DEFAULTS = {
    "opacity": "1", "fill-opacity": "1", "stroke-opacity": "1",
    "stroke-dasharray": "none", "font-weight": "normal",
}  # fmt: skip
_HOLDERS = frozenset({"g", "text", "tspan"})


def cleaned(svg: str, *, width: int, height: int) -> str:
    """The drawing as one line of SVG of `width` x `height` pixels that scales with its place."""
    root = ET.fromstring(svg)  # made by our own engine
    _drop_doubles(root)
    for element in list(root.iter()):
        for child in list(element):
            if _name(child) not in ELEMENTS:
                element.remove(child)
    for element in root.iter():
        element.attrib = _known(element)
    _drop_empty(root)
    _unwrap(root)
    size = {"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}"}
    # Written out here: a prefix that is registered holds for all of the process, until a library that
    # writes another kind of XML takes it, and then the drawing is no SVG to a browser any more.
    for element in root.iter():
        element.tag = _name(element)
    root.attrib = {"xmlns": SVG[1:-1]} | size | {"role": "presentation"}
    return ET.tostring(root, encoding="unicode")


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(SVG)


def _drop_doubles(root: ET.Element) -> None:
    """Earlier layout passes leave elements with the same id; only the last one counts."""
    last = {element.get("id"): element for element in root.iter() if element.get("id")}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("id") and last[child.get("id")] is not child:
                parent.remove(child)


def _known(element: ET.Element) -> dict[str, str]:
    """Known attributes, those of its style among them, without references."""
    found = dict(element.attrib)
    for part in found.pop("style", "").split(";"):
        name, _colon, value = part.partition(":")
        found[name.strip()] = value.strip()
    kept = {
        name: value for name, value in found.items() if name in ATTRIBUTES and value and "url(" not in value
    }
    return {name: value for name, value in kept.items() if _DEFAULTS.get(name) != value}


def _drop_empty(element: ET.Element) -> None:
    for child in list(element):
        _drop_empty(child)
        if _name(child) in _HOLDERS and not len(child) and not (child.text or "").strip():
            element.remove(child)


def _unwrap(element: ET.Element) -> None:
    """Groups that say nothing give way to what they hold."""
    held: list[ET.Element] = []
    for child in list(element):
        _unwrap(child)
        held += list(child) if _name(child) == "g" and not child.attrib else [child]
    element[:] = held
