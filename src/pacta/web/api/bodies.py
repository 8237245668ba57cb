"""What can be written. Places are [start, end] in code points of the document's text, end exclusive."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints, model_validator

from pacta.model import Kind
from pacta.web.api.parameters import LINE

LONGEST = 20_000  # code points of a reason
LEFT_OUT: Any = None  # what is not said stays as it is; saying null is refused
Plain = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[^\x00]*$")]
Said = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")]
Line = Annotated[str, StringConstraints(max_length=400, pattern=LINE)]


def _number(value: Any) -> Any:
    """Of what JSON can hold only a number is one, also where it is written 1.0."""
    if isinstance(value, bool | str):
        raise ValueError("a whole number is needed")
    return value


At = Annotated[int, Field(ge=0, lt=2**31), BeforeValidator(_number)]
Place = tuple[At, At]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
DayOrNot = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]  # of a form
Code = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=LINE)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Entering(Body):
    reason: Plain = Field("", description="Why.")
    as_curator: StrictBool = Field(False, description="Decides between reviewers; needs the right to curate.")
    independent: StrictBool = Field(False, description="As a second reader, without regard to what others said.")


class Accept(Entering):
    verdict: Literal["accept"] = Field(description="It is as the machine, or a colleague, has it.")


class Reject(Entering):
    verdict: Literal["reject"] = Field(description="It is no statement.")


class Comment(Entering):
    verdict: Literal["comment"] = Field(description="Something to say of it.")
    reason: Said = Field(description="The comment.")


class Values(Body):
    """Values of a statement; what is left out stays."""

    kind: Kind = Field(LEFT_OUT, description="commitment, position, request, appraisal or report.")
    firmness: Annotated[int, Field(ge=1, le=4), BeforeValidator(_number)] | None = Field(
        None, description="Of a commitment."
    )
    voice: Line = Field(LEFT_OUT, description="joint, a code, or a name.")
    negated: StrictBool = Field(LEFT_OUT, description="It says that something will not be done.")
    actors: Annotated[list[Code], Field(max_length=100)] = Field(LEFT_OUT, description="Codes or names.")
    pillars: Annotated[list[Code], Field(max_length=100)] = Field(LEFT_OUT, description="Fields of cooperation.")
    cue: Place = Field(LEFT_OUT, description="The words that carry the act.")
    content: Place | None = Field(None, description="What the act is about; null: nothing.")
    items: Annotated[list[Place], Field(max_length=200)] = Field(LEFT_OUT, description="Its measures.")
    deadline: Line | None = Field(None, description="EDTF; null: none.")
    deadline_words: Place | None = Field(None, description="Its words; null: none.")

    def said(self) -> dict[str, Any]:
        """What was given."""
        return self.model_dump(exclude_unset=True)


class Corrected(Values):
    """At least one value."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1})

    @model_validator(mode="after")
    def _not_empty(self) -> Corrected:
        if not self.said():
            raise ValueError("a correction needs a value")
        return self


class Correct(Entering):
    verdict: Literal["correct"] = Field(description="It is otherwise.")
    values: Corrected


class Assign(Entering):
    verdict: Literal["assign"] = Field(description="Somebody should look at it.")
    to: Code | None = Field(None, description="The reviewer; null: nobody.")


Judging = Annotated[Accept | Reject | Correct | Comment | Assign, Field(discriminator="verdict")]


class OnFinding(Body):
    verdict: Literal["dismiss", "confirm", "comment"] = Field(description="dismiss and comment need a reason.")
    reason: Plain = Field("", description="Why.")
    as_curator: StrictBool = Field(False, description="Decides between reviewers.")


class NewValues(Values):
    kind: Kind = Field(description="commitment, position, request, appraisal or report.")


class NewStatement(Body):
    start: At = Field(description="Where its words begin.")
    end: At = Field(description="Where they end, exclusive.")
    cue: Place | None = Field(None, description="The words that carry the act, inside them.")
    values: NewValues
    reason: Plain = Field("", description="Why.")


class Undo(Body):
    reason: Plain = Field("", description="Why.")


class Assessing(Body):
    as_curator: StrictBool = Field(False, description="Decides between reviewers.")


class Guideline(Assessing):
    what: Literal["guideline"] = Field(description="What will count as done, partly done and not done.")
    text: Said = Field(description="The guideline.")


class Scored(Assessing):
    what: Literal["score"] = Field(description="A score.")
    score: Literal["+1", "0", "-1", "n/a"] = Field(
        description="Done, partly or in progress, not done, not applicable."
    )
    actor: Line = Field("", description="For this actor alone.")
    period: Line = Field("", description="Of this period (EDTF).")
    reason: Plain = Field("", description="Why.")


class NewEvidence(Assessing):
    what: Literal["evidence"] = Field(description="Something that happened.")
    words: Said = Field(description="What it is, in a few words.")
    date: Line = Field("", description="When it happened.")
    link: Line = Field("", description="Where it can be read.")
    bearing: Literal["for", "against", "neutral"] = Field("neutral", description="Which way it speaks.")
    same_as: Line = Field("", description="An earlier item of evidence of the same event, by its id.")


class NothingFound(Assessing):
    what: Literal["search"] = Field(description="A search that found nothing.")
    searched: Said = Field(description="What was searched.")
    until: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=LINE)] = Field(
        description="Until which day.", examples=["2026-06-30"]
    )


Assessed = Annotated[Guideline | Scored | NewEvidence | NothingFound, Field(discriminator="what")]


class Address(Body):
    """A web address, with what is said of its document; that outranks what is detected."""

    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00-\x1f]+$", max_length=2000)] = Field(
        description="A public web address.", examples=["https://www.example.org/statement.html"]
    )
    title: Line | None = Field(None, description="As the document prints it.")
    date: Day | None = Field(None, description="Of the document.")
    place: Line | None = Field(None, description="Where it was made.")
    outlet: Line | None = Field(None, description="Who published it.")
    doc_type: Line | None = Field(None, description="joint statement, communiqué, readout ...")
    language: Line | None = Field(None, description="ISO 639-1 code.")
    parties: Annotated[list[Code], Field(max_length=100)] | None = Field(None, description="Codes.")
    speakers: Annotated[list[Code], Field(max_length=100)] | None = Field(None, description="Names.")

    def said(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True, exclude={"url"})
