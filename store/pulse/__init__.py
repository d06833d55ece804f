"""What is remembered of anonymous pulse surveys, and how: keys, roll, slots, close."""
