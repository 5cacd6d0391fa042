"""What executables do with sizes, parameters, connectors, seeds and ranks. One class is one ctest entry."""
import collections
import csv
import json
import math
import os
import subprocess
import unittest

import compare
import tools

SCRIPTS = tools.ROOT / 'tests' / 'e2e' / 'scripts'


class Program(unittest.TestCase):
  """A test with a work folder and one way to compile and run."""

  @classmethod
  def setUpClass(cls):
    cls.folder = tools.work_folder('behaviour_' + cls.__name__)
    cls.count = 0

  def compiled(self, name, *flags):
    type(self).count += 1
    folder = self.folder / f'build{self.count}'
    folder.mkdir()
    return tools.compiled(SCRIPTS / f'{name}.bpl', folder / name, *flags)

  def compiled_text(self, name, text, *flags):
    """As compiled(), of a script that stands in this file."""
    type(self).count += 1
    folder = self.folder / f'build{self.count}'
    folder.mkdir()
    (folder / f'{name}.bpl').write_text(text)
    return tools.compiled(folder / f'{name}.bpl', folder / name, *flags)

  def run_program(self, program, *flags, **options):
    type(self).count += 1
    return tools.run(program, self.folder / f'out{self.count}', *flags, **options)

  def rows(self, result, name):
    with open(result.out / name, newline='') as file:
      return list(csv.DictReader(file))


def exp_step(x, f, slope, dt):
  """The exponential Euler step of one variable with its slope."""
  z = dt * slope
  return x + (dt * math.expm1(z) / z if z != 0. else dt) * f


def wave(size, steps, gain=2., tau=4., b=0.8, tau_w=20., dt=0.1, drive=0.4):
  """The model of own_model.bpl calculated here: [V, w] after every step, for every neuron."""
  V = [-1. + 2. * k / size for k in range(size)]
  w = [0.] * size
  found = []
  for _ in range(steps):
    V_new, w_new = [], []
    for x, y in zip(V, w):
      bend = math.tanh(gain * x)
      V_new.append(exp_step(x, (bend - x - y + drive) / tau, (gain * (1. - bend * bend) - 1.) / tau, dt))
      w_new.append(exp_step(y, (x / (1. + x * x) - b * y) / tau_w, -b / tau_w, dt))
    V, w = V_new, w_new
    found.append((V, w))
  return found


class OwnModel(Program):
  """A class of the script goes through the same passes as LIF."""

  def check(self, result, expected):
    values = {(r['variable'], int(r['neuron']), int(r['step'])): float(r['value']) for r in self.rows(result, 'traces.csv')}
    self.assertEqual(len(values), 2 * 40 * 600)
    for step, (V, w) in enumerate(expected):
      for neuron in range(40):
        self.assertAlmostEqual(values['V', neuron, step], V[neuron], delta=1e-8, msg=f'V of {neuron} at step {step}')
        self.assertAlmostEqual(values['w', neuron, step], w[neuron], delta=1e-8, msg=f'w of {neuron} at step {step}')

  def test_values_and_set(self):
    program = self.compiled('own_model', '--precision=f64')
    self.check(self.run_program(program), wave(40, 600))
    self.check(self.run_program(program, '--set', 'waves.gain=1.25', '--set', 'waves.tau_w=11'), wave(40, 600, gain=1.25, tau_w=11.))
    alias = self.run_program(program, '--set', 'Wave0.gain=1.25', '--set', 'Wave0.tau_w=11')
    self.check(alias, wave(40, 600, gain=1.25, tau_w=11.))

  def test_spikes_cross_zero(self):
    result = self.run_program(self.compiled('own_model', '--precision=f64'))
    expected, before = set(), [-1. + 2. * k / 40 for k in range(40)]
    for step, (V, _) in enumerate(wave(40, 600)):
      expected |= {(step, k) for k in range(40) if V[k] >= 0.5 > before[k]}
      before = V
    found = {(int(r['step']), int(r['neuron'])) for r in self.rows(result, 'spikes.csv') if r['population'] == 'waves'}
    self.assertEqual(found, expected)
    self.assertGreater(len(expected), 10)


