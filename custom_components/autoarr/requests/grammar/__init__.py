"""How sentences are taken apart; which words mean what is in `words`."""
