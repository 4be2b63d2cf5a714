"""Makes the database that a PostgreSQL URL names.

    database.py postgresql://USER:PASSWORD@HOST:PORT/NAME
"""

import sys

import psycopg2

server, name = sys.argv[1].rsplit("/", 1)
connection = psycopg2.connect(server + "/postgres")
connection.autocommit = True
connection.cursor().execute(f"create database {name}")
