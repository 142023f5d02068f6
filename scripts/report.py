"""`make report`: writes the example report under build/ without serving anything."""

import os
import signal
import sys
import time
from pathlib import Path

from scripts import installation
from scripts.processes import ROOT, StartError, Valkey, end_with_parent
from scripts.run import Stop, on_signals, prepare, stop

REPORT = "vijfde"


def build(env: dict[str, str], folder: Path) -> int:
    """Prepare the example, write its report, and say what was written and how long that took."""
    prepare(env)
    began = time.monotonic()
    done = installation.manage("build_report", REPORT, "--output", str(folder), env=env)
    if done.returncode:
        return done.returncode
    for path in sorted(folder.iterdir()):
        print(f"{path.stat().st_size:>12,}  {path.relative_to(ROOT)}")
    print(f"{time.monotonic() - began:.1f} seconds")
    return 0


def main() -> int:
    """The queue runs along, since what the example writes wakes tasks."""
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    env = installation.variables(folder, EXAMPLE=os.environ.get("EXAMPLE") or "1")
    on_signals(stop)
    try:
        end_with_parent()
        if env.get("REDIS_URL"):
            return build(env, ROOT / "build")
        with Valkey(log=folder / "log" / "valkey.log") as queue:
            return build(env | {"REDIS_URL": queue.url}, ROOT / "build")
    except Stop:
        return 130
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        on_signals(signal.SIG_DFL)


if __name__ == "__main__":
    sys.exit(main())
