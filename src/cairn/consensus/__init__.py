"""How much people agree, how steady that is, what matters to them, and whether they fall into groups.

`ratings` and what stands beside it describe one round; `priorities` puts items in order; `opinions` finds groups.
"""
