"""An approval belongs to the text that a person approved."""

import datetime as dt

import pytest
from pydantic import ValidationError

from briefbuilder.domain.approvals import ApprovalLapse, approval_standing, change_status, settled
from briefbuilder.domain.items import Item, Status, StatusChange, revision_of
from helpers.builders import make_item

DAY = dt.date(2026, 11, 23)


def changed(item: Item, *statuses: Status) -> Item:
    for status in statuses:
        item = change_status(item, status, by="A. Reader", on=DAY, why="Because.")
    return item


def lapse_of(item: Item) -> ApprovalLapse | None:
    return approval_standing(item, revision_of(item)).lapse


def test_an_approval_holds_for_its_text_and_no_other() -> None:
    approved = changed(make_item(), Status.APPROVED)
    assert approval_standing(approved, revision_of(approved)).status is Status.APPROVED

    other = approved.model_copy(update={"summary": "Other words."})
    assert approval_standing(other, revision_of(other)).status is Status.IN_REVIEW
    assert lapse_of(other) is ApprovalLapse.OTHER_TEXT
    assert lapse_of(other.model_copy(update={"summary": approved.summary})) is None


def test_an_approval_that_was_taken_back_is_not_given_again_by_a_word() -> None:
    taken = changed(make_item(), Status.APPROVED, Status.IN_REVIEW)
    assert lapse_of(taken) is None
    by_hand = taken.model_copy(update={"status": Status.APPROVED})
    assert lapse_of(by_hand) is ApprovalLapse.TAKEN_BACK
    assert lapse_of(changed(by_hand, Status.APPROVED)) is None


def test_an_approval_without_a_record_names_nobody() -> None:
    assert lapse_of(make_item(status="approved")) is ApprovalLapse.NOBODY


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN])
def test_no_other_status_needs_a_record(status: Status) -> None:
    item = make_item(status=status, withdrawn_because="It was wrong.")
    assert approval_standing(item, revision_of(item)).status is status


def test_an_approval_names_its_revision_and_only_an_approval_does() -> None:
    for to, revision in ((Status.APPROVED, None), (Status.DRAFT, "0" * 64)):
        with pytest.raises(ValidationError, match="names the revision"):
            StatusChange(to=to, by="A. Reader", on=DAY, why="Because.", revision=revision)


def test_what_was_recorded_is_saved_as_it_is() -> None:
    before = make_item(status="draft")
    for to in Status:
        after = changed(before, to)
        assert settled(after, before, by="B. Clerk", on=DAY) is after


def test_a_status_written_by_hand_is_recorded_with_who_saved_it() -> None:
    before = make_item(status="in-review")
    by_hand = before.model_copy(
        update={"status": Status.WITHDRAWN, "withdrawn_because": "It was wrong."}
    )
    (change,) = settled(by_hand, before, by="B. Clerk", on=DAY).status_changes
    assert (change.to, change.by, change.why) == (Status.WITHDRAWN, "B. Clerk", "It was wrong.")


def test_words_changed_before_their_approval_was_saved_are_not_said_to_be_approved_by_nobody():
    before = make_item(status="in-review")
    edited = changed(before, Status.APPROVED).model_copy(update={"summary": "Other words."})
    given, taken = settled(edited, before, by="B. Clerk", on=DAY).status_changes
    assert (given.to, given.by) == (Status.APPROVED, "A. Reader")
    assert (taken.to, taken.why) == (Status.IN_REVIEW, "The text was changed after its approval.")

    by_hand = before.model_copy(update={"status": Status.APPROVED})
    (taken,) = settled(by_hand, before, by="B. Clerk", on=DAY).status_changes
    assert taken.why == "Approved in the text of the file, which names nobody."


def test_an_old_approval_that_names_nobody_stays_until_the_words_change() -> None:
    before = make_item(status="approved")
    tagged = before.model_copy(update={"owner": "Another desk"})
    assert settled(tagged, before, by="B. Clerk", on=DAY) is tagged
    other = settled(
        before.model_copy(update={"summary": "Other words."}), before, by="B. Clerk", on=DAY
    )
    assert other.status is Status.IN_REVIEW
