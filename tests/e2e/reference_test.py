"""Compares executables with what BrainPy computed (tests/data/reference).

  reference_test.py CASE f64|f32     one case of LIF groups
  reference_test.py quickstart       the quick-start's own population over 200 ms
  reference_test.py callbacks        the sequences of callback calls

float64: exactly the spikes, traces to 1e-9. float32: the same counts, spikes within one step, traces within 1e-4 up to the
first step at which that neuron, or one that drives it, has a shifted spike. The balanced network is chaotic: in float32 all but
0.1 % of its spikes, and no traces, since large currents of both signs cancel in them.
"""
import ast
import collections
import csv
import gzip
import json
import pathlib
import re

import tools

DATA = tools.ROOT / 'tests' / 'data' / 'reference'
SCRIPTS = pathlib.Path(__file__).parent / 'reference'
TRACES = {'V': 'V', 'I': 'input', '_refr': 'refractory', '_tlast': 't_last_spike'}
# The columns of cases whose groups are not called a and b: what stands before the number of the neuron.
COLUMNS = {
  'C1_COBA_V1': {'V': ('E', 'V'), 'In': ('E', 'input'), 'gE2E': ('E2E', 'g'), 'gI2E': ('I2E', 'g')},
  'G2_inputs': {'V': ('s', 'V'), 'I': ('s', 'input')},
}
CHAOTIC = ('C1_COBA_V1',)
NEVER = 10**9


def table(path):
  """The rows of a csv file, which may be compressed."""
  opened = open(path, newline='') if path.exists() else gzip.open(f'{path}.gz', 'rt', newline='')
  with opened as file:
    yield from csv.DictReader(file)


def reference_spikes(case, width, steps=NEVER):
  """{(group, neuron): [steps]}"""
  found = collections.defaultdict(list)
  for row in table(DATA / case / f'spikes_{width}.csv'):
    if int(row['step']) < steps:
      found[row['group'], int(row['neuron'])].append(int(row['step']))
  return found


def written_spikes(out):
  found = collections.defaultdict(list)
  for row in table(out / 'spikes.csv'):
    found[row['population'], int(row['neuron'])].append(int(row['step']))
  return found


def column(case, name):
  """(population, variable, neuron) of a column of the reference traces; None for the time."""
  if name in ('step', 't_plus_dt'):
    return None
  if case in COLUMNS:
    kind, neuron = re.fullmatch(r'(.*?)(\d+)', name).groups()
    return *COLUMNS[case][kind], int(neuron)
  if name.startswith('g'):
    return 'd', 'g', int(name[1:])
  group, rest = name[0], name[1:]
  found = re.fullmatch(r'(V|I)(\d+)|(\d+)(_refr|_tlast)', rest)
  kind, neuron = (found.group(1), found.group(2)) if found.group(1) else (found.group(4), found.group(3))
  return group, TRACES[kind], int(neuron)


def reference_traces(case, width):
  """[(step, {(population, variable, neuron): value})]"""
  rows = table(DATA / case / f'traces_{width}.csv')
  return [(int(row['step']), {column(case, k): float(v) for k, v in row.items() if column(case, k)}) for row in rows]


def written_traces(out):
  """{(population, variable, neuron, step): value}; a boolean counts as 0 or 1."""
  found = {}
  for row in table(out / 'traces.csv'):
    value = {'True': 1., 'False': 0.}.get(row['value'])
    found[row['population'], row['variable'], int(row['neuron']), int(row['step'])] = float(row['value']) if value is None else value
  return found


def exact_spikes(expected, found, what):
  for key in sorted(expected.keys() | found.keys()):
    if expected.get(key, []) != found.get(key, []):
      a, b = expected.get(key, []), found.get(key, [])
      step = min(set(a) ^ set(b))
      raise tools.Failure(f'{what}: neuron {key[1]} of {key[0]}: spikes differ first at step {step} ({len(a)} expected, {len(b)} found)')


def near_spikes(expected, found, what):
  """The first shifted spike of every neuron; fails where a count or a shift is too large."""
  first = {}
  for key in sorted(expected.keys() | found.keys()):
    a, b = expected.get(key, []), found.get(key, [])
    if len(a) != len(b):
      raise tools.Failure(f'{what}: neuron {key[1]} of {key[0]}: {len(b)} spikes, expected {len(a)}')
    for x, y in zip(a, b):
      if abs(x - y) > 1:
        raise tools.Failure(f'{what}: neuron {key[1]} of {key[0]}: a spike at step {y}, expected {x}')
      if x != y:
        first.setdefault(key, min(x, y))
  return first


def most_spikes(expected, found, what):
  """Fails where more than 0.1 % of the spikes have no partner in the other set."""
  a, b = ({(*key, step) for key, steps in spikes.items() for step in steps} for spikes in (expected, found))
  for these, others, which in ((a, b, 'missing'), (b, a, 'extra')):
    if len(these - others) > 0.001 * len(a):
      raise tools.Failure(f'{what}: {len(these - others)} of {len(a)} spikes are {which}')


def drivers(case):
  """{neuron of b: [neurons of a]}; empty for a case without synapses"""
  if not (DATA / case / 'conn.json').exists():
    return {}
  conn = json.loads((DATA / case / 'conn.json').read_text())
  if conn['format'] == 'csr':
    pairs = [(i, conn['post'][k]) for i in range(conn['pre_num']) for k in range(conn['indptr'][i], conn['indptr'][i + 1])]
  else:
    pairs = zip(conn['pre'], conn['post'])
  found = collections.defaultdict(list)
  for i, j in pairs:
    found[j].append(i)
  return found


