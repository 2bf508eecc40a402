"""backup, fsck, move, doctor: keeping what was entrusted."""
