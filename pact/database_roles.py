"""The logins of the database and the database itself, where we may make them."""

from pact.setup import ROOT, CannotGoOn

OLDEST_SERVER = 150000
POSTGRES = ("postgresql://", "postgres://")


def make_roles(superuser: str) -> None:
    """The roles of `deploy/roles.sql`, on a server of which we hold a superuser's address."""
    import psycopg  # only now: this module is read before anything is installed

    with connect(superuser) as connection:
        try:
            connection.execute((ROOT / "deploy" / "roles.sql").read_text())
        except psycopg.errors.InsufficientPrivilege:
            raise CannotGoOn(
                "The roles pact_owner, pact_app and pact_backup are not on this server, and the "
                "login of DATABASE_OWNER_URL may not make them. Run deploy/roles.sql on it as a "
                "superuser, and start again."
            ) from None


def make_database(superuser: str, name: str, *, owner: str) -> None:
    """An empty database, unless it is there already."""
    with connect(superuser) as connection:
        there = connection.execute("select 1 from pg_database where datname = %s", [name])
        if not there.fetchone():
            connection.execute(f'create database "{name}" owner "{owner}"')


def connect(address: str):
    """A connection without a transaction, to a server that is new enough."""
    import psycopg  # only now: this module is read before anything is installed

    if not address.startswith(POSTGRES):
        raise no_address()
    try:
        connection = psycopg.connect(address, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as reason:
        raise CannotGoOn(f"The PostgreSQL server does not answer: {reason}") from None
    except psycopg.Error:  # its words would quote the address, with the password in it
        raise no_address() from None
    if connection.info.server_version < OLDEST_SERVER:
        connection.close()
        raise CannotGoOn("This PostgreSQL server is too old: the pact needs version 15 or newer.")
    return connection


def no_address() -> CannotGoOn:
    return CannotGoOn(
        "DATABASE_URL or DATABASE_OWNER_URL is not an address of PostgreSQL: write it as "
        "postgresql://login:password@host:5432/database, with % and a number for every sign in "
        "the password that is no letter or digit."
    )
