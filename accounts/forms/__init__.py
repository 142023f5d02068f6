"""The forms with which people come in, and with which they are invited and given roles."""
