#!/usr/bin/env bash
# From a fresh Debian 12 machine to a simulation on two ranks: installs, builds, compiles samples/quickstart.bpl, runs it.
set -euo pipefail
cd "$(dirname "$0")/.."
./scripts/install_deps.sh
./scripts/build.sh release

# OpenMPI refuses to start as root without these.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
mkdir -p build/demo
build/bin/bplc samples/quickstart.bpl -o build/demo/quickstart
(cd build/demo && mpirun --oversubscribe -n 2 ./quickstart >quickstart.txt)
echo
echo "The quick-start ran on 2 ranks."
echo "  what it printed:  build/demo/quickstart.txt ($(wc -l <build/demo/quickstart.txt) lines)"
echo "  spikes, as a table: build/demo/quickstart.out/spikes.csv"
echo "  the picture:      $PWD/build/demo/quickstart.out/raster.png"
