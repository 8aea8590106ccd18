"""What the rooms of the house know of each other without importing each other: the one place where they are joined.

A lower room opens a register (`tells`, `letters_from`, `told_by` …), an upper one has something to enter there; here it is
entered, once, when the application starts. Whoever adds a room begins with this page.
"""

from kinerja.accounts import queries as accounts
from kinerja.accounts.resets import resting
from kinerja.archive import destroying
from kinerja.archive import history as archive_history
from kinerja.archive.bundle.letters import letters_from
from kinerja.handover import history as handover_history
from kinerja.handover import keeping as receipts
from kinerja.handover import step_picture
from kinerja.letters import bundling, recorded
from kinerja.letters import history as letters_history
from kinerja.letters import queries as letters_queries
from kinerja.letters import storage as letters_storage
from kinerja.notifications import addresses, staff
from kinerja.submissions import filing
from kinerja.submissions.assigning import history as assigning_history
from kinerja.submissions.case import acts_told
from kinerja.submissions.case.events import tells
from kinerja.submissions.entry import history as entry_history
from kinerja.submissions.evidence import history as evidence_history
from kinerja.submissions.forms import act as act_forms
from kinerja.submissions.forms import brought
from kinerja.submissions.papers import history as papers_history
from kinerja.submissions.verification import history as verification_history
from kinerja.submissions.windows import history as windows_history
from sop.offices import seconds
from sop.offices.actions import records

# Each room that writes events into the ledger of a case says how they read, by their kind.
BOOKS = (
    acts_told.BOOK, entry_history.BOOK, evidence_history.BOOK, verification_history.BOOK, windows_history.BOOK,
    assigning_history.BOOK, papers_history.BOOK, letters_history.BOOK, handover_history.BOOK, archive_history.BOOK,
)  # fmt: skip

PICTURE, NUMBER = step_picture.StepPicture(), recorded.StepNumber()


def join() -> None:
    """Enter everything; safe to repeat."""
    for book in BOOKS:
        tells(book)
    # Who learns of what keepers do to people and posts.
    records.told_by(staff.tell_of)
    records.addresses_told_by(addresses.tell_address_changed)
    # Which people are too powerful for one keeper to reset alone.
    seconds.weighed_by(accounts.takes_two)
    # What an account may not do whose password somebody else made.
    seconds.rested_by(resting.let_rest)
    # What the form of a step knows beforehand, and what else is brought with it.
    act_forms.known_from(recorded.number_of)
    act_forms.known_from(step_picture.destination_of)
    brought.added_by(PICTURE)
    brought.added_by(NUMBER)
    # The words by which a filed case is found besides its own.
    filing.words_from(letters_queries.words_of)
    # Further papers of a case in its bundle, and the bytes that are destroyed with it.
    letters_from(bundling.papers_of, folder="surat/")
    letters_from(receipts.pictures_of, folder="tanda-terima/")
    destroying.destroyed_with_a_case(receipts.bytes_of)
    destroying.destroyed_with_a_case(letters_storage.paths_of)
