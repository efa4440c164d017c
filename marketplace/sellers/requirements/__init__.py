"""What an application must hold, one file each: found at start-up, held to one contract."""
