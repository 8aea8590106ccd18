"""Whether the words on rows, the answers to them, and the versions they hold for are those of the history."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kinerja.submissions.figures import Figure, Judgement, Reply
from kinerja.submissions.models import Submission

_Key = tuple[int, int, int, int, int]  # figure, its version and that of its evidence, round, person


@dataclass
class WordsTold:
    """What the events alone say: how often a row and its evidence changed, what was said of it, what was answered.

    A word says for which version and in which round it was said; of older ones the events before them tell it, and
    a later one may have taken their place.
    """

    round: int = 1
    versions: Counter[int] = field(default_factory=Counter)
    evidence: Counter[int] = field(default_factory=Counter)
    words: dict[_Key, tuple[bool, str]] = field(default_factory=dict)
    older: set[_Key] = field(default_factory=set)
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
                self._hear_words(data["rows"], data["user"])
            case "reply":
                self.replies.update((row["judgement"], row["text"], data["user"]) for row in data["rows"])

    def _hear_words(self, rows: Iterable[Mapping[str, Any]], user: int) -> None:
        for row in rows:
            figure = row["figure"]
            version = row.get("version", self.versions[figure])
            evidence = row.get("evidence_version", self.evidence[figure])
            key = (figure, version, evidence, row.get("round", self.round), user)
            self.words[key] = (row["agreed"], row["note"])
            if "round" not in row:
                self.older.add(key)

    def standing(self, rows: Collection[_Key]) -> dict[_Key, tuple[bool, str]]:
        """The words that must be among the rows."""
        return {key: word for key, word in self.words.items() if key in rows or not self._replaced(key, rows)}

    def _replaced(self, key: _Key, rows: Collection[_Key]) -> bool:
        *_, round_, user = key
        return key in self.older and any(
            (*key[:3], later, user) in rows for later in range(round_ + 1, self.round + 1)
        )


def words_fault(submission: Submission, told: WordsTold) -> str:
    """The first thing that differs from the history, in a sentence; "" where nothing does. Three queries."""
    for figure in Figure.objects.filter(submission=submission).order_by("pk"):
        if (figure.version, figure.evidence_version) != (told.versions[figure.pk], told.evidence[figure.pk]):
            return f"versi isian ‘{figure.definition['name']}’ tidak sama dengan riwayatnya"
    words = Judgement.objects.filter(figure__submission=submission)
    rows = {_key_of(word): (word.agreed, word.note) for word in words}
    if rows != told.standing(rows):
        return "penilaian baris tidak sama dengan riwayatnya"
    replies = Reply.objects.filter(judgement__figure__submission=submission)
    if Counter(replies.values_list("judgement", "text", "by")) != told.replies:
        return "tanggapan atas catatan tidak sama dengan riwayatnya"
    return ""


def _key_of(word: Judgement) -> _Key:
    return word.figure_id, word.version, word.evidence_version, word.round, word.by_id
