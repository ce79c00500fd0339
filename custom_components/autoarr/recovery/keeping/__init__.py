"""The ledger of failures: what is remembered, how it is stored, and what is counted."""
