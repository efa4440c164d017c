"""Messages: one file each says on which event whom is told what; the words are in templates/messages."""
