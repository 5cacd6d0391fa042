#!/usr/bin/env bash
# Configures and builds one preset (default: release) as quickly as the machine allows.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}
cmake --preset "$preset"
cmake --build --preset "$preset" --parallel "$(nproc)"