class Definitions(Program):
  """-D of an executable is the same as -D of bplc; --set is the same as another literal in the script."""

  def test_sizes(self):
    program = self.compiled('sizes')
    other = ['-D', 'n_a=75', '-D', 'n_b=11', '-D', 'scale=1.25', '-D', 'drive=16']
    at_run = self.run_program(program, *other)
    at_compilation = self.run_program(self.compiled('sizes', *other))
    compare.same_bytes(at_compilation, at_run, '-D at run time')
    self.assertIn(b'75 11 neurons', at_run.stdout)
    self.assertNotEqual(self.run_program(program).stdout, at_run.stdout)
    compare.same_bytes(at_run, self.run_program(program, *other, ranks=3), '-D on 3 ranks')

  def test_set_follows_derived(self):
    program = self.compiled('sizes')
    text = (SCRIPTS / 'sizes.bpl').read_text().replace('tau=8., delay_step=3', 'tau=6.5, delay_step=3').replace("drive = 14", "drive = 15")
    changed = self.folder / 'sizes.bpl'
    changed.write_text(text)
    rebuilt = tools.compiled(changed, self.folder / 'sizes')
    compare.same_bytes(self.run_program(rebuilt), self.run_program(program, '--set', 'd.tau=6.5', '-D', 'drive=15'), '--set d.tau')

  def test_duration(self):
    program = self.compiled('sizes')
    short, long = self.run_program(program, '--duration', '10'), self.run_program(program)
    early = [r for r in self.rows(long, 'spikes.csv') if int(r['step']) < 100]
    self.assertEqual(self.rows(short, 'spikes.csv'), early)

  def test_none(self):
    """None becomes a number, a bool or a text, and a number None; in bplc as in the executable."""
    text = """
t = None
tau = 5.
limit: int = None
print(t, tau, limit, 'no t' if t is None else t)
"""
    program = self.compiled_text('none', text)
    for flags, expected in (([], 'None 5.0 None no t'), (['t=1'], '1 5.0 None 1'), (['t=-2.5', 'limit=True'], '-2.5 5.0 True -2.5'),
                            (["t='a b'", 'tau=None'], 'a b None None a b'), (['t=None'], 'None 5.0 None no t')):
      given = [part for flag in flags for part in ('-D', flag)]
      self.assertEqual(self.run_program(program, *given).stdout.decode().strip(), expected)
      self.assertEqual(self.run_program(self.compiled_text('none', text, *given)).stdout.decode().strip(), expected)
    listed = self.run_program(program, '--list-params').stdout.decode().splitlines()
    self.assertEqual([line.split()[:2] for line in listed[1:]], [['t', 'None'], ['tau', '5.0'], ['limit', 'None']])
    refused = self.run_program(program, '-D', 't=fast', expect=2).stderr.decode()
    self.assertIn("-D t=fast: the script gives None here, not 'fast': in place of None -D takes a number, True, False or a text in quotes", refused)
    script = self.folder / 'none.bpl'
    script.write_text(text)
    refused = tools.bplc(script, '-D', 't=fast', '-o', self.folder / 'none', cwd=self.folder)
    self.assertEqual(refused.status, 1)
    self.assertIn("-D t=fast: the script gives None here, not 'fast'", refused.text())

  def test_list_params(self):
    """Every row has a name, the value in the script, a unit where there is one, and the line that says so."""
    lines = self.run_program(self.compiled('sizes'), '--list-params').stdout.decode().splitlines()
    source = (SCRIPTS / 'sizes.bpl').read_text().splitlines()
    rows = {words[0]: words for words in (line.split() for line in lines if line.startswith('  '))}
    for name, value, unit, code in (('a.tau', '20.0', 'ms', 'a = bp.neurons'), ('d.g_max', '1.5', None, 'd = bp.synapses'), ('b.V_th', '-50.0', 'mV', 'b = bp.neurons'),
                                    ('n_a', '60', None, 'n_a = '), ('scale', '1.0', None, 'scale = ')):
      file, line = rows[name][-1].rsplit(':', 1)
      self.assertTrue(file.endswith('sizes.bpl'), rows[name])
      self.assertTrue(source[int(line) - 1].startswith(code), rows[name])
      self.assertEqual(rows[name][1:-1], [value, unit] if unit else [value])
    for title in ('--set NAME.PARAMETER=VALUE', '-D NAME=VALUE'):
      table = lines[lines.index(title) + 1:]
      table = table[:table.index('')] if '' in table else table
      self.assertEqual(len({line.index('sizes.bpl:') for line in table}), 1, 'the column of places is aligned')


