"""The road from a candidate to a neighbour, a package per feature, in this order.

candidates      an application: entered, submitted, admitted, returned or rejected
guidance        from the application to at least two years after the move
introductions   getting to know an area, at least half a year before the move
dwellings       what corporations offer
matching        who fits a home, and why
proposals       the table; a proposal is made, accepted by both sides, or refused
tenancies       the lease: signed, keys, started, transferred, ended
signals         what goes wrong in living there
reporting       every figure, the page of a year, the annual report
overview        pages across features: my work, search, who looked, the minutes, leaving and ending

A package imports from those before it, never from those after it. ``lifecycle`` is what every
life on the road shares. To accept a proposal: ``proposals/actions/answering.py``.
"""
