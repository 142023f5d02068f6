"""Typst in a process of its own, for a page that answers with a PDF: a web server that compiles keeps some
60 MB for each one. Run as a program it knows nothing but Typst: data comes in on stdin, the PDF goes out."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

SOURCES = Path(__file__).parents[1] / "typst"
PATIENCE = 30  # seconds


def typeset(main: str, inputs: Mapping[str, str], *, moment: datetime) -> bytes:
    """The bytes of a PDF/UA-1 from one of the Typst files here. TypesettingFailed when Typst refuses."""
    from ..errors import TypesettingFailed

    order = json.dumps({"main": main, "inputs": dict(inputs), "at": int(moment.timestamp())})
    try:
        done = subprocess.run(
            [sys.executable, __file__],
            input=order.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TypesettingFailed("it took too long") from None
    if done.returncode:
        raise TypesettingFailed(done.stderr.decode(errors="replace")[-500:])
    return done.stdout


def main() -> None:
    """Read one order, write one PDF."""
    import typst

    order = json.load(sys.stdin)
    compiler = typst.Compiler(
        str(SOURCES / order["main"]), root=str(SOURCES), font_paths=[str(SOURCES / "fonts")],
        ignore_system_fonts=True, sys_inputs=order["inputs"],
    )  # fmt: skip
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=order["at"])
    sys.stdout.buffer.write(pdf)  # type: ignore[arg-type]  # one file comes as bytes


if __name__ == "__main__":
    main()
