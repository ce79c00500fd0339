"""What real services answered: recorded calls of SABnzbd 4.5.0 and 5.1.3, and its failure messages."""

from pathlib import Path

SABNZBD = Path(__file__).parent / "sabnzbd"
