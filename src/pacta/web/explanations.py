"""The codebook where it is needed: what a word of it means, an example, what it is not, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pacta.model import KINDS
from pacta.web.words import CODEBOOKS, FIRMNESS_LABELS, FIRMNESS_MEANINGS, KIND_LABELS, KIND_MEANINGS

GROUPS = "after the rules of the G7, G20 and BRICS Research Groups"


@dataclass(frozen=True, slots=True)
class Explanation:
    """``example`` is invented; its cue stands between asterisks. ``anchor`` is its place on the page Help."""

    term: str
    meaning: str
    example: str
    not_this: str
    source: str
    anchor: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """The example: before the cue, the cue, after it."""
        before, _, rest = self.example.partition("*")
        cue, _, after = rest.partition("*")
        return before, cue, after


EXAMPLES: Mapping[str, tuple[str, str]] = {  # an example, and what it is not
    "commitment": ("The two sides *agreed to* open a ferry line in 2027.",
                   "“The ferry line helps trade”: a report."),
    "position": ("Both parties *support* free passage through the strait.",
                 "Support for a programme that the parties run themselves: a commitment."),
    "request": ("The ministers *called on* all neighbours to share flood data.",
                "An invitation that is accepted: the acceptance is a commitment."),
    "appraisal": ("The presidents *welcomed* the opening of the bridge.",
                  "“The bridge was opened”: a report, since nothing is praised or blamed."),
    "report": ("Trade *grew by* a tenth last year.", "“Trade will grow by a tenth”, as a promise: a commitment."),
    "4": ("The parties *will* build the bridge by 2030.", "“will continue to work on bridges”: 3, no single act."),
    "3": ("They *remain committed to* closer ties between ports.", "“agreed to open the port of Avel”: 4."),
    "2": ("The ministry *plans to* study a second tunnel.", "“will build a second tunnel”: 4."),
    "1": ("Both sides *stressed the need to* train more pilots.",
          "The need for others to act: a request."),
}  # fmt: skip
KINDS_EXPLAINED: Mapping[str, Explanation] = {
    kind: Explanation(
        KIND_LABELS[kind], KIND_MEANINGS[kind], *EXAMPLES[kind], f"Codebook, section 2, {GROUPS}.", f"kind-{kind}"
    )
    for kind in KINDS
}
FIRMNESS_EXPLAINED: Mapping[int, Explanation] = {
    grade: Explanation(
        f"Firmness {grade}: {label}", FIRMNESS_MEANINGS[grade], *EXAMPLES[str(grade)], "Codebook, section 3.",
        f"firmness-{grade}",
    )
    for grade, label in FIRMNESS_LABELS.items()
}  # fmt: skip
VOICE_EXPLAINED = Explanation(
    "Voice", "Whose words the act is: of a joint text all parties together, of a speech the speaker, of an article "
    "who is reported in it, or the outlet.", "President Maron *said* that Velmora would buy locomotives.",
    "Who would act, or whose stance it is: these are the actors. Here the voice is President Maron, the actor "
    "Velmora.",
    "Codebook, section 4.", "who",
)  # fmt: skip
CODEBOOK_EXPLAINED = Explanation(
    "Codebook", "A filter over the same labels, never a second reading. "
    + " ".join(f"{label}: {meaning}" for label, meaning in CODEBOOKS.values()),
    "They *stressed the need to* train pilots: in the broad codebook, not in the strict one.",
    "Another opinion of the statement: its kind and firmness stay the same.", f"Codebook, section 7, {GROUPS}.",
    "codebooks",
)  # fmt: skip


def explained(kind: str, firmness: int | None = None) -> Iterable[Explanation]:
    """Of a statement: its kind, and how firm it is."""
    yield KINDS_EXPLAINED[kind]
    if firmness:
        yield FIRMNESS_EXPLAINED[firmness]
