import pytest

from sop.offices.models import User

PASSWORD = "kopi-tubruk-pagi"


@pytest.fixture
def person(db: None) -> User:
    """An ordinary person with a NIP and a password, without any appointment."""
    return User.objects.create_user(
        "sari", password=PASSWORD, name="Sari Rekaan, S.E.", nip="198001012005012001"
    )


@pytest.fixture
def staff(db: None) -> User:
    return User.objects.create_user("pengelola", password=PASSWORD, name="Pengelola Rekaan", is_staff=True)


@pytest.fixture
def odd_urls(settings) -> None:
    """Paths that refuse and break, beside the real ones."""
    settings.ROOT_URLCONF = "tests.house.urls"
