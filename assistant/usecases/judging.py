"""
The use cases of a person's verdict: findings with what was said of them, one more verdict, and
what still forbids to accept a draft.

Knows: where verdicts are kept, by office and year, so that they outlive a run and a draft. Does
not know: which findings may be waived (assistant.core.verdicts), screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.clock import now
from assistant.core.accounts import User, require
from assistant.core.drafts import Draft, DraftSection
from assistant.core.evidence.grounding import Basis, Grounding, ground_on
from assistant.core.evidence.names import Names
from assistant.core.ports import VerdictStore
from assistant.core.rules.check import check
from assistant.core.scan.check import Scanner
from assistant.core.scan.scanbook import ScanFinding
from assistant.core.tables.figures import Figures
from assistant.core.verdicts import (
    JudgedForm,
    JudgedText,
    Opinion,
    Verdict,
    give,
    judge_form,
    judge_text,
)
from assistant.core.writing.brief import SECTION_NAMES
from assistant.core.writing.carried import carried_findings
from assistant.core.writing.guard import is_blocking

_MOST_KEPT = 256  # results of one process: sections of some twenty drafts
FIGURES = "本年数据"  # where a finding of the form stands
EVERY_RULE = Scanner()
_SAID_BY_GROUNDING = frozenset({"残留-待答", "时间-今年"})  # as open_mark and this_year


@dataclass(frozen=True, kw_only=True)
class Blocking:
    """A finding while which is open a draft is not accepted, and where it stands."""

    place: DraftSection | None  # None: this year's figures
    judged: JudgedForm | JudgedText

    @property
    def where(self) -> str:
        return FIGURES if self.place is None else SECTION_NAMES[self.place]

    @property
    def message(self) -> str:
        finding = self.judged.finding
        quote = f"（“{finding.quote}”）" if finding.quote else ""
        return f"{self.where}：{finding.message}{quote}"


class Judging:
    """Findings and the verdicts of persons on them."""

    def __init__(
        self,
        verdicts: VerdictStore,
        names: Names | None = None,
        scanner: Scanner = EVERY_RULE,
    ) -> None:
        self._verdicts = verdicts
        self._scanner = scanner  # as the office has set it
        self._names = names  # with the office's own words
        # A page asks again and again about sections that nobody changed.
        self._basis = lru_cache(_MOST_KEPT)(self._new_basis)
        self._grounded = lru_cache(_MOST_KEPT)(self._ground)
        self._scanned = lru_cache(_MOST_KEPT)(self._scan)
        self._checked = lru_cache(_MOST_KEPT)(check)

    def given(self, figures: Figures) -> Sequence[Verdict]:
        """Every verdict on the report of the figures' office and year, the oldest first."""
        return self._verdicts.verdicts(figures.agency, figures.year)

    def give(
        self, figures: Figures, judged: JudgedForm | JudgedText, opinion: Opinion, *, by: User
    ) -> Verdict:
        """One more verdict, on record and in the audit trail; NotAllowed if it may not be given."""
        require(by, "judge")
        verdict = give(judged, opinion, author=by.name, created=now())
        self._verdicts.add_verdict(figures.agency, figures.year, verdict)
        detail = {
            "agency": figures.agency,
            "year": figures.year,
            "rule": judged.finding.rule,
            "about": verdict.about,
            "reason": verdict.reason,
            "scope": verdict.scope,
        }
        self._verdicts.record(verdict.author, verdict.decision, f"finding:{judged.id}", detail)
        return verdict

    def in_figures(self, draft: Draft) -> tuple[int, tuple[JudgedForm, ...]]:
        """How many places the rules looked at in this year's figures, and what they find there,
        with verdicts.
        """
        number, findings = self._checked(draft.figures, draft.previous)
        return number, judge_form(findings, self.given(draft.figures))

    def in_text(
        self, draft: Draft, section: DraftSection, text: str
    ) -> tuple[Grounding, tuple[JudgedText, ...]]:
        """`text`, saved or not, as the draft's section: grounded, its findings with verdicts."""
        grounding = self._grounded(text, draft.figures, draft.previous)
        given = self.given(draft.figures)
        taken = carried_findings(draft.origins(section, text))
        found = sorted((*grounding.findings, *taken), key=lambda one: (one.start, one.end))
        return grounding, judge_text(found, given, text=text, section=section)

    def in_scan(self, draft: Draft, section: DraftSection, text: str) -> tuple[JudgedText, ...]:
        """What of `text`, saved or not, must not be published, with verdicts; what grounding says
        of it too is left to grounding.
        """
        found = self._scanned(text, draft.agency, draft.year)
        return judge_text(found, self.given(draft.figures), text=text, section=section)

    def blocking(self, draft: Draft) -> tuple[Blocking, ...]:
        """The findings that are not waived and forbid to accept: errors of the form in this
        year's figures first, then those of the texts (see is_blocking) and of their scan.
        """
        in_figures = (
            Blocking(place=None, judged=one)
            for one in self.in_figures(draft)[1]
            if one.finding.level == "error" and not one.is_waived
        )
        in_texts = (
            Blocking(place=section, judged=one)
            for section in draft.sections
            for one in self.in_section(draft, section, draft.text(section))[1]
            if is_blocking(one.finding) and not one.is_waived
        )
        return (*in_figures, *in_texts)

    def in_section(
        self, draft: Draft, section: DraftSection, text: str
    ) -> tuple[Grounding, tuple[JudgedText, ...]]:
        """`text`, saved or not, grounded, and all that is found in it: by grounding, then by the
        scan.
        """
        grounding, found = self.in_text(draft, section, text)
        return grounding, (*found, *self.in_scan(draft, section, text))

    # pure, and slow enough to be kept

    def _new_basis(self, figures: Figures, previous: Figures | None) -> Basis:
        return Basis(figures=figures, previous=previous, names=self._names)

    def _ground(self, text: str, figures: Figures, previous: Figures | None) -> Grounding:
        return ground_on(text, self._basis(figures, previous))

    def _scan(self, text: str, agency: str, year: int) -> tuple[ScanFinding, ...]:
        found = self._scanner.scan_text(text, agency=agency, year=year)
        return tuple(one for one in found if one.rule not in _SAID_BY_GROUNDING)
