"""A stateful fake of SABnzbd 4.5 and 5.1; the end-to-end tests use a real one."""

from .model import Job, NewsServer, Past, Release, Scenario, Stages, Warned, stages
from .scenarios import SCENARIOS
from .seeds import seed_failures, seed_much
from .server import FakeSabnzbd

__all__ = [
    "SCENARIOS",
    "FakeSabnzbd",
    "Job",
    "NewsServer",
    "Past",
    "Release",
    "Scenario",
    "Stages",
    "Warned",
    "seed_failures",
    "seed_much",
    "stages",
]
