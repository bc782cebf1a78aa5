"""How many vulnerable people live in a complex: what the corporation tells of it each quarter."""
