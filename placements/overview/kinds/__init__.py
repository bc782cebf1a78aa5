"""The kinds of work: each reads through its feature's door, in one statement, and says what to do."""
