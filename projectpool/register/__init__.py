"""Every project of every pool, as everybody may know it."""
