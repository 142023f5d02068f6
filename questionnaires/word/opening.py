"""Open a Word document that somebody sends, within limits: a packed folder of XML, which may be anything."""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from ..errors import QuestionnaireError

MOST_MB = 10
PARTS = 1_000  # files in the packed folder; a document full of pictures has some hundreds
UNPACKED = 16 * 1024 * 1024  # of text; pictures are never unpacked
TAGS = 400_000  # in one part: each takes memory, however short it is
CHUNK = 64 * 1024
ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, LookupError, ValueError,
    RuntimeError, struct.error, lzma.LZMAError, etree.XMLSyntaxError,
)  # fmt: skip
type Node = Any


class WordError(QuestionnaireError):
    """A file that cannot be read as a Word document with answers."""


class Package:
    """The parts of a document that hold text; WordError, with a sentence, when there is no reading it."""

    def __init__(self, content: bytes) -> None:
        _looked_at(content)
        try:
            self.parts = _unpack(content)
            self.main = next(self.related("", "/officeDocument"), "")
            self.body = self.tree(self.main)
        except BROKEN as error:
            raise WordError(
                _("Het bestand is beschadigd, of is geen Word-document. Sla het opnieuw op als .docx.")
            ) from error

    def tree(self, name: str) -> Node:
        """A part as XML. A document has no use for entities, so what declares them is refused."""
        if self.parts[name].count(b"<") > TAGS:
            raise WordError(_("Het document is uitgepakt te groot om in te lezen."))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(self.parts[name], parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise ValueError("a document type declaration")
        return root

    def related(self, source: str, kind: str) -> Iterator[str]:
        """The parts that another points to as this kind; "" is the document as a whole."""
        folder, name = posixpath.split(source)
        about = posixpath.join(folder, "_rels", f"{name}.rels")
        if about not in self.parts:
            return
        for one in self.tree(about):
            if str(one.get("Type", "")).endswith(kind) and one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:]
                if target in self.parts:
                    yield target

    def trees(self, kind: str) -> Iterator[Node]:
        """What the text points to as this kind, such as comments or footnotes."""
        try:
            for name in self.related(self.main, kind):
                yield self.tree(name)
        except BROKEN as error:
            raise WordError(_("Een deel van het document is beschadigd. Sla het opnieuw op.")) from error

    @property
    def properties(self) -> dict[str, str]:
        """The document's custom properties."""
        try:
            found = [self.tree(name) for name in self.related("", "/custom-properties")]
        except BROKEN:
            return {}
        return {str(one.get("name")): "".join(one.itertext()).strip() for root in found for one in root}


def _looked_at(content: bytes) -> None:
    """Refuse what is no Word document from the outside."""
    if not content:
        raise WordError(_("Het bestand is leeg."))
    if len(content) > MOST_MB * 1024 * 1024:
        raise WordError(_("Het bestand is te groot. Het mag hoogstens %s MB zijn.") % MOST_MB)
    if content.startswith(OLD):
        raise WordError(_("Dit is een oud Word-bestand, of het heeft een wachtwoord. Sla het op als .docx."))
    if not content.startswith(ZIP):
        raise WordError(_("Dit is geen Word-document. Kies een .docx-bestand."))


def _unpack(content: bytes) -> dict[str, bytes]:
    """The parts with text, really unpacked: what a packed file says of its own size may be a lie."""
    parts: dict[str, bytes] = {}
    left = UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if any("vbaproject" in name.lower() for name in names):
            raise WordError(_("In dit document zitten macro’s. Sla het op als gewoon Word-document (.docx)."))
        if "mimetype" in names:
            raise WordError(_("Dit is een ODF-document. Sla het op als Word-document (.docx)."))
        if len(entries) > PARTS or len(set(names)) < len(names):
            raise WordError(_("Het document heeft te veel onderdelen. Haal de afbeeldingen eruit."))
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                parts[entry.filename] = _read(archive, entry, left)
                left -= len(parts[entry.filename])
    return parts


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    out = bytearray()
    with archive.open(entry) as part:
        while piece := part.read(CHUNK):
            out += piece
            if len(out) > left:
                raise WordError(_("Het document is uitgepakt te groot om in te lezen."))
    return bytes(out)
