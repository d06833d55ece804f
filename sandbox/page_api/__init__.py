"""What the page asks for and does, as JSON over HTTP; the tests' people use the same door."""
