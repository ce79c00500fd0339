"""What messages mean, in any language, and what becomes of those that no table knows."""
