"""Reporting lines: who stands above whom, and rings, which neither loop nor crash."""

from hypothesis import given
from hypothesis import strategies as st

from program.matching_lines import above, rings

LINES = {"mia": {"lead"}, "lead": {"head", "dotted"}, "head": {"board"}, "board": set[str]()}
NAMES = st.sampled_from("abcdefgh")
GRAPHS = st.dictionaries(NAMES, st.frozensets(NAMES, max_size=4), max_size=8)


def test_two_levels_up_are_the_manager_and_everybody_the_manager_reports_to() -> None:
    assert above(LINES, "mia", 2) == {"lead", "head", "dotted"}


def test_a_deeper_rule_reaches_further() -> None:
    assert above(LINES, "mia", 3) == {"lead", "head", "dotted", "board"}


def test_a_ring_is_found_whole_and_who_only_leads_into_it_is_not_in_it() -> None:
    assert rings({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == (frozenset("abc"),)


def test_somebody_who_reports_to_themselves_is_a_ring_of_one() -> None:
    assert rings({"a": {"a"}, "b": {"a"}}) == (frozenset("a"),)


def test_a_line_without_a_ring_has_none() -> None:
    assert rings(LINES) == ()


def test_lines_as_deep_as_a_file_can_make_them_are_walked_to_the_end() -> None:
    deep = {str(one): {str(one + 1)} for one in range(20_000)}
    assert rings(deep) == ()
    assert rings({**deep, "20000": {"0"}}) == (frozenset(str(one) for one in range(20_001)),)


@given(GRAPHS)
def test_two_are_in_one_ring_when_each_is_above_the_other(graph: dict[str, frozenset[str]]) -> None:
    everybody = {*graph, *(one for found in graph.values() for one in found)}
    over = {one: above(graph, one, len(everybody)) for one in everybody}
    for ring in rings(graph):
        assert all(other in over[one] for one in ring for other in ring if other != one)
    together = {(one, other) for ring in rings(graph) for one in ring for other in ring}
    for one in everybody:
        for other in over[one]:
            assert (one in over[other]) == ((one, other) in together)
