"""Receives files piece by piece and goes on where it stopped (tus 1.0.0)."""