def compare_traces(case, width, out, until, tolerance):
  """`until(population, neuron)`: the first step that is not compared."""
  written = written_traces(out)
  compared = 0
  for step, values in reference_traces(case, width):
    for (population, variable, neuron), expected in values.items():
      if step >= until(population, neuron):
        continue
      found = written.get((population, variable, neuron, step))
      if found is None:
        raise tools.Failure(f'{case}: traces.csv has no {population}.{variable} of neuron {neuron} at step {step}')
      if abs(found - expected) > tolerance * max(1., abs(expected) if tolerance < 1e-6 else 1.):
        raise tools.Failure(f'{case}: {population}.{variable} of neuron {neuron} at step {step} is {found!r}, expected {expected!r}')
      compared += 1
  if compared < 1000:
    raise tools.Failure(f'{case}: only {compared} values were compared')
  return compared


def check_case(case, precision):
  folder = tools.work_folder(f'reference_{case}_{precision}')
  program = tools.compiled(SCRIPTS / f'{case}.bpl', folder / case, f'--precision={precision}')
  result = tools.run(program, folder / 'out', '--rng=brainpy')
  width = {'f64': 'float64', 'f32': 'float32'}[precision]
  expected, found = reference_spikes(case, width), written_spikes(result.out)
  if precision == 'f64':
    exact_spikes(expected, found, case)
    count = compare_traces(case, width, result.out, lambda population, neuron: NEVER, 1e-9)
  elif case in CHAOTIC:
    most_spikes(expected, found, case)
    count = 0
  else:
    shifted = near_spikes(expected, found, case)
    sources = drivers(case)

    def until(population, neuron):
      own = 'b' if population == 'd' else population
      steps = [shifted.get((own, neuron), NEVER)]
      if own == 'b':
        steps += [shifted.get(('a', i), NEVER) for i in sources[neuron]]
      return min(steps)

    count = compare_traces(case, width, result.out, until, 1e-4)
  print(f'{case} {precision}: {sum(map(len, found.values()))} spikes and {count} values as BrainPy')


def quickstart():
  """The quick-start as it stands: the spikes of population a over 200 ms."""
  folder = tools.work_folder('reference_quickstart')
  program = tools.compiled(tools.ROOT / 'samples' / 'quickstart.bpl', folder / 'quickstart', '--precision=f64')
  result = tools.run(program, folder / 'out', '--rng=brainpy', '--duration', '200')
  expected = {k: v for k, v in reference_spikes('A1_seed_delay1', 'float64').items() if k[0] == 'a'}
  exact_spikes(expected, written_spikes(result.out), 'quickstart')


def printed_calls(stdout, word):
  prefix = word + ' '
  return [line[len(prefix):] for line in stdout.decode().splitlines() if line.startswith(prefix)]


def same_calls(expected, found, what):
  """Calls of lists of tuples: ids equal, times and values close."""
  if len(expected) != len(found):
    raise tools.Failure(f'{what}: {len(found)} calls, expected {len(expected)}')
  for step, (want, got) in enumerate(zip(expected, found)):
    if [w[0] for w in want] != [g[0] for g in got]:
      raise tools.Failure(f'{what}: call {step} has the ids {[g[0] for g in got][:20]}, expected {[w[0] for w in want][:20]}')
    for w, g in zip(want, got):
      if g[1] != round(step * 0.1, 12) or abs(w[1] - g[1]) > 1e-5:
        raise tools.Failure(f'{what}: call {step} has the time {g[1]!r}')
      if len(w) > 2 and abs(w[2] - g[2]) > 1e-4:
        raise tools.Failure(f'{what}: call {step}, id {w[0]}: V is {g[2]!r}, expected {w[2]!r}')


def callbacks():
  data = DATA / 'G1_bpl_single_process'
  folder = tools.work_folder('reference_callbacks')
  for precision, width in (('f64', 'float64'), ('f32', 'float32')):
    program = tools.compiled(SCRIPTS / 'G1_callbacks.bpl', folder / f'g1_{precision}', f'--precision={precision}')
    result = tools.run(program, folder / 'out', '--rng=brainpy')
    spikes = [[(i - 300, t) for i, t in ast.literal_eval(line) if i > 300] for line in printed_calls(result.stdout, 'spike')]
    same_calls(json.loads((data / f'spike_callback_{width}.json').read_text())['calls'], spikes, f'G1 spikes {precision}')
    expected = json.loads((data / f'volt_callback_{width}.json').read_text())
    lines = printed_calls(result.stdout, 'volt')
    if any(int(line.split(' ', 1)[0]) != 400 for line in lines):
      raise tools.Failure('G1: a call of volt_callback has not 400 entries')
    volts = [[(i - 300, t, v) for i, t, v in ast.literal_eval(line.split(' ', 1)[1])] for line in lines]
    same_calls(expected['first_3_neurons'], volts, f'G1 volt {precision}')
    program = tools.compiled(tools.ROOT / 'samples' / 'quickstart.bpl', folder / f'quickstart_{precision}', f'--precision={precision}')
    result = tools.run(program, folder / 'out', '--rng=brainpy')
    calls = [ast.literal_eval(line) for line in result.stdout.decode().splitlines() if line.startswith('[')]
    same_calls(json.loads((data / f'seed_spike_callback_a_{width}.json').read_text())['calls'], calls, f'quickstart spikes {precision}')


def test(what, precision=None):
  if what == 'quickstart':
    quickstart()
  elif what == 'callbacks':
    callbacks()
  else:
    check_case(what, precision)


if __name__ == '__main__':
  tools.main(test)
