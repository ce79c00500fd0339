"""Benchmarks: they print figures beside the budgets of the design, and judge nothing."""
