"""A second look reads one act alone, with its cue marked: for its kind only where the other witnesses are in doubt,
for its items only where a commitment or a request may hold a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from pacta.encoders import load_reader, weights_of_acts
from pacta.extract.items import FIRST
from pacta.extract.listed import Tags
from pacta.extract.second_look import (
    ABOVE_TOKENS,
    AFTER_TOKENS,
    BEFORE_TOKENS,
    CONTENT_TOKENS,
    CUE_TOKENS,
    GAP_TOKENS,
    HEADING_TOKENS,
    LED_TOKENS,
    act_chances,
    item_tags,
    marked_act,
    marked_content,
)
from pacta.extract.setting import Setting
from pacta.extract.weigh import is_certain, joined
from pacta.model import CUE_CLASSES, Annotations, Config, Document, Span
from pacta.pipeline import STAGES, read
from support import samples

LONGEST = HEADING_TOKENS + ABOVE_TOKENS + BEFORE_TOKENS + CUE_TOKENS + AFTER_TOKENS + 6
LONGEST_CONTENT = LED_TOKENS + CUE_TOKENS + GAP_TOKENS + CONTENT_TOKENS + 4
TEXT = (
    "Joint Statement of Ostland and Westmark\n\nThe Presidents met in Port Ross on 12 May 2025. They agreed to"
    " build a bridge over the Elm, and expressed deep concern at the floods.\n"
)


def setting_of(document: Document) -> Setting:
    annotations = Annotations()
    for stage in STAGES[:-2]:  # all that is found before the encoder
        annotations = stage(document, annotations, Config())
    return Setting(document, annotations)


def words_at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_reader(weights_of_acts()).tokenizer


def test_the_cue_stands_between_its_marks_and_its_sentence_around_it(tokenizer: Tokenizer) -> None:
    document = samples.document(TEXT)
    act = marked_act(setting_of(document), words_at(TEXT, "agreed to"), tokenizer)
    assert tokenizer.decode(act.ids[act.first : act.end]) == "agreed to"
    words = tokenizer.decode(act.ids, skip_special_tokens=False)
    assert words.startswith("[CLS] joint statement. narration [SEP]")
    assert "[SEP] they [unused1] agreed to [unused2] build a bridge over the elm" in words


@given(samples.documents(), st.data())
def test_a_marked_act_is_bounded_wherever_its_cue_stands(
    tokenizer: Tokenizer, document: Document, data: st.DataObject
) -> None:
    if not document.text:
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    act = marked_act(setting_of(document), Span(start, end), tokenizer)
    assert 0 < act.first < act.end < len(act.ids) <= LONGEST


def test_chances_sum_to_one_and_come_in_the_order_of_the_cues() -> None:
    document = samples.document(TEXT)
    cues = [words_at(TEXT, "agreed to"), words_at(TEXT, "expressed deep concern")]
    promised, judged = act_chances(setting_of(document), cues)
    assert abs(sum(promised) - 1) < 1e-6 and abs(sum(judged) - 1) < 1e-6
    assert CUE_CLASSES[promised.index(max(promised))].startswith("commitment")
    assert CUE_CLASSES[judged.index(max(judged))] == "appraisal"
    assert act_chances(setting_of(document), []) == []


def test_the_content_stands_behind_its_marked_cue_and_each_token_lies_in_the_text(tokenizer: Tokenizer) -> None:
    document = samples.document(TEXT)
    content = words_at(TEXT, "build a bridge over the Elm")
    marked = marked_content(setting_of(document), words_at(TEXT, "agreed to"), content, tokenizer)
    words = tokenizer.decode(marked.ids, skip_special_tokens=False)
    assert words == "[CLS] they [unused1] agreed to [unused2] build a bridge over the elm [SEP]"
    assert [TEXT[a:b] for a, b in marked.spans] == ["build", "a", "bridge", "over", "the", "Elm"]


@given(samples.documents(), st.data())
def test_a_marked_content_is_bounded_and_its_tokens_lie_inside_it(
    tokenizer: Tokenizer, document: Document, data: st.DataObject
) -> None:
    if len(document.text) < 2:
        return
    middle = data.draw(st.integers(1, len(document.text) - 1))
    content = Span(middle, data.draw(st.integers(middle + 1, len(document.text))))
    marked = marked_content(setting_of(document), Span(0, middle), content, tokenizer)
    assert len(marked.ids) <= LONGEST_CONTENT and len(marked.ids) == marked.first + len(marked.spans) + 1
    assert all(content.contains(Span(*span)) for span in marked.spans)


def test_the_items_of_a_promise_are_tagged_where_they_begin() -> None:
    text = "They agreed to open a bank in Port Ross, to lift all duties on tea, and to train nurses.\n"
    content = words_at(text, "open a bank in Port Ross, to lift all duties on tea, and to train nurses")
    (tags,) = item_tags(setting_of(samples.document(text)), [(words_at(text, "agreed to"), content)])
    firsts = {text[start:].split()[0] for start, logs in tags.items() if logs.argmax() == FIRST}
    assert firsts == {"open", "lift", "train"}


def test_where_nothing_is_asked_the_weights_are_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pacta.extract.second_look.load_reader", lambda _: pytest.fail("they cost time and memory"))
    assert act_chances(setting_of(samples.document(TEXT)), []) == []
    assert item_tags(setting_of(samples.document(TEXT)), []) == []


def test_who_is_sure_needs_no_second_look_and_firmness_alone_is_no_doubt() -> None:
    sure = tuple(0.5 if name in ("commitment3", "commitment4") else 0.0 for name in CUE_CLASSES)
    torn = tuple(0.5 if name in ("commitment4", "report") else 0.0 for name in CUE_CLASSES)
    assert is_certain(sure) and not is_certain(torn)


def test_the_second_look_tips_what_the_others_leave_open() -> None:
    torn = tuple(0.45 if name in ("position", "appraisal") else 0.01 for name in CUE_CLASSES)
    look = tuple(0.9 if name == "appraisal" else 0.1 / 7 for name in CUE_CLASSES)
    weighed = joined(torn, torn, look)
    assert CUE_CLASSES[weighed.index(max(weighed))] == "appraisal"
    assert abs(sum(weighed) - sum(torn)) < 1e-9


def test_a_fast_reading_looks_at_no_act_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def look(_: Setting, cues: list[Span]) -> list[tuple[float, ...]]:
        looked.append(len(cues))
        return [(1 / len(CUE_CLASSES),) * len(CUE_CLASSES)] * len(cues)

    def look_at_items(_: Setting, acts: list[tuple[Span, Span]]) -> list[Tags]:
        looked.append(len(acts))
        return [{}] * len(acts)

    monkeypatch.setattr("pacta.extract.witnesses.act_chances", look)
    monkeypatch.setattr("pacta.extract.witnesses.item_tags", look_at_items)
    read(samples.document(TEXT), Config(fast=True))
    assert sum(looked) == 0
    read(samples.document(TEXT))
    assert len(looked) == 3
