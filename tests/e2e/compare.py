"""Comparing what two runs wrote: bytes of every result, then state hashes, naming the first difference."""
import csv

from tools import Failure

IGNORED = ('run.json',)  # holds times
HASHES = 'hashes.csv'


def results(folder):
  """{name: bytes} of the result files of a run, run.json and hashes left out."""
  if not folder.is_dir():
    return {}
  return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob('*'))
          if p.is_file() and p.name not in IGNORED and p.name != HASHES}


def hashes(folder):
  """{(network, step, owner, variable): hash} in file order."""
  path = folder / HASHES
  if not path.exists():
    raise Failure(f'{path} is missing: the run wrote no state hashes')
  with open(path, newline='') as file:
    return {(row['network'], int(row['step']), row['owner'], row['variable']): row['hash'] for row in csv.DictReader(file)}


def first_line(a, b):
  for k, (x, y) in enumerate(zip(a.splitlines(), b.splitlines())):
    if x != y:
      return f'line {k + 1}: {x[:200]!r} against {y[:200]!r}'
  return f'{len(a.splitlines())} lines against {len(b.splitlines())}'


def same_bytes(reference, other, what):
  """stdout and all result files of two runs are equal."""
  if reference.stdout != other.stdout:
    raise Failure(f'{what}: stdout differs, {first_line(reference.stdout, other.stdout)}\n{other.text()}')
  left, right = results(reference.out), results(other.out)
  if left.keys() != right.keys():
    raise Failure(f'{what}: the files are {sorted(right)}, not {sorted(left)}')
  for name, data in left.items():
    if data != right[name]:
      where = first_line(data, right[name]) if name.endswith(('.csv', '.txt', '.json')) else f'{len(data)} and {len(right[name])} bytes'
      raise Failure(f'{what}: {name} differs, {where}')


def same_state(reference, other, what, subset=False):
  """Equal state hashes; with `subset` only those that both runs have (and at least one)."""
  left, right = hashes(reference.out), hashes(other.out)
  if not left:
    raise Failure(f'{what}: {HASHES} is empty')
  keys = [k for k in left if k in right] if subset else list(left)
  if not subset and left.keys() != right.keys():
    missing = sorted(set(left) ^ set(right))[0]
    raise Failure(f'{what}: only one of the runs has a hash of {missing}')
  if not keys:
    raise Failure(f'{what}: the runs have no variable in common')
  for key in sorted(keys, key=lambda k: (k[0], k[1])):
    if left[key] != right[key]:
      network, step, owner, variable = key
      raise Failure(f'{what}: the state differs first at step {step} of network {network}: {owner}.{variable}')
