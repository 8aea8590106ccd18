"""Whether the words on rows, the answers to them, and the versions they hold for are those of the history."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinerja.submissions.figures import Figure, Judgement, Reply
from kinerja.submissions.models import Submission

_Key = tuple[int, int, int, int, int]  # figure, its version and that of its evidence, round, person


@dataclass
class WordsTold:
    """What the events alone say: how often a row and its evidence changed, what was said of it, what was answered.

    The events before a word tell for which version and in which round it was said.
    """

    round: int = 1
    versions: Counter[int] = field(default_factory=Counter)
    evidence: Counter[int] = field(default_factory=Counter)
    words: dict[_Key, tuple[bool, str]] = field(default_factory=dict)
    replies: Counter[tuple[int, str, int]] = field(default_factory=Counter)

    def hear(self, data: Mapping[str, Any]) -> None:
        """Take in the next event; those about other things say nothing of words."""
        self.versions.update(change["figure"] for change in data.get("changes", ()))
        match data["kind"]:
            case "return":
                self.round += 1
            case "evidence":
                self.evidence[data["figure"]] += 1
            case "judgement":
                self.words |= {
                    self._key(row["figure"], data["user"]): (row["agreed"], row["note"])
                    for row in data["rows"]
                }
            case "reply":
                self.replies.update((row["judgement"], row["text"], data["user"]) for row in data["rows"])

    def _key(self, figure: int, user: int) -> _Key:
        return figure, self.versions[figure], self.evidence[figure], self.round, user


def words_fault(submission: Submission, told: WordsTold) -> str:
    """The first thing that differs from the history, in a sentence; "" where nothing does. Three queries."""
    for figure in Figure.objects.filter(submission=submission).order_by("pk"):
        if (figure.version, figure.evidence_version) != (told.versions[figure.pk], told.evidence[figure.pk]):
            return f"versi isian ‘{figure.definition['name']}’ tidak sama dengan riwayatnya"
    words = Judgement.objects.filter(figure__submission=submission)
    if {_key_of(word): (word.agreed, word.note) for word in words} != told.words:
        return "penilaian baris tidak sama dengan riwayatnya"
    replies = Reply.objects.filter(judgement__figure__submission=submission)
    if Counter(replies.values_list("judgement", "text", "by")) != told.replies:
        return "tanggapan atas catatan tidak sama dengan riwayatnya"
    return ""


def _key_of(word: Judgement) -> _Key:
    return word.figure_id, word.version, word.evidence_version, word.round, word.by_id
