"""A synthetic region for the demonstration: invented people, recognisably so, in every state.

The past is written in bulk, each row by whoever would have written it; the present is walked with
the same actions that a browser calls.
"""
