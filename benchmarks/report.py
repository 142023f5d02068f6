"""The example report with charts ready, and its charts from nothing.

python -m benchmarks.report
"""

import statistics
from io import StringIO

from benchmarks.installation import fresh
from benchmarks.measuring import seconds

RUNS = 5


def main() -> None:
    """Seconds of the whole report, and milliseconds a chart; on one core."""
    with fresh(EXAMPLE="1"):
        from django.core.management import call_command

        call_command("load_example", "--leave-report", stdout=StringIO())
        from reports.building.files import build_files, prepare_charts, read_report
        from reports.models import Chart, ProgressReport

        report = ProgressReport.objects.get(slug="vijfde")
        prepare_charts(report)  # the engine's own start is told apart
        charts = Chart.objects.count()
        drawn = []
        for _run in range(RUNS):
            Chart.objects.all().delete()
            drawn.append(seconds(lambda: prepare_charts(report)))
        whole = [
            seconds(lambda: build_files(read_report(report), version_label="Meting")) for _run in range(RUNS)
        ]
        pages = build_files(read_report(report), version_label="Meting").pages
        each = statistics.median(drawn) / charts * 1000
        print(f"report, {pages} pages, {charts} charts ready: {statistics.median(whole):.2f} s  bar 1.5 s")
        print(f"charts from nothing: {each:.1f} ms each  bar 60 ms")


if __name__ == "__main__":
    main()
