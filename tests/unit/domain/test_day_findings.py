"""Nobody has said anything on a day that is still to come."""

import datetime as dt

import pytest

from briefbuilder.domain.brief_check.day_findings import day_findings
from briefbuilder.domain.checklists import Answer, Override
from briefbuilder.domain.clearances import Clearance, ClearanceOutcome, EarlierReply
from briefbuilder.domain.conditions import AnswerValue
from helpers.builders import TODAY, make_brief

LATER = TODAY + dt.timedelta(days=2)
HASH = "0" * 64


def brief_with(**values):
    return make_brief().model_copy(update={key: (value,) for key, value in values.items()})


def answer(on: dt.date, override_on: dt.date = TODAY) -> Answer:
    override = Override(by="Minister A", on=override_on, reason="It cannot wait.", answer=HASH)
    return Answer(question="A1", words=HASH, value=AnswerValue.NO, on=on, override=override)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {
                "clearances": Clearance(
                    office="Treasury", outcome=ClearanceOutcome.CONCUR, on=LATER.isoformat()
                )
            },
            "Treasury is said to have replied",
        ),
        (
            {"clearances": Clearance(office="Treasury", asked=LATER.isoformat())},
            "Treasury is said to have been asked",
        ),
        (
            {
                "clearances": Clearance(
                    office="Treasury",
                    earlier=(EarlierReply(outcome=ClearanceOutcome.CONCUR, on=LATER.isoformat()),),
                )
            },
            "Treasury is said to have replied",
        ),
        ({"answers": answer(LATER)}, "Question A1 is said to have been answered"),
        (
            {"answers": answer(TODAY, LATER)},
            "Minister A is said to have let question A1 go forward",
        ),
    ],
)
def test_a_day_to_come_is_told_with_whose_it_is(values, said):
    (finding,) = day_findings(brief_with(**values), TODAY)

    assert finding.rule == "day-to-come"
    assert finding.sentence.startswith(f"{said} on ")
    assert list(day_findings(brief_with(**values), LATER - dt.timedelta(days=1))) == []


def test_a_day_known_by_its_month_is_not_to_come_while_the_month_lasts():
    month = TODAY.isoformat()[:7]
    reply = Clearance(office="Treasury", outcome=ClearanceOutcome.CONCUR, on=month)

    assert list(day_findings(brief_with(clearances=reply), TODAY)) == []
    assert list(day_findings(brief_with(clearances=reply), dt.date(2026, 1, 1))) != []
