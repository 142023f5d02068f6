"""What can go wrong with figures and reports, in sentences for users."""

from regions.errors import Refusal


class ReportError(Refusal):
    """Base of this room's errors; the message is fit for a user."""


class UnknownIndicator(ReportError):
    """An indicator that does not exist."""


class UnknownReport(ReportError):
    """A report that does not exist."""


class ChartMissing(ReportError):
    """A chart that the document names and nobody drew."""


class TypesettingFailed(ReportError):
    """A document that Typst refused."""


class LetterChanged(ReportError):
    """A letter that was kept is gone, or no longer what it was."""


class NothingToRead(ReportError):
    """A report about a round of which no snapshot exists."""


class OutlineError(ReportError):
    """An outline that cannot become a report; the message has a line per problem, with its place."""
