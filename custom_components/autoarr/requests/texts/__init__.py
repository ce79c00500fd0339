"""What requests say to people, in English, by the room that says it."""
