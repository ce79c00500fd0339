"""What the fakes of Radarr and Sonarr have in common."""
