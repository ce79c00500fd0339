"""Runs the fake by hand: `python -m tests.fakes.sabnzbd --release 4.5.0`."""

from pathlib import Path

from ..by_hand import arguments, run
from . import FakeSabnzbd, Release, seed_failures, seed_much


def main() -> None:
    """Read the command line and serve until Ctrl-C."""
    parser = arguments("A fake SABnzbd", port=8080)
    parser.add_argument(
        "--release", choices=[*Release], default=Release.V51, help="whose habits it has"
    )
    parser.add_argument(
        "--folder", type=Path, help="where finished jobs are put; without it nowhere"
    )
    parser.add_argument("--job-seconds", type=float, default=5.0, help="how long a job takes")
    parser.add_argument(
        "--failures", type=int, default=0, help="how many failed jobs the history begins with"
    )
    parser.add_argument(
        "--much", action="store_true", help="begin with 5,000 jobs and a history of 50,000"
    )
    given = parser.parse_args()
    fake = FakeSabnzbd(
        release=given.release,
        folder=given.folder,
        job_seconds=given.job_seconds,
        host=given.host,
        port=given.port,
        base_path=given.base_path,
        tls=given.tls,
        api_key=given.api_key,
    )
    seed_failures(fake, given.failures)
    if given.much:
        seed_much(fake)
    run(fake)


if __name__ == "__main__":
    main()
