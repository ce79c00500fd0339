"""Benchmarks: they print figures beside the budgets of the design, and judge nothing."""

from pathlib import Path
import sys

# pytest does this for tests; benchmarks are run without it, and start processes that are as well.
if (_APP := str(Path(__file__).parents[2] / "addon")) not in sys.path:
    sys.path.append(_APP)
