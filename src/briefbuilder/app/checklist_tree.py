"""The checklist as a tree: the groups that apply with their questions, then what does not apply."""

from __future__ import annotations

from dataclasses import dataclass

from briefbuilder.app.alignment_walk import AlignmentWalk
from briefbuilder.app.alignment_words import left_out_words, progress_words
from briefbuilder.domain.alignment import GroupProgress, QuestionState, QuestionView


@dataclass(frozen=True, slots=True)
class Branch:
    """A group with those of its questions that apply, or (without progress) all that do not."""

    title: str
    tip: str
    progress: GroupProgress | None
    views: tuple[QuestionView, ...]

    @property
    def shape(self) -> tuple[str, ...]:
        """What decides whether rows come or go."""
        group = self.progress.group.id if self.progress is not None else ""
        return (group, *(view.question.id for view in self.views))


def branches_of(walk: AlignmentWalk) -> tuple[Branch, ...]:
    """The tree of a walk as it stands; a group of which nothing applies has no branch."""
    state = walk.state
    if state is None:
        return ()
    branches = [
        Branch(progress.group.title, progress_words(progress), progress, views)
        for progress in state.groups
        if (
            views := tuple(
                one
                for one in state.views
                if one.group.id == progress.group.id
                and one.state is not QuestionState.DOES_NOT_APPLY
            )
        )
    ]
    if walk.left_out:
        conditions = [one.question.applies_when for one in walk.left_out]
        words = left_out_words(conditions, walk.library)
        branches.append(Branch(words, words, None, walk.left_out))
    return tuple(branches)
