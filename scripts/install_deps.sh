#!/usr/bin/env bash
# Installs the Debian 12 packages that building, testing and running bplc needs. Does nothing where all are there.
set -euo pipefail

packages=(
  # building
  cmake ninja-build ccache g++ pkg-config git ca-certificates
  antlr4 libantlr4-runtime-dev uuid-dev
  llvm-19-dev llvm-19-tools zlib1g-dev libzstd-dev libxml2-dev libffi-dev libcurl4-openssl-dev libedit-dev
  libopenmpi-dev openmpi-bin
  nlohmann-json3-dev libfmt-dev libcli11-dev libsleef-dev
  # pictures
  libcairo2-dev fonts-dejavu-core
  # tests
  libgtest-dev libgmock-dev python3 gdb
)

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [[ $status == "install ok installed" ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  exit 0
fi

sudo=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || { echo "install_deps.sh: run as root, or install sudo; missing: ${missing[*]}" >&2; exit 1; }
  sudo=(sudo)
fi
echo "install_deps.sh: installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${sudo[@]}" apt-get update -qq
"${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
