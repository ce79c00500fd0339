"""The audit: rules, findings, changes."""
