"""What the tiny book teaches."""
