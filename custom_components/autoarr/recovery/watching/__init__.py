"""Seeing SABnzbd: what its polls show, what went wrong in it, and whether its news servers deliver."""
