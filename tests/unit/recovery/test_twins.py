"""The names of a job before and after a retry of SABnzbd."""

import pytest

from custom_components.autoarr.recovery.following.twins import same_job_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dune.2021.2160p-GRP", "Dune.2021.2160p-GRP", True),
        ("Dune.2021.2160p-GRP", "Dune.2021.2160p-GRP.1", True),
        ("Dune.2021.2160p-GRP.2", "Dune.2021.2160p-GRP", True),
        ("Dune: Part Two", "Dune_ Part Two", True),
        ("Dune.2021.2160p-GRP.1", "Dune.2021.2160p-GRP.2", False),
        ("Some.Show.S01E01", "Some.Show.S01E02", False),
        ("Movie.2019", "Movie", False),
        ("Dune.2021", "Arrival.2016", False),
        ("", "", False),
        ("???", "???", False),
    ],
)
def test_names_of_one_job(one: str, other: str, same: bool) -> None:
    """A copy has a number; what a folder may not be called is replaced."""
    assert same_job_name(one, other) is same
    assert same_job_name(other, one) is same
