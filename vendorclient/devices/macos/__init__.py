"""Phones, cameras and disks on macOS (ImageCaptureCore, DiskArbitration)."""
