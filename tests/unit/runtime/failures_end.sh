#!/bin/sh
# failures_end.sh MPIRUN RANKS PROGRAM ARGUMENTS...: injects a failure into each place on each rank. Every run must end soon,
# with a status that is not 0 and one message.
mpirun=$1; ranks=$2; shift 2
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
for place in create connect run step record files:file read_monitor hash write read_connectivity read statistics \
  free_network free_connectivities free_variables; do
  rank=0
  while [ "$rank" -lt "$ranks" ]; do
    fail=${place%%:*}:$rank; case $place in *:file) fail=$fail:file;; esac
    BPL_FAIL=$fail timeout 20 "$mpirun" --oversubscribe -x BPL_FAIL -n "$ranks" "$@" > /dev/null 2> "$out"
    status=$?
    if [ $status -eq 0 ] || [ $status -eq 124 ]; then echo "$fail: status $status"; exit 1; fi
    if [ "$(grep -c '^error: ' "$out")" -ne 1 ]; then echo "$fail:"; cat "$out"; exit 1; fi
    rank=$((rank + 1))
  done
done
