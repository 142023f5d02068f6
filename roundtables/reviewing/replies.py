"""What regions said of what will be counted, before the round closes."""

from dataclasses import dataclass

from ..models import Reply, Round


@dataclass(frozen=True, slots=True)
class Replies:
    """The newest word of every region that counts: `objected` first to read, `silent` counts the others."""

    objected: tuple[Reply, ...]
    confirmed: tuple[Reply, ...]
    silent: int


def replies_of(round_: Round) -> Replies:
    """Who agrees, who objects, and of how many regions nothing was heard."""
    counted = round_.participants.counted().values("region")
    found = Reply.objects.filter(response__round=round_, response__region__in=counted)
    newest: dict[int, Reply] = {}
    for reply in found.select_related("response__region", "by").order_by("at", "pk"):
        newest[reply.response_id] = reply
    said = sorted(newest.values(), key=lambda reply: reply.response.region.number)
    return Replies(
        objected=tuple(reply for reply in said if reply.kind == Reply.Kind.OBJECTED),
        confirmed=tuple(reply for reply in said if reply.kind == Reply.Kind.CONFIRMED),
        silent=round_.participants.counted().count() - len(said),
    )
