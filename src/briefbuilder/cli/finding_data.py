"""The findings of a brief as data."""

from __future__ import annotations

from briefbuilder.cli.as_data import Data
from briefbuilder.domain.brief_check.findings import Finding, FindingList
from briefbuilder.errors import Severity


def finding_data(finding: Finding) -> Data:
    """A finding with its place in the brief."""
    place = finding.place
    named = {
        "section": place.section,
        "block": place.block,
        "question": place.question,
        "field": place.field,
        "item": place.item,
        "clearance": place.office,
    }
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "place": {name: value for name, value in named.items() if value},
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "group": finding.group,
    }


def findings_data(found: FindingList) -> Data:
    """The findings of a brief, and how many of each severity there are."""
    return {
        "findings": [finding_data(finding) for finding in found.findings],
        "counts": {severity.value: found.count(severity) for severity in Severity},
    }
