#!/bin/sh
# ranks_agree.sh MPIRUN "1 2 3 5" PROGRAM ARGUMENTS...: runs the program without a launcher and on each number of ranks;
# all must succeed and print the same bytes.
mpirun=$1; ranks=$2; shift 2
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
"$@" > "$dir/alone" || { tail -3 "$dir/alone"; echo "failed without a launcher"; exit 1; }
for n in $ranks; do
  timeout 100 "$mpirun" --oversubscribe -n "$n" "$@" > "$dir/$n" || { tail -3 "$dir/$n"; echo "failed on $n ranks"; exit 1; }
  cmp "$dir/alone" "$dir/$n" || { diff "$dir/alone" "$dir/$n" | cut -c1-300 | head -20; echo "$n ranks differ"; exit 1; }
done