class Seeds(Program):
  """--seed moves only what has no seed in the script."""

  def test_seed(self):
    program = self.compiled('sizes')
    default, zero, one = [self.run_program(program, *flags) for flags in ((), ('--seed', '0'), ('--seed', '1'))]
    compare.same_bytes(default, zero, '--seed 0')
    self.assertNotEqual(compare.results(default.out)['spikes.csv'], compare.results(one.out)['spikes.csv'])
    compare.same_bytes(one, self.run_program(program, '--seed', '1', ranks=2), '--seed 1 on 2 ranks')
    seeded = self.compiled('connections')
    compare.same_bytes(self.run_program(seeded), self.run_program(seeded, '--seed', '5'), '--seed of a script with its own seeds')


class Connections(Program):
  """Who connects to whom, read from g after spikes that arrive one source a step."""
  compiled_rules = {}

  def pairs(self, rule, n_pre=60, n_post=200, seed=7, **options):
    """[(source, target)] of a rule; a pair with two synapses appears twice."""
    sizes = ['-D', f'n_pre={n_pre}', '-D', f'n_post={n_post}', '-D', f'seed={seed}']
    if rule not in self.compiled_rules:  # with sizes that suit the rule; later ones are given at run time
      self.compiled_rules[rule] = self.compiled('connections', '-D', f'rule={rule}', *sizes)
    result = self.run_program(self.compiled_rules[rule], *sizes, **options)
    found, last = [], collections.defaultdict(float)
    for row in self.rows(result, 'traces.csv'):
      target, step, value = int(row['neuron']), int(row['step']), float(row['value'])
      arrived = round(value - last[target])
      last[target] = value
      found += [(step - 2, target)] * arrived
    return found

  def uniform(self, counts, bins, name):
    """Chi-square of counts over equally likely bins, five standard deviations."""
    total = sum(counts.values())
    chi = sum((counts.get(k, 0) - total / bins) ** 2 / (total / bins) for k in range(bins))
    self.assertLess(abs(chi - (bins - 1)), 5 * math.sqrt(2 * (bins - 1)), f'{name}: chi-square {chi:.1f} for {bins} bins')

  def test_fixed_prob(self):
    pairs = self.pairs('prob')
    self.assertEqual(len(set(pairs)), len(pairs))
    self.assertEqual(collections.Counter(i for i, _ in pairs), {k: 20 for k in range(60)})
    merged = collections.Counter()
    for seed in range(5):
      merged.update(j for _, j in self.pairs('prob', seed=seed))
    self.uniform(merged, 200, 'targets of FixedProb')
    self.assertEqual(self.pairs('prob'), self.pairs('prob', ranks=3))
    self.assertNotEqual(self.pairs('prob'), self.pairs('prob', seed=8))

  def test_no_self(self):
    pairs = self.pairs('prob_no_self', n_pre=80, n_post=80)
    self.assertFalse([p for p in pairs if p[0] == p[1]])
    self.assertTrue(set(pairs) <= set(self.pairs('prob', n_pre=80, n_post=80)))

  def test_fixed_numbers(self):
    pairs = self.pairs('post_num')
    self.assertEqual(collections.Counter(i for i, _ in pairs), {k: 7 for k in range(60)})
    self.assertEqual(len(set(pairs)), len(pairs))
    pairs = self.pairs('pre_num')
    self.assertEqual(collections.Counter(j for _, j in pairs), {k: 5 for k in range(200)})
    self.assertEqual(len(set(pairs)), len(pairs))
    self.uniform(collections.Counter(i for i, _ in pairs), 60, 'sources of FixedPreNum')

  def test_structured(self):
    self.assertEqual(sorted(self.pairs('all', 10, 20)), [(i, j) for i in range(10) for j in range(20)])
    self.assertEqual(sorted(self.pairs('all_no_self', 12, 12)), [(i, j) for i in range(12) for j in range(12) if i != j])
    self.assertEqual(sorted(self.pairs('one', 33, 33)), [(i, i) for i in range(33)])

  def test_explicit(self):
    self.assertEqual(sorted(self.pairs('pairs')), [(0, 3), (2, 199), (5, 0), (5, 1)])
    self.assertEqual(sorted(self.pairs('matrix')), [(4, 7), (59, 0)])
    self.assertEqual(sorted(self.pairs('pairs', ranks=2)), [(0, 3), (2, 199), (5, 0), (5, 1)])

  def test_weights(self):
    """Weights go with the connections sorted by source; arrays of coordinates keep the order of the list."""
    listed = list(zip([3, 0, 2, 0, 3, 1, 3], [1, 2, 2, 0, 0, 2, 1]))
    values = [1., 2., 4., 8., 16., 32., 64.]
    by_rows = sorted(listed, key=lambda pair: pair[0])
    onto = lambda pairs, weights: [sum(w for (_, j), w in zip(pairs, weights) if j == k) for k in range(3)]
    given, made = onto(by_rows, values), onto(by_rows, [3. * k for k in range(7)])
    expected = [given, made, onto(set(listed), [3. * i + j for i, j in set(listed)]), given, given, onto(listed, values), given]
    program = self.compiled('weights')
    for ranks in (1, 3):
      printed = self.run_program(program, ranks=ranks).stdout.decode()
      self.assertEqual([[float(x) for x in line.split()] for line in printed.splitlines()], expected)


