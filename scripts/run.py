"""`make run`: the whole product on this machine, with the example, until Ctrl-C. Leaves no process behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from scripts import installation
from scripts.processes import ROOT, Process, StartError, Valkey, end_with_parent, free_port, port_is_taken

HEALTH = "/gezond/"
MOST_ENDS = 5


class Stop(BaseException):
    """Somebody asked to stop."""


def stop(_number: int, _frame: FrameType | None) -> None:
    """A signal becomes an exception, so that everything is cleared on the way out."""
    raise Stop


def on_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """What Ctrl-C, SIGTERM and a closed terminal do; under nohup a closed terminal does nothing."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def prepare(env: dict[str, str]) -> None:
    """Database, static files and example, in a process of its own."""
    if subprocess.run([sys.executable, "-m", "scripts.prepare"], cwd=ROOT, env=env, check=False).returncode:
        raise StartError("The database could not be made; the lines above say why.")


def build_example_report(env: dict[str, str]) -> None:
    """The example report, made by the running worker like any other; shows how far it is."""
    if installation.manage("ensure_example_report", env=env).returncode:
        raise StartError("The example report could not be made; the lines above say why.")


class Kept:
    """Processes that are started again when they end by themselves, as a server's supervisor would do."""

    def __init__(self) -> None:
        self._starts: list[Callable[[], Process]] = []
        self._ends: list[float] = []
        self.processes: list[Process] = []

    def start(self, how: Callable[[], Process]) -> Process:
        """Start a process now, and again whenever it ends."""
        process = how()
        self._starts.append(how)
        self.processes.append(process)
        return process

    def look(self) -> None:
        """Start again what ended; five ends within a minute are too many."""
        for place, process in enumerate(self.processes):
            if process.running:
                continue
            process.kill()  # what it started may still be there
            now = time.monotonic()
            self._ends = [*(moment for moment in self._ends if moment > now - 60), now]
            if len(self._ends) > MOST_ENDS:
                raise StartError(f"{process.name} keeps ending.\n{process.last_words()}")
            print(f"{process.name} ended by itself and is started again.", file=sys.stderr, flush=True)
            self.processes[place] = self._starts[place]()

    def stop(self) -> None:
        """The queue, which was first, goes last: so the others can say goodbye to it."""
        for process in self.processes[1:]:
            process.ask_to_stop()
        for process in reversed(self.processes):
            process.stop()


def start(kept: Kept, env: dict[str, str], folder: Path, port: int) -> None:
    """Start everything in the order in which it needs each other."""
    logs = folder / "log"
    if not env.get("REDIS_URL"):
        queue_port = free_port()
        kept.start(lambda: Valkey(port=queue_port, log=logs / "valkey.log"))
        env["REDIS_URL"] = f"redis://127.0.0.1:{queue_port}/0"
    prepare(env)
    kept.start(lambda: installation.worker(env, logs / "worker.log"))
    kept.start(lambda: installation.beat(env, logs / "beat.log"))
    web = kept.start(lambda: installation.web(env, logs / "web.log", port=port))
    web.wait_until(lambda: installation.status_of(f"http://127.0.0.1:{port}{HEALTH}") == 200)
    build_example_report(env)


def tell(port: int) -> None:
    """Where to look, in which order a newcomer wants to know."""
    address = f"http://127.0.0.1:{port}"
    print(f"\nThe product runs at {address}/")
    print(f"The example report: {address}/rapportages/vijfde/")
    if installation.status_of(f"{address}/voorbeeld/") == 200:
        print(f"Sign in as one of the example's people: {address}/voorbeeld/")
    print("Ctrl-C stops everything.", flush=True)


def watch(kept: Kept) -> None:
    """Keep everything running until somebody asks to stop."""
    while True:
        kept.look()
        time.sleep(0.5)


def main() -> int:
    """Start, tell, wait, stop."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        print(f"PORT={port} is no port number.", file=sys.stderr)
        return 1
    if port_is_taken(int(port)):
        print(f"Port {port} is in use already. Choose another one: PORT=8001 make run", file=sys.stderr)
        return 1
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    env = installation.variables(folder, EXAMPLE=os.environ.get("EXAMPLE") or "1")
    kept = Kept()
    on_signals(stop)
    try:
        end_with_parent()
        start(kept, env, folder, int(port))
        tell(int(port))
        watch(kept)
    except Stop:
        print("\nStopping ...", flush=True)
        return 0
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        on_signals(signal.SIG_IGN)
        kept.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
