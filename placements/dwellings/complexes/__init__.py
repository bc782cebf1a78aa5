"""How many lettings of a complex go to people with a priority: the corporation tells each quarter."""
