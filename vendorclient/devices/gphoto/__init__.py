"""Phones by MTP and cameras by PTP on Linux, through libgphoto2 in a process of its own."""