class Ranks(Program):
  """Counts of drawn connections, and more ranks than neurons."""

  def test_draws(self):
    program = self.compiled('large')
    for ranks in (1, 2, 4):
      report = json.loads((self.run_program(program, ranks=ranks).out / 'run.json').read_text())
      draws = report['draws']
      self.assertEqual(report['ranks'], ranks)
      self.assertEqual(len(draws), ranks)
      for count in draws:
        self.assertLess(count, 1.5 * 2000 * 200 / ranks)
      self.assertGreater(sum(draws), 2000 * 200 / 8)

  def test_more_ranks_than_neurons(self):
    program = self.compiled('tiny')
    alone = self.run_program(program, BPL_HASH=100)
    for ranks in (2, 3, 4):
      other = self.run_program(program, ranks=ranks, BPL_HASH=100)
      compare.same_bytes(alone, other, f'{ranks} ranks')
      compare.same_state(alone, other, f'{ranks} ranks')

  def test_launchers(self):
    """MPI starts where a launcher's environment is; a launcher of several needs a world of several."""
    program = self.compiled('tiny')
    for variable in ('OMPI_COMM_WORLD_SIZE', 'PMI_SIZE'):
      with self.subTest(variable=variable):
        refused = self.run_program(program, expect=1, **{variable: 3})
        self.assertIn('the launcher started 3 processes', refused.stderr.decode())
    versions = json.loads((self.run_program(program, SLURM_NTASKS=4, SLURM_PROCID=1).out / 'run.json').read_text())['versions']
    self.assertEqual(versions['mpi'], 'none')
    versions = json.loads((self.run_program(program, ranks=2).out / 'run.json').read_text())['versions']
    self.assertRegex(versions['mpi'], r'Open MPI \d|MPICH')

  def test_streams(self):
    """stdout has what the script prints; banner, progress and notices go to stderr."""
    program = self.compiled('sizes')
    quiet = self.run_program(program)
    self.assertEqual(quiet.stderr, b'')
    for ranks, banner in ((1, r'sizes: 1 rank x 1 thread, no MPI, x86-64-v[34], float32, [\d.]+ [MG]B of memory free\n'),
                          (2, r'sizes: 2 ranks x 1 thread, .*MPI.* \d.*, x86-64-v[34], float32, [\d.]+ [MG]B of memory free\n')):
      loud = tools.execute(tools.launched(program, ranks), self.folder)
      self.assertEqual(loud.stdout, quiet.stdout)
      self.assertRegex(loud.stderr.decode(), banner)
      self.assertRegex(loud.stderr.decode(), r'\n40 ms in [\d.]+ s: real-time factor [\d.]+\n')

  def test_report(self):
    report = json.loads((self.run_program(self.compiled('tiny'), '--seed', '3').out / 'run.json').read_text())
    for key in ('build_s', 'run_s', 'steps', 'spikes', 'events', 'ranks', 'threads', 'isa'):
      self.assertIn(key, report)
    self.assertEqual((report['steps'], report['threads'], report['settings']['seed']), (300, 1, 3))


class Trials(Program):
  """trials.bpl says itself what has to come out."""

  EXPECTED = ['trials differ: True', 'the same seed: True', 'k: 1.0 2.0', 'segments: [20. 35.  0.] [20. 35.  0.]',
              'no connections: (0,) [1. 1. 1. 1. 1.] [7.]']

  def test_on_ranks(self):
    program = self.compiled('trials')
    for ranks in (1, 3):
      self.assertEqual(self.run_program(program, '--quiet', ranks=ranks).stdout.decode().splitlines(), self.EXPECTED)

  def test_set_names_one_network(self):
    program = self.compiled('trials')
    for flag, k in (('two.a.k=5', 'k: 1.0 5.0'), ('one.a.k=5', 'k: 5.0 2.0'), ('a.k=5', 'k: 5.0 5.0')):
      self.assertIn(k, self.run_program(program, '--quiet', '--set', flag).stdout.decode().splitlines())


