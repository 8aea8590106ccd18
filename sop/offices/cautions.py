"""What is unusual in a new appointment, yet done in practice: said before it is saved, never refused.

- A Plt. while the definitive holder is still there: meant for a vacant post; done while he is suspended from duty.
- A Plh. while the post is vacant: meant for one who is away; done for the days until the letter of a Plt. comes.
- A deputy who is himself away with a Plh. in his place.
- An appointment that began in the past.
"""

import datetime as dt
from collections.abc import Iterator

from sop.offices.models import Appointment, AppointmentKind


def cautions(post: Appointment, day: dt.date) -> list[str]:
    """Sentences about a checked appointment; [] where there is nothing to think about. At most three queries."""
    found = list(_of_kind(post))
    if post.is_acting:
        found += _of_deputy(post)
    if post.since < day:
        found.append(
            f"Penugasan ini berlaku surut sejak {post.since:%d-%m-%Y}. Langkah yang sudah dikerjakan tidak berubah."
        )
    return found


def _of_kind(post: Appointment) -> Iterator[str]:
    if post.position.shared or not post.is_acting:
        return
    beside = Appointment.objects.during(post.span).filter(position=post.position_id).exclude(pk=post.pk)
    held = next((other for other in beside.select_related("user") if not other.is_acting), None)
    title = post.position.title
    if post.kind == AppointmentKind.ACTING_VACANT and held is not None:
        yield (
            f"{held.user} masih menjabat {title} ({held.days}). Plt. untuk jabatan yang kosong; bila pejabatnya "
            "berhalangan sementara, pilih Plh. Lanjutkan hanya bila ia diberhentikan sementara dari tugasnya."
        )
    if post.kind == AppointmentKind.ACTING_ABSENT and held is None:
        yield (
            f"{title} kosong pada tanggal itu. Plh. untuk pejabat yang berhalangan sementara; untuk jabatan kosong "
            "pilih Plt. Lanjutkan hanya selama menunggu surat perintah Plt."
        )


def _of_deputy(post: Appointment) -> Iterator[str]:
    links = Appointment.objects.exclude(pk=post.pk).stand_ins(post.span)
    if any(link.absent == post.user_id for link in links):
        yield f"{post.user} sendiri digantikan Plh. pada sebagian tanggal itu. Pastikan ia bertugas."
