"""Lists of the program team: one frame for filter, search, pages and download."""
