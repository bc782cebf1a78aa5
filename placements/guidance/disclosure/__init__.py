"""What each kind of reader gets of guidance. Templates receive these, never the models."""
