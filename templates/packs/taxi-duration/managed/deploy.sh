#!/usr/bin/env bash
# Copies a registered model to a folder that a service reads, and switches to it in one step. See docs/deploy-manual.md.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: ./deploy.sh [--alias NAME | --version N] TARGET    deploy what the alias (champion) or number names
       ./deploy.sh --back TARGET                          go back to the release before
TEXT
}

fail() {
  echo "deploy: $1. Maybe: $2." >&2
  exit 2
}

sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$1" | cut -d' ' -f1
  else
    shasum -a 256 "$1" | cut -d' ' -f1
  fi
}

# The string field $2 of the JSON file $1, which the registry wrote.
field() {
  sed -n 's/.*"'"$2"'" *: *"\([^"]*\)".*/\1/p' "$1" | head -n 1
}

# Points TARGET/current at $1 by a rename, which readers see as one step.
switch_to() {
  ln -sfn "$1" "$target/.next"
  if mv --version >/dev/null 2>&1; then
    mv -T "$target/.next" "$target/current"
  else
    mv -fh "$target/.next" "$target/current"
  fi
  echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $(id -un) $2 $1" >>"$target/deployments.log"
}

here=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"
alias=champion
number=
back=
target=
while [ $# -gt 0 ]; do
  case "$1" in
    --alias | --version)
      [ $# -ge 2 ] || fail "$1 has no value" "write $1 VALUE"
      if [ "$1" = --alias ]; then alias=$2; else number=$2; fi
      shift 2
      ;;
    --back) back=yes && shift ;;
    -h | --help) usage && exit 0 ;;
    -*) fail "there is no option $1" "see ./deploy.sh --help" ;;
    *)
      [ -z "$target" ] || fail "there are two targets, $target and $1" "give one"
      target=$1 && shift
      ;;
  esac
done
if [ -z "$target" ]; then
  usage >&2
  exit 2
fi

# A relative target starts where the person stands.
case "$target" in
  /*) ;;
  *) target="$here/$target" ;;
esac

if [ -n "$back" ]; then
  [ -L "$target/current" ] || fail "nothing is deployed at $target" "deploy a model first"
  [ -L "$target/previous" ] || fail "there is no earlier release at $target" "deploy a version by its number"
  before=$(readlink "$target/previous")
  now=$(readlink "$target/current")
  switch_to "$before" back
  ln -sfn "$now" "$target/previous"
  echo "$target/current is $before again"
  exit 0
fi

name="$(sed -n 's/^team: *//p' .gradus/project.yaml).$(sed -n 's/^name: *//p' .gradus/project.yaml)"
store="models/$name"
[ -d "$store" ] || fail "there is no registered model in $store" "run make pipeline"
if [ -z "$number" ]; then
  [ -f "$store/aliases.json" ] || fail "model $name has no alias" "run make register"
  number=$(field "$store/aliases.json" "$alias")
  [ -n "$number" ] || fail "model $name has no alias $alias" "run make register ALIAS=$alias"
fi
version="$store/$number"
[ -f "$version/version.json" ] || fail "model $name has no version $number" "see $store"

expected=$(field "$version/version.json" digest)
actual="sha256:$(sha256 "$version/model.safetensors")"
[ "$actual" = "$expected" ] || fail "version $number has $actual, but was registered with $expected" "register it again"

release="releases/$number-${expected:7:12}"
mkdir -p "$target/releases"
if [ "$(readlink "$target/current" || true)" = "$release" ]; then
  echo "$target/current is $release already"
  exit 0
fi
if [ ! -d "$target/$release" ]; then
  unfinished=$(mktemp -d "$target/releases/.unfinished-XXXXXX")
  trap 'rm -rf "$unfinished"' EXIT
  cp "$version/model.safetensors" "$version/version.json" "$unfinished/"
  [ "sha256:$(sha256 "$unfinished/model.safetensors")" = "$expected" ] || fail "the copy is damaged" "check the disk of $target"
  chmod 755 "$unfinished"
  mv "$unfinished" "$target/$release"
fi
if [ -L "$target/current" ]; then
  ln -sfn "$(readlink "$target/current")" "$target/previous"
fi
switch_to "$release" deploy
echo "$target/current is version $number of $name ($expected)"
echo "Back to the release before: ./deploy.sh --back $target"
