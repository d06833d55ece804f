"""The heart: the best set of pairs of a cohort, proved, explained and repeatable.

`records`, `reasons` and `rules` are plain and light. What counts with numpy and the flow solver is
imported by `engine` alone, which services load when it is first needed.
"""
