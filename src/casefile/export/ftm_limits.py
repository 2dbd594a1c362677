"""What FollowTheMoney cannot hold. The list is shown beside every export, so that nobody takes the
entities for the case."""

CANNOT_HOLD: tuple[tuple[str, str], ...] = (
    ("claims", "who says a thing, to whom and through whom; an entity only names its documents"),
    ("stances", "whether the speaker asserts, denies, doubts or demands it"),
    ("silences", "who declined to comment, did not respond or could not confirm"),
    ("spans", "where in a document the words stand; proof names the whole document"),
    ("scores and reasons", "how likely two names are one, and what spoke for and against it"),
    ("suggestions and decisions", "which links a person decided, who, when and why"),
    ("possible others", "parties that may be the same and were not joined"),
    ("when a name was used", "first and last citing of an alias; roles keep theirs as dates"),
    ("beginnings and ends of roles", "only days of citing are known; they are no start and no end"),
    ("roles of bodies", "what a body is said to be, of no other party: only a note remains"),
    ("superiors and subordinates", "that one stands above another; only the role's words remain"),
    ("times as told", "words, precision and open ends; a start and an end date remain"),
    ("moments with their zone", "moments are turned into UTC, to the second"),
    ("places as told", "point, radius, candidates and who disputes the name; words remain"),
    ("numbers in dispute", "counts as ranges by speaker, kind and cut-off day"),
    (
        "parts in an event",
        "who is said to have done and who to have suffered it: both are involved",
    ),
    ("origins", "which documents rest on one another; copies look like further sources"),
    (
        "allegations and elements",
        "which crime an incident could be, what it requires, what is open",
    ),
    ("proceedings", "stages of a court, with what was reported and what was recorded"),
    ("custody", "the ledger, its proofs and the SHA-256 of a document (kept in its notes)"),
    ("nameless speakers", "sources without a name are written only where they are asked for"),
)
