"""What anonymous pulses cost: a vote against an ordinary insert, an opening and a close."""
