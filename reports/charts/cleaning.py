"""Makes the engine's SVG reproducible and harmless: only known elements and attributes are left, no style
attributes (so that it may stand in a page with a strict CSP), and ids counted in the order of the drawing."""

import re
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = frozenset("svg defs clipPath g path rect circle line text tspan use".split())
ATTRIBUTES = frozenset(
    "id d x y x1 y1 x2 y2 dx dy cx cy r rx ry width height viewBox transform clip-path points"
    " fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-linejoin stroke-linecap"
    " opacity font-family font-size font-weight text-anchor".split()
)
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
# What says the same as leaving it out.
_DEFAULTS = {
    "opacity": ("1",), "fill-opacity": ("1",), "stroke-opacity": ("1",), "fill-rule": ("nonzero",),
    "stroke-dasharray": ("none", "0px"), "font-weight": ("normal", "400"),
}  # fmt: skip
_EMPTY = frozenset({"g", "defs", "clipPath", "text", "tspan"})


def cleaned(svg: str, *, mark: str, width: int, height: int) -> str:
    """The drawing as one line of SVG; ids begin with `mark`, so that several may stand in one page."""
    ET.register_namespace("", SVG[1:-1])
    root = ET.fromstring(svg)  # noqa: S314 - made by our own engine
    _drop_doubles(root)
    for element in list(root.iter()):
        for child in list(element):
            if _name(child) not in ELEMENTS:
                element.remove(child)
    for element in root.iter():
        _keep_attributes(element)
    _drop_empty(root)
    _renumber(root, mark)
    size = {"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}"}
    root.attrib = size | {"role": "presentation"}
    return ET.tostring(root, encoding="unicode")


def _name(element: ET.Element) -> str:
    """The local name; links become plain runs of text."""
    if element.tag == f"{SVG}a":
        element.tag = f"{SVG}tspan"
    return element.tag.removeprefix(SVG)


def _drop_doubles(root: ET.Element) -> None:
    """Earlier layout passes leave elements with the same id; only the last one counts."""
    last = {element.get("id"): element for element in root.iter() if element.get("id")}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("id") and last[child.get("id")] is not child:
                parent.remove(child)


def _keep_attributes(element: ET.Element) -> None:
    """Known attributes, those of the style among them; an element keeps no reference out of the drawing."""
    found = dict(element.attrib)
    for part in found.pop("style", "").split(";"):
        name, _colon, value = part.partition(":")
        found[name.strip()] = value.strip()
    kept = {}
    for name, value in found.items():
        known = name in ATTRIBUTES and value and value not in _DEFAULTS.get(name, ())
        if known and ("url(" not in value or _REFERENCE.search(value)):
            kept[name] = value
    if element.tag == f"{SVG}use" and (target := found.get(XLINK) or found.get("href", "")).startswith("#"):
        kept["href"] = target
    element.attrib = kept


def _drop_empty(element: ET.Element) -> None:
    for child in list(element):
        _drop_empty(child)
        if _name(child) in _EMPTY and not len(child) and not (child.text or "").strip():
            element.remove(child)


def _renumber(root: ET.Element, mark: str) -> None:
    """Ids in the order of the drawing, as the engine makes them at random; unused clips go."""
    text = ET.tostring(root, encoding="unicode")
    used = set(_REFERENCE.findall(text)) | set(re.findall(r'href="#([^"]+)"', text))
    names = {}
    for parent in list(root.iter()):
        for child in list(parent):
            if _name(child) == "clipPath" and child.get("id") not in used:
                parent.remove(child)
    for element in root.iter():
        if (name := element.attrib.pop("id", "")) and name in used:
            element.set("id", names.setdefault(name, f"{mark}-{len(names)}"))
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if "url(" in value:
                element.set(key, _REFERENCE.sub(lambda found: f"url(#{names.get(found[1], '')})", value))
            elif key == "href":
                element.set(key, "#" + names.get(value[1:], ""))
