"""Messages, one file each: on which event who is told what. The words are in the file or in templates/messages."""
