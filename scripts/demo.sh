#!/usr/bin/env bash
# From a fresh Debian 12 machine to simulations on two ranks: installs, builds, compiles two samples, runs them.
set -euo pipefail
cd "$(dirname "$0")/.."
./scripts/install_deps.sh
./scripts/build.sh release

# OpenMPI refuses to start as root without these.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
mkdir -p build/demo
for sample in quickstart ei_balance; do
  build/bin/bplc "samples/$sample.bpl" -o "build/demo/$sample"
  (cd build/demo && mpirun --oversubscribe -n 2 "./$sample" >"$sample.txt")
done
echo
echo "The quick-start ran on 2 ranks."
echo "  what it printed:  build/demo/quickstart.txt ($(wc -l <build/demo/quickstart.txt) lines)"
echo "  spikes, as a table: build/demo/quickstart.out/spikes.csv"
echo "  the picture:      $PWD/build/demo/quickstart.out/raster.png"
echo
echo "The balanced network of 4,000 neurons ran on 2 ranks and printed:"
sed 's/^/  /' build/demo/ei_balance.txt
echo "  the picture:      $PWD/build/demo/ei_balance.out/raster.png"
