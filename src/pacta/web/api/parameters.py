"""What the lists can be asked for. A parameter that a list does not have is refused, so that no mistyped filter is
taken for an answer."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pacta.app.cursors import LONGEST, MOST, USUAL
from pacta.app.library.lists import Part
from pacta.app.views import Filters
from pacta.link import FindingKind, Severity, Stage, ThreadType
from pacta.model import Kind, NameType

LINE = r"^[^\x00-\x1f\x7f]*$"
Words = Annotated[str, StringConstraints(max_length=400, pattern=LINE)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
Id = Annotated[
    str, Path(pattern=r"^[a-z][0-9a-f]{3,16}$", description="The id, or as much of it as tells it apart.")
]
Firmness = Annotated[int, Field(ge=1, le=4)]
Reviewed = Literal[
    "open", "reviewed", "accepted", "corrected", "rejected", "added", "split", "merged", "disputed", "any"
]
Status = Literal["open", "assessed", "+1", "0", "-1", "n/a", "mixed", "disputed", "evidence", "searched"]
OF_FILTERS = frozenset(field.name for field in fields(Filters))


class Asked(BaseModel):
    """A batch of a list."""

    model_config = ConfigDict(extra="forbid")
    limit: int = Field(USUAL, ge=1, le=MOST, description="Rows of one answer, at most.")
    cursor: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=LONGEST)] | None = Field(
        None, description="Where to go on: `next` of the answer before."
    )

    @property
    def part(self) -> Part:
        return Part(getattr(self, "sort", None), self.cursor, self.limit)

    @property
    def filters(self) -> Filters:
        """Those parameters that are filters of the lists; lists become tuples."""
        given: dict[str, Any] = {}
        for name, value in self:
            if name in OF_FILTERS and value not in (None, "", []):
                given[name] = tuple(value) if isinstance(value, list) else value
        return Filters(**given)


class OfDocuments(Asked):
    party: Words | None = Field(
        None, description="Documents of this party; VNM+RUS asks for both.", examples=["VNM"]
    )
    doc_type: Words | None = Field(None, description="joint statement, communiqué, readout ...")
    since: Day | None = Field(None, description="Date of the document, inclusive: 2025, 2025-05, 2025-05-12.")
    until: Day | None = Field(None, description="Date of the document, inclusive.", examples=["2025-12-31"])


class OfStatements(OfDocuments):
    document: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,17}$")] | None = Field(
        None, description="Statements of this document."
    )
    kind: list[Kind] = Field([], description="Any of these kinds.", examples=[["commitment"]])
    firmness: list[Firmness] = Field([], description="Any of these grades.", examples=[[3, 4]])
    actor: Words | None = Field(None, description="Who would act, or whose stance it is; VNM+RUS asks for both.")
    voice: Words | None = Field(None, description="Whose words the act is: joint, a code, or a name.")
    codebook: Words | None = Field(None, description="Those that this codebook includes.", examples=["g20-strict"])
    pillar: Words | None = Field(None, description="Of this field of cooperation.", examples=["energy"])
    deadline: Words | None = Field(None, description="any, none, or how it begins: 2030.")
    text: Words | None = Field(None, description='Full text: words, "phrases", prefix*.', examples=["climate"])
    stage: Stage | None = Field(None, description="Stage to which the thread of the statement has come.")
    review: Reviewed | None = Field(None, description="What reviewers made of it; without it, all that stands.")
    assignee: Words | None = Field(None, description="Assigned to this reviewer.")
    status: Status | None = Field(None, description="What its assessment comes to.")


class Statements(OfStatements):
    sort: Literal[
        "document",
        "-document",
        "firmness",
        "-firmness",
        "deadline",
        "-deadline",
        "score",
        "-score",
        "kind",
        "-kind",
    ] = Field("document", description="The order; - before it for descending.")


class Documents(OfStatements):
    title: Words | None = Field(None, description="Words that the title holds.")
    sort: Literal[
        "date", "-date", "title", "-title", "type", "-type", "outlet", "-outlet", "words", "-words", "path", "-path"
    ] = Field("-date", description="The order; - before it for descending.")


class Search(OfStatements):
    q: Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=LINE)] = Field(
        description='Words, "phrases", prefix*; all have to be in the paragraph.', examples=["climate finance"]
    )


class Facets(OfStatements):
    """The filters alone."""


class Threads(OfStatements):
    type: ThreadType | None = Field(None, description="What the thread is about.")
    fewest: int = Field(2, ge=1, le=10_000, description="Mentions, at least.")
    sort: Literal[
        "title", "-title", "type", "-type", "stage", "-stage", "mentions", "-mentions", "documents", "-documents",
        "first", "-first", "last", "-last",
    ] = Field("-mentions", description="The order; - before it for descending.")  # fmt: skip


class Findings(OfDocuments):
    kind: list[FindingKind] = Field([], description="Any of these kinds.")
    severity: list[Severity] = Field([], description="Any of these.")
    dismissed: bool | None = Field(None, description="Only those that reviewers dismissed, or only the others.")
    text: Words | None = Field(None, description="Words of the sentence.")
    as_of: Day | None = Field(None, description="Day on which deadlines are looked at; else the latest document's.")
    sort: Literal["kind", "-kind", "severity", "-severity", "date", "-date"] = Field(
        "kind", description="The order; - before it for descending."
    )


class Figures(OfDocuments):
    voice: Words | None = Field(None, description="Whose figure it is.")
    text: Words | None = Field(None, description="Words of the indicator or the figure.")
    sort: Literal["document", "-document", "value", "-value", "unit", "-unit", "period", "-period"] = Field(
        "document", description="The order; - before it for descending."
    )


class Indicators(OfDocuments):
    text: Words | None = Field(None, description="Words of the name.")
    sort: Literal[
        "name", "-name", "unit", "-unit", "points", "-points", "documents", "-documents", "disagreements",
        "-disagreements", "last", "-last",
    ] = Field("-points", description="The order; - before it for descending.")  # fmt: skip


class Mechanisms(OfDocuments):
    text: Words | None = Field(None, description="Words of the name.")
    as_of: Day | None = Field(None, description="Tells past from future meetings; else the latest document's date.")
    sort: Literal[
        "name", "-name", "tasks", "-tasks", "documents", "-documents", "last_met", "-last_met", "next_meets",
        "-next_meets",
    ] = Field("-tasks", description="The order; - before it for descending.")  # fmt: skip


class Entities(OfDocuments):
    type: NameType | None = Field(None, description="What is named.")
    text: Words | None = Field(None, description="Words of the name.")
    sort: Literal["mentions", "-mentions", "documents", "-documents", "name", "-name"] = Field(
        "-mentions", description="The order; - before it for descending."
    )


class Stretch(BaseModel):
    model_config = ConfigDict(extra="forbid")
    start: int = Field(0, ge=0, le=2**31, description="Where to begin, in code points.")
    end: int | None = Field(None, ge=0, le=2**31, description="Where to end, exclusive; else at the end.")


class Sides(BaseModel):
    model_config = ConfigDict(extra="forbid")
    a: Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=LINE)] = Field(
        description="A document's id or path, or a year, month or day of documents.", examples=["2023"]
    )
    b: Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=LINE)] = Field(
        description="The other side.", examples=["2025"]
    )


class AsOf(BaseModel):
    model_config = ConfigDict(extra="forbid")
    as_of: Day | None = Field(None, description="Tells past from future meetings.")


class Nothing(BaseModel):
    """An address that takes no parameters."""

    model_config = ConfigDict(extra="forbid")
