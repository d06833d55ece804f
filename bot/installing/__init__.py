"""Installing by a link: several workspaces, their tokens, and how they come and go."""
