"""The configuration audit: best practices as data, findings, changes that are proven and can be taken back."""
