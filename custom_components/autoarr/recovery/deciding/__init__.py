"""What would be right for a failure and what limits it, from facts gathered for one decision."""
