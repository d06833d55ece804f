"""Anonymous pulse surveys: what is asked, when one may open, and what may be published of it."""
