"""The host's side of the sandbox: its clock, its people, its words, its bad luck."""
