"""A Word document as people work in it at a meeting, with the traces that editors leave."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Meeting:
    """Opens a document, types in it, and saves it."""

    def __init__(self, content: bytes) -> None:
        self.document: Any = Document(io.BytesIO(content))

    def row(self, place: str, below: int = 1) -> Any:
        """The row to type in, below the one that names its place."""
        for table in self.document.tables:
            for number, row in enumerate(table.rows):
                if row.cells[0].text.rstrip().endswith(f"[{place}]"):
                    return table.rows[number + below]
        raise AssertionError(place)

    def cell(self, place: str) -> Any:
        return self.row(place).cells[0]

    def clear(self, place: str) -> Any:
        """Take away all that stands there, and give the one paragraph that is left."""
        cell = self.cell(place)
        for extra in cell.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        first = cell.paragraphs[0]
        for piece in list(first._p):
            if not piece.tag.endswith("}pPr"):
                first._p.remove(piece)
        return cell

    def type(self, place: str, *lines: str) -> None:
        """Type an answer: a paragraph per line, each in pieces, as editors keep what is typed and spelled."""
        cell = self.clear(place)
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            for start in range(0, len(line), 7):
                paragraph.add_run(line[start : start + 7]).bold = start % 2 == 0
                paragraph._p.append(parse_xml(f'<w:proofErr {W} w:type="spellStart"/>'))

    def put(self, place: str, xml: str) -> None:
        """Put something in the answer as the editor would write it."""
        cell = self.clear(place)
        for piece in parse_xml(f"<w:body {W}>{xml}</w:body>"):
            cell._tc.append(piece)
        cell._tc.append(parse_xml(f"<w:p {W}/>"))

    def click(self, place: str, label: str, mark: str) -> None:
        """Click the box before an option, or type something there."""
        for paragraph in self.cell(place).paragraphs:
            texts = [one for one in paragraph._p.iter() if one.tag.endswith("}t")]
            if "".join(one.text for one in texts).strip("☐☒ ") == label:
                texts[0].text = mark

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def rezipped(content: bytes, change: Callable[[dict[str, bytes]], Any]) -> bytes:
    """The same packed folder with something changed in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
