"""Points the alias back at the version before."""

import sys

from mlflow import MlflowClient


def main(name):
    client = MlflowClient()
    current = int(client.get_model_version_by_alias(name, "champion").version)
    client.set_registered_model_alias(name, "champion", str(current - 1))


if __name__ == "__main__":
    main(sys.argv[1])
