"""Everything that has a bar, in one run: `python -m benchmarks`."""

import subprocess
import sys

for benchmark in ("figures", "report", "pages", "dashboards", "api"):
    subprocess.run([sys.executable, "-m", f"benchmarks.{benchmark}"], check=True)
