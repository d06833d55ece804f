"""Home: one page for each person, composed of the features' parts."""
