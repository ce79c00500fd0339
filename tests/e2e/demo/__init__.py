"""The demo: the whole chain with a dashboard, and the main job checked and told in plain words."""
