"""Seeing Radarr and Sonarr: imports that are blocked, what left their queues, and all services joined into jobs."""
