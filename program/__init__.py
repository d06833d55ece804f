"""What a mentoring program is: records, states, rules, permissions. Pure."""
