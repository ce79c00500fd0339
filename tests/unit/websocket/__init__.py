"""What the panel is told: the parts that decide without Home Assistant."""
