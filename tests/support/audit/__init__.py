"""What the tests of the audit share."""
