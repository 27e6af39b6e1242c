"""The chronology in forms that other programs read; each module says what its form leaves out."""