class Assignments(Program):
  def test_values(self):
    a, b, c = [0., 1., 2., 3.], [0.] * 4, [1.] * 4
    for _ in range(2):
      a = [((x + 1. - 0.5) * 2. / 4.) ** 2 // 1. % 7. for x in a]
      b = [a[0] * 3.] + [x + 1. for x in a[1:]]
      c = [x if y > 1. else 0. for x, y in zip(c, b)]
    z = [[row[0], 5.] + row[2:] for row in (a, b)]
    program = self.compiled('assignments')
    for ranks in (1, 3):
      self.assertEqual(self.run_program(program, '--quiet', ranks=ranks).stdout.decode().strip(), ' '.join(str(v) for v in (a, b, [x + 0.25 for x in c], z)))


class Methods(Program):
  """Methods that a script puts in place of others, and what a run leaves known."""

  def printed(self, text, *flags):
    return self.run_program(self.compiled_text('methods', CELL + text), '--quiet', *flags).stdout.decode().splitlines()

  def test_update_of_an_object(self):
    """`update` and `clear_input` of a network may be functions of the script: b never moves, and the input of a grows by 1 a step."""
    text = """
def up(tdi):
  a.update(tdi)
a, b, c = Cell(2), Cell(2), Cell(2)
net = bp.Network(a=a, b=b)
net.update = up
net.clear_input = lambda: None
for target in (net, bp.Network(net=net, c=c)):
  bp.DSRunner(target, inputs=[(a.input, 1.), (b.input, 1.)]).run(0.3)
  print(a.x.value, b.x.value, c.x.value)
"""
    after = [sum(1. + k for k in range(1, n + 1)) for n in (3, 6)]
    self.assertEqual(self.printed(text), [f'[{after[0]:.0f}. {after[0]:.0f}.] [0. 0.] [0. 0.]', f'[{after[1]:.0f}. {after[1]:.0f}.] [0. 0.] [3. 3.]'])

  def test_cached_method(self):
    """functools.lru_cache makes a method of a method, for each object with a value of its own."""
    text = """
import functools
class Scaled(bp.NeuGroup):
  def __init__(self, n, tau):
    super().__init__(n)
    self.tau = tau
    self.x = bm.Variable(bm.zeros(n))
    self.calls = []
  @functools.lru_cache(maxsize=None)
  def rate(self, factor=2.):
    self.calls.append(factor)
    return factor * self.tau
for tau in (3., 5.):
  m = Scaled(2, tau)
  print(m.rate(), m.rate(), m.rate(factor=3.), m.calls)
class Stepped(Scaled):
  @functools.cache
  def twice(self):
    return 2. * self.tau
  def update(self, tdi):
    self.x += self.twice()
for tau in (3., 5.):
  m = Stepped(2, tau)
  bp.DSRunner(m).run(0.2)
  print(m.x.value, m.twice())
"""
    self.assertEqual(self.printed(text), ['6.0 6.0 9.0 [2.0, 3.0]', '10.0 10.0 15.0 [2.0, 3.0]', '[12. 12.] 6.0', '[20. 20.] 10.0'])

  def test_printing_changes_nothing(self):
    """An array that is printed beside a result, or filled with one, has its length all the same."""
    text = """
class Fed(Cell):
  def __init__(self, b):
    super().__init__(len(b))
    self.b = b
  def update(self, tdi):
    self.x += self.b
b = np.ones(3)
m = Fed(b)
bp.DSRunner(m).run(0.1)
print(m.x.value, b)
m = Fed(b)
bp.DSRunner(m).run(0.1)
b.fill(m.x.value[0] * 2.)
m = Fed(b)
bp.DSRunner(m).run(0.1)
print(m.x.value, b)
"""
    self.assertEqual(self.printed(text), ['[1. 1. 1.] [1. 1. 1.]', '[2. 2. 2.] [2. 2. 2.]'])

  def test_function_monitors_of_a_later_runner(self):
    """After a run the shape of a function of the state is known, whatever it gives: numbers, one number, bools, a part."""
    text = """
m = Cell(3)
bp.DSRunner(m).run(0.2)
for s in (1., 3.):
  r = bp.DSRunner(m, fun_monitors={'q': lambda tdi: m.x * s, 'mean': lambda tdi: bm.mean(m.x), 'on': lambda tdi: m.x > 3.5, 'part': lambda tdi: m.x[:2]})
  r.run(0.2)
  print(r.mon['q'][-1], r.mon['mean'][-1], r.mon['on'][-1], r.mon['part'][-1])
"""
    self.assertEqual(self.printed(text), ['[4. 4. 4.] 4.0 [ True  True  True] [4. 4.]', '[18. 18. 18.] 6.0 [ True  True  True] [6. 6.]'])


CELL = """import brainpy as bp
import brainpy.math as bm
import numpy as np


class Cell(bp.NeuGroup):
  def __init__(self, n, name=None):
    super().__init__(n, name=name)
    self.x = bm.Variable(bm.zeros(n))
    self.input = bm.Variable(bm.zeros(n))

  def update(self, tdi):
    self.x += 1. + self.input

  def clear_input(self):
    self.input[:] = 0.
"""


class LargeArrays(Program):
  """Arrays that nobody looks at are computed by the ranks that need them; looking at them changes nothing."""

  def test_looking_changes_nothing(self):
    program = self.compiled('large_arrays')
    results = [self.run_program(program, '-D', f'look={look}', ranks=ranks) for look in (False, True) for ranks in (1, 3)]
    for r in results[1:]:
      self.assertEqual(r.stdout, results[0].stdout)
      for file in ('spikes.csv', 'traces.csv'):
        self.assertEqual((r.out / file).read_bytes(), (results[0].out / file).read_bytes(), f'{file} of {r.command}')
    self.assertGreater(len(self.rows(results[0], 'spikes.csv')), 1000)

  def test_rank_0_holds_no_copy(self):
    program = self.compiled_text('dense', DENSE)
    lazy, looked = (self.peak(program, look) for look in (False, True))
    self.assertGreater(looked - lazy, 50 * 1024, 'kB that 4,500,000 weights take when they are looked at')

  def test_weights_where_nobody_counted(self):
    """Without connections to oneself the number of weights is known when the connections are drawn."""
    program = self.compiled_text('counted', COUNTED)
    for ranks in (1, 3):
      # Rows (0,1) (0,2) (1,0) (1,2) (2,0) (2,1) with 1, 2, 4, ... 32 and with 1, 2, ... 6; every neuron spikes once.
      self.assertEqual(self.run_program(program, '--quiet', ranks=ranks).stdout, b'[20. 33. 10.] [8. 7. 6.]\n')

  def peak(self, program, look):
    """kB in memory at most."""
    child = subprocess.Popen([program, '-D', f'look={look}', '--quiet', '--out', self.folder / f'peak_{look}'], env=tools.environment(),
                             stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    self.assertEqual(child.returncode, 0)
    return usage.ru_maxrss


COUNTED = """import brainpy as bp
import brainpy.math as bm
pre = bp.neurons.LIF(3, V_rest=-60., V_th=-50., V_reset=-60., tau=20., V_initializer=bp.init.Constant(-40.))
post = bp.neurons.LIF(3, V_rest=0., V_th=1e9, V_reset=0., tau=20.)
powers = bp.synapses.Exponential(pre, post, bp.conn.FixedProb(1., include_self=False), g_max=2. ** bm.arange(6), tau=1e18)
numbers = bp.synapses.Exponential(pre, post, bp.conn.FixedPreNum(3, include_self=False), g_max=lambda shape: bm.arange(shape[0]) + 1., tau=1e18)
runner = bp.DSRunner(bp.Network(pre, post, powers, numbers), monitors={'g': powers.g, 'h': numbers.g})
runner.run(0.3)
print(runner.mon['g'][-1], runner.mon['h'][-1])
"""

DENSE = """import brainpy as bp
look = False
E = bp.neurons.LIF(3000)
S = bp.synapses.Exponential(E, E, bp.conn.FixedProb(0.5, seed=1), g_max=bp.init.Uniform(0., 0.01))
if look:
  S.g_max[0]
bp.DSRunner(bp.Network(E, S)).run(0.1)
"""

if __name__ == '__main__':
  unittest.main(verbosity=2)
