"""What the words of each language mean to the parser: data, no rules."""
