#!/usr/bin/env bash
# Installs what is missing, builds and runs every test. Arguments go to ctest (for instance -R reference).
set -euo pipefail
cd "$(dirname "$0")/.."
./scripts/install_deps.sh
./scripts/build.sh release
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
ctest --test-dir build --parallel "$(nproc)" --output-on-failure "$@"
