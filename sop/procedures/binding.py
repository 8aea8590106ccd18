"""Columns without a post are bound by their name: the title of a post, or one of its other names (`aliases`)."""

from collections import defaultdict

from sop.offices.models import Position
from sop.procedures.findings import Finding, Level
from sop.procedures.models import ActorBinding, SopVersion
from sop.procedures.sheets import listed


def bind_by_name(version: SopVersion) -> list[Finding]:
    """Bind each column that has no post yet; one info for each that was bound. The caller holds the transaction."""
    posts = _posts_by_name(version.sop.office_id)
    findings = []
    for actor in version.actors.filter(bindings=None).exclude(label=""):
        found = posts.get(_plain(actor.label), [])
        ActorBinding.objects.bulk_create(ActorBinding(actor=actor, position=post) for post in found)
        if found:
            titles = listed([post.title for post in found])
            sentence = f"Pelaksana ‘{actor.label}’ dipasangkan dengan {titles} menurut namanya."
            findings.append(Finding(Level.INFO, "", actor.label, sentence))
    return findings


def _posts_by_name(office: int) -> dict[str, list[Position]]:
    posts: dict[str, list[Position]] = defaultdict(list)
    for post in Position.objects.filter(office=office).order_by("title"):
        for name in {_plain(name) for name in (post.title, *post.aliases.splitlines())}:
            posts[name].append(post)
    return posts


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
