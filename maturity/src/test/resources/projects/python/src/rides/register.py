import argparse

from mlflow import register_model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", default="rides")
    register_model("runs:/latest/model", parser.parse_args().name)
