"""The role that tests run as; by itself, because settings read it before there are models."""

AS_RUNTIME_ROLE = " -c role=pact_app"
