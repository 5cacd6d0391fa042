"""Several runs and networks in one program, and what a runner takes. One class is one ctest entry."""
import json
import math
import unittest

from behaviour_test import Program, SCRIPTS
import tools


def leak(V, inputs, tau, dt=0.1):
  """V after an Euler step of tau V' = input - V for each input."""
  for x in inputs:
    V = [v + dt * (x - v) / tau for v in V]
  return V


class Runs(Program):
  """Runs continue, restart, and see what the script changed in between."""

  def lines(self, name, *flags, **options):
    printed = self.run_program(self.compiled(name), *flags, **options).stdout.decode()
    return {words[0]: words[1:] for words in (line.split() for line in printed.splitlines())}

  def test_continued(self):
    first = leak([1., 2., 3.], range(1, 11), 10.)
    changed = leak([0.5, 4., -1.], range(11, 21), 5.)
    reset = leak([0.] * 3, range(1, 11), 5.)
    second = leak(reset, [2.] * 10, 5., 0.05)
    again = leak(second, range(11, 16), 5.)
    rewound = leak([0.] * 3, [1.], 5.)
    expected = {'first': (first, 0.1, 1.), 'changed': (changed, 1.1, 2.), 'reset': (reset, 0.1, 1.),
                'second': (second[::2], 7.05, 7.5), 'again': (again, 1.1, 1.5), 'rewound': (rewound, 0.1, 0.1)}
    for ranks in (1, 3):
      found = self.lines('continued', ranks=ranks)
      self.assertEqual(found.pop('dt'), ['0.1'], 'dt of a runner is not the setting of the script')
      self.assertEqual(found.keys(), expected.keys())
      for label, (values, start, end) in expected.items():
        for text, value in zip(found[label], [*values, start, end], strict=True):
          self.assertAlmostEqual(float(text), value, delta=1e-12, msg=label)

  def test_nested_order(self):
    """Populations first, then nested networks; a Container in the order of its list."""
    printed = self.run_program(self.compiled('nested')).stdout.decode().splitlines()
    self.assertEqual(printed, ['first.x [1.0, 2.0, 3.0]', 'nested.inner.x [2.0, 3.0, 4.0]', 'before.x [1.0, 3.0, 4.0]',
                               'start [1.0, 2.0, 3.0]', 'middle [2.0, 3.0, 4.0]', 'end [1.0, 3.0, 4.0]'])

  def test_memory_is_flat(self):
    """Networks that the script has let go are freed: five times as many take no more memory."""
    program = self.compiled('many_networks')
    peaks = []
    for count in (200, 1000):
      code = ('import resource, subprocess, sys; print(subprocess.run(sys.argv[1:], check=True, capture_output=True, text=True).stdout, end="");'
              'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)')
      done = tools.execute(['python3', '-c', code, program, '--quiet', '--out', self.folder / 'many', '-D', f'networks={count}'], self.folder)
      self.assertEqual(done.status, 0, done.text())
      printed = done.stdout.decode().split()
      self.assertEqual(printed[:2], [str(count), 'True'])
      peaks.append(int(printed[2]))
    # One network here is 20,000 connections and 80,000 recorded numbers, about half a megabyte.
    self.assertLess(peaks[1] - peaks[0], 8 * 1024, f'kilobytes at 200 and 1000 networks: {peaks}')


def growth(x, rate, drive, steps, dt=0.1):
  """V of a logistic growth by Euler steps, seen through its input."""
  for _ in range(steps):
    x += dt * rate * x * (1. - x)
  return x * drive


class Results(Program):
  """What the script does next follows from what its runs gave."""

  def check(self, flags, expected):
    program = self.compiled('searching')
    for ranks in (1, 3):
      printed = [line.split() for line in self.run_program(program, *flags, ranks=ranks).stdout.decode().splitlines()]
      self.assertEqual([words[0] for words in printed], [label for label, *_ in expected])
      for words, (label, *values) in zip(printed, expected):
        for text, value in zip(words[1:], values, strict=True):
          if isinstance(value, float):
            self.assertAlmostEqual(float(text), value, delta=1e-12, msg=label)
          else:
            self.assertEqual(text, str(value), label)

  def expected(self, wanted, many):
    final = lambda tau, drive, steps: leak([0.], [drive] * steps, tau)[0]
    drive, tries = 1., 1
    while final(10., drive, 50) < wanted:
      drive, tries = drive * 1.5, tries + 1
    reached = final(10., drive, 50)
    grown = not reached > many
    then = growth(0.25, 1. / reached, drive, 50) if grown else final(reached, drive, 50)
    again = growth(1., 4., 3., 50) if then > 1. else final(4., 3., 50)
    # `again` goes on from its former runs as a part of a network; its V is that of the last step.
    second = growth(1., 4. if then > 1. else 2., 1., 10)
    sweep = [final(tau, drive, 20) for tau in (reached, 2. * reached, reached + then)]
    for k in range(sweep.index(max(sweep)) + 1, sweep.index(max(sweep)) + 4):
      sweep.append(final(sweep[-1] + 1., 1., 10 * k))
    return [('drive', tries, drive, reached), ('then', 'Growth' if grown else 'Leak', then), ('again', 'Growth' if then > 1. else 'Leak', again),
            ('both', final(then + 1., then, 10), second), ('sweep', *sweep[:3]), ('sizes', *sweep[3:])]

  def test_choices(self):
    for wanted, many in ((2., 2.5), (2., 1.), (0.3, 2.5), (30., 2.5)):
      with self.subTest(wanted=wanted, many=many):
        self.check(['-D', f'wanted={wanted}', '-D', f'many={many}'], self.expected(wanted, many))

  def test_checks_in_a_loop_hide_nothing(self):
    """Ten steps of 1; two sources that spike once through the matrix [[0, 1, 2], [3, 4, 5]]."""
    program = self.compiled('asserts')
    for ranks in (1, 3):
      self.assertEqual(self.run_program(program, '--quiet', ranks=ranks).stdout.decode().splitlines(), ['after [10. 10. 10.]', 'matrix [3. 5. 7.]'])


class Recordings(Program):
  """runner.mon answers as the dict of what was recorded."""

  def test_methods(self):
    x = [[float(step)] * 3 for step in range(1, 7)]
    y = [[k + step * (step + 1) / 2 for k in range(3)] for step in range(1, 7)]
    expected = [f'x (4, 3) {x[3]}', f'y (4, 3) {y[3]}', 'ts (4,) 0.4', "['x', 'y', 'ts'] ['ts', 'x', 'y'] 3 3 True", f'{x[1]} None no z',
                f"(6, 4) {y[2]} kept 4 ['ts', 'x', 'y']", '(4, 3) (2, 3) 33.0', json.dumps({'x': 5.5, 'y': 1. + (15 + 21) / 2}),
                '33 counted, 5.50 on average --- [0]', '2.50 2.5 2 [6.0, 6.0, 6.0] ' + str(math.sqrt(108.) ** 2)]
    program = self.compiled('recordings')
    for ranks in (1, 3):
      self.assertEqual(self.run_program(program, ranks=ranks).stdout.decode().splitlines(), expected)


class Derived(Program):
  """Results as parameters of models, numbers and arrays."""

  def expected(self):
    def last(size, drive, tau=5., start=None):
      V = [0.] * size if start is None else start
      for _ in range(5):
        V = [v + 0.1 * (x - v) / tau for v, x in zip(V, drive)]
      return V
    first = last(3, [2. * w + 1. for w in (1., 2., 3.)])
    yield 'first', first
    yield 'number', last(2, [3., 3.], tau=max(first) * 4.)
    yield 'start', last(3, [3.] * 3, start=first)
    yield 'same', last(3, [3.] * 3, start=[first[0]] * 3)
    yield 'weights', last(3, [2. * w + 1. for w in first])
    constant = min(first) + sum(first)
    V = last(3, [sum(first) / 3. * w * first[1] * x + constant for w, x in zip(first[::-1], first)])
    yield 'attributes', V
    V = last(3, [2. * g * first[2] * first[1] * (x + 1.) + constant for g, x in zip(first, first)], start=V)
    yield 'exchanged', V
    begin = V
    V = [v + 0.1 * (3. * v + 1. + sum(first) - v) / 5. for v in begin]
    for _ in range(4):
      V = [v + 0.1 * (b + 1. + sum(first) - v) / 5. for v, b in zip(V, begin)]
    yield 'twin', V

  def test_derived(self):
    program, expected = self.compiled('result_parameters'), list(self.expected())
    for ranks in (1, 3):
      printed = [line.split() for line in self.run_program(program, ranks=ranks).stdout.decode().splitlines()]
      self.assertEqual(printed.pop(), 'pair 2 (200, 5) True True'.split())
      self.assertEqual([words[0] for words in printed], [label for label, _ in expected])
      for words, (label, values) in zip(printed, expected):
        for text, value in zip(words[1:], values, strict=True):
          self.assertAlmostEqual(float(text), value, delta=1e-12, msg=label)


class Group:
  """The populations of alternating.bpl, calculated here."""

  def __init__(self, size, tau):
    self.tau, self.gains, self.weights, self.V = tau, [1., 2.], [1.] * size, [0.] * size

  def step(self, drive, dt=0.1):
    self.V = [v + dt * (self.gains[0] * w * drive + self.gains[1] - v) / self.tau for v, w in zip(self.V, self.weights)]

  def steps(self, count, drive):
    for _ in range(count):
      self.step(drive)


def alternating():
  """[(label, values)] of alternating.bpl."""
  found = []
  show = lambda label, values: found.append((label, list(values)))
  a, b = Group(3, 10.), Group(2, 5.)
  a.V = [1., 7., 3.]
  b.V = a.V[1:]
  show('before', b.V)
  for k in range(3):
    a.steps(3, 2.)
    b.V = [v + k for v in a.V[:2]]
    b.steps(2, 1.)
    a.V[2] = sum(b.V) / 2.
  show('a', a.V)
  show('b', b.V)
  show('times', [0.9, 0.6])
  for k in range(2):
    a.step(1. + 2 * k)
    a.step(2. + 2 * k)
    slow = a.V[2]
    a.step(2.)
  show('shared', [slow, a.V[2], 100.4, 1.1])
  a.V, a.tau, a.weights, a.gains[1] = [0.] * 3, 4., [1., 2., 3.], 0.5
  a.steps(2, 2.)
  show('set', a.V)
  a.weights[0], a.gains[0] = 10., -1.
  a.step(2.)
  show('again', a.V)
  a.V = [0.] * 3
  a.step(2.)
  show('reset', [*a.V, 0.1])
  kept = []
  for k in range(10):
    p, q = Group(2 + k % 2, 1. + k), Group(1, 2.)
    p.steps(2, 1. * k)
    q.steps(2, 1.)
    show('built', [p.V[0], q.V[0]])
    kept += [(k, p, q)] if k % 4 == 0 else []
  for k, p, q in reversed(kept):
    q.V = [2. * p.V[0]]
    p.step(1. * k)
    q.step(1.)
    show('kept', [p.V[0], q.V[0]])
  return found


class Alternating(Program):
  """Several networks and runners alive at once."""

  def test_alternating(self):
    program, expected = self.compiled('alternating'), alternating()
    for ranks in (1, 3):
      printed = [line.split() for line in self.run_program(program, ranks=ranks).stdout.decode().splitlines()]
      self.assertEqual([words[0] for words in printed], [label for label, _ in expected])
      for words, (label, values) in zip(printed, expected):
        for text, value in zip(words[1:], values, strict=True):
          self.assertAlmostEqual(float(text), value, delta=1e-12, msg=label)


class Runner(Program):
  """Inputs and monitors of every form."""

  def test_functions(self):
    printed = self.run_program(self.compiled('functions')).stdout.decode().splitlines()
    V, total = [], 0.
    for step in range(5):
      total += 10. * (2. * step) * 0.1
      V.append(total)
    later = []
    for step in (5, 6):
      total += 10. * (3. * step) * 0.1
      later.append(total)
    # V becomes 1, then half of it; the input is a row of the list, of which the last one stays, less the time.
    part = [0.5 + 0.1 * ((1., 2., 3., 3., 3.)[step] - 0.1 * step) for step in range(5)]
    expected = [('V', V), ('mean', [v + 0.1 * k for k, v in enumerate(V)]), ('twice', [2 * (3. + 0.1 * k) for k in range(5)]),
                ('up', None), ('V', later), ('part', part), ('shapes', None)]
    self.assertEqual(len(printed), len(expected))
    for line, (label, values) in zip(printed, expected):
      words = line.split()
      self.assertEqual(words[0], label)
      for text, value in zip(words[1:], values or []):
        self.assertAlmostEqual(float(text), value, delta=1e-12, msg=line)
    self.assertEqual(printed[3], f'up {[v > 5. for v in V]} (5, 4)')
    self.assertEqual(printed[6], 'shapes (5, 1) (5, 2)')

  def test_ranks(self):
    program = self.compiled('functions')
    self.assertEqual(self.run_program(program).stdout, self.run_program(program, ranks=3).stdout)


  def forms(self):
    """What forms.bpl prints: (label, values)."""
    k, zero = [float(i) for i in range(6)], [0.] * 6
    twice = [2. * i for i in k]
    for label in ('path', 'list', 'several', 'variable'):
      yield label, [4.] * 6
    yield from (('view', [0., 4., 0., 4., 0., 0.]), ('views', [2., 2., 0., 4., 4., 4.]), ('devices', [2., 2., 0., 0., 2., 2.]), ('array', twice),
                ('numpy', twice), ('minus', [-4.] * 6), ('set', [2.5] * 6), ('rows', [3.] * 6), ('column', [3.] * 6),
                ('matrix', [2. * i + 6. for i in k]), ('function', [3.] * 6), ('of elements', twice), ('name', [4.] * 4))
    # After the first step V of E is its index and V of I is 1; after the second twice that. A neuron fires where V is even.
    E, I = [k, twice], [[1.] * 4, [2.] * 4]
    fires = [[1., 0., 1., 0., 1., 0.], [1.] * 6]
    quiet = [[0.] * 4, [1.] * 4]
    yield from (('paths sub.E.V', E), ('paths sub.I.spike', quiet), ('name inhibitory.V', I))
    for label, ids in (('index', [3]), ('indices', [0, 5]), ('negative', [5, 1])):
      yield label + ' sub.E.V', [[row[i] for i in ids] for row in E]
    yield from (('dict a', E), ('dict b', [row[1:3] for row in I]), ('text a', E), ('part a', [row[2:4] for row in E]),
                ('of a part a', [[row[1], row[4]] for row in E]))
    together = list(zip(E, I))
    yield from (('side by side a', [e + i for e, i in together]), ('parts a', [e[:2] + i[1:3] + e[4:] for e, i in together]),
                ('mixed a', [e[4:] + i for e, i in together]), ('of parts a', [[e[1], i[2]] for e, i in together]))
    yield 'transform spike', [f[:3] + q[1:] for f, q in zip(fires, quiet)]
    yield from (('one V', E), ('function n', [1., 2.]))
    yield from (('run', [[1.] * 3, [2.] * 3]), ('predict', [[3.] * 3]), ('call', [[4.] * 3]), ('True', None), ('times', [0.6]))
    rows = [[10., 20., 30.], [1., 2., 3.], [100.] * 3, [200.] * 3, [300.] * 3, [0., 0., 1.], [0., 0., 1.], [0.] * 3]
    V, reached = [6.] * 3, []
    for row in rows:
      V = [v + 1. + x for v, x in zip(V, row)]
      reached.append(V)
    yield from (('fed', reached[:2]), ('times', [0.7, 0.8]), ('fed with numbers', reached[2:5]), ('fed with a list', reached[5:7]), ('alone again', reached[7:]))

  def test_forms(self):
    program = self.compiled('forms')
    printed = self.run_program(program).stdout.decode().splitlines()
    expected = list(self.forms())
    self.assertEqual(len(printed), len(expected))
    for line, (label, values) in zip(printed, expected):
      if values is None:
        self.assertEqual(line, 'True None None')
        continue
      shape = (len(values), len(values[0])) if isinstance(values[0], list) else (len(values),)
      self.assertEqual(line, f'{label} {shape} {values}')
    self.assertEqual(self.run_program(program, ranks=3).stdout.decode().splitlines(), printed)
    ir = tools.printed_ir(SCRIPTS / 'forms.bpl', self.folder / 'forms.ir')
    self.assertEqual(self.run_program(tools.compiled(ir, self.folder / 'forms_ir')).stdout.decode().splitlines(), printed)


LISTED = """import brainpy as bp
import brainpy.math as bm


class Base(bp.NeuGroup):
  def __init__(self, size, tau=3., V_th=5., name=None):
    super().__init__(size, name=name)
    self.tau = tau
    self.V_th = V_th
    self.x = bm.Variable(bm.zeros(size))

  def update(self, tdi):
    self.x += 1. / self.tau


class Fixed(Base):
  def __init__(self, n, **kw):
    super().__init__(n, V_th=5., **kw)


class Direct(Base):
  def __init__(self, size, gain=2., **kw):
    Base.__init__(self, size, **kw)
    self.gain = gain


class Kept(Base):
  def __init__(self, n, **kw):
    super().__init__(n)
    self.keywords = kw


a, b, c = Fixed(2), Direct(3), Kept(3, z=1.)
bp.DSRunner(bp.Network(a=a, b=b, c=c)).run(0.1)
for name, m in (('a', a), ('b', b), ('c', c)):
  print(name, m.num, m.tau, m.V_th)
"""


class Parameters(Program):
  """--set and -D reach elements, nested objects and every network that is built under one name."""

  def printed(self, *flags, **options):
    return self.printed_by(self.program, *flags, **options)

  def printed_by(self, program, *flags, **options):
    return self.run_program(program, *flags, **options).stdout.decode().splitlines()

  def test_elements(self):
    type(self).program = self.compiled('elements')
    x = lambda k, weights=(1., 2., 3., 4.), add=5., steps=2: str([steps * (k * w + add) for w in weights])
    self.assertEqual(self.printed(), [x(1.), x(2.)])
    self.assertEqual(self.printed('--set', 'E.k=10'), [x(10.), x(10.)])
    self.assertEqual(self.printed('--set', 'E.weights[1]=100'), [x(1., (1., 100., 3., 4.)), x(2., (1., 100., 3., 4.))])
    self.assertEqual(self.printed('--set', 'E.table[1]=0', '-D', 'count=2', '-D', 'steps=1'), [x(1., (1., 2.), 0., 1), x(2., (1., 2.), 0., 1)])
    self.assertEqual(self.printed('--set', 'E.weights=7'), [x(1., (7.,) * 4), x(2., (7.,) * 4)])
    self.assertEqual(self.printed('--set', 'E.table=9'), [x(1., add=9.), x(2., add=9.)])
    for text in ('[8,0.5]', '(8, 0.5)', '[ 8 , 0.5, ]'):
      self.assertEqual(self.printed('--set', f'E.table={text}'), [x(1., add=0.5), x(2., add=0.5)], text)
    self.assertEqual(self.printed('--set', 'E.weights=[4,3,2,1]'), [x(1., (4., 3., 2., 1.)), x(2., (4., 3., 2., 1.))])
    scaled = lambda factor: [str([factor * 2. * (k * w + 5.) for w in (1., 2., 3., 4.)] + [factor]) for k in (1., 2.)]
    for flag in ('E.levels[1]=4', 'E.levels=(0,4)', 'E.levels=[0,4]'):
      self.assertEqual(self.printed('--set', flag), scaled(4), f'{flag}: a named tuple stays one')
    for flag, message in (('E.weights[7]=1', 'IndexError: --set E.weights[7]: there are 4 elements'),
                          ('E.k[0]=1', 'TypeError: --set E.k[0]: the script gives no array, list or tuple here'),
                          ('E.k=2,2', "TypeError: --set E.k: the script gives a number here, not '2,2'"),
                          ('E.table=2,2', "TypeError: --set E.table: the script gives several numbers here: write [4,1] or (4,1), not '2,2'"),
                          ('E.table[0]=few', "TypeError: --set E.table[0]: the script gives a number here, not 'few'"),
                          ('E.levels=[1]', 'TypeError: --set E.levels: Levels has 2 items, not 1'),
                          ('E.k[x]=1', "the index 'x' must be a whole number")):
      refused = self.run_program(self.program, '--set', flag, expect=None)
      self.assertIn(message, refused.stderr.decode())
      self.assertNotEqual(refused.status, 0)

  def test_listed_is_settable(self):
    """Of a base whose constructor gets **keywords, --list-params has what these may hold, and each of it can be set."""
    program = self.compiled_text('listed', LISTED)
    listed = self.printed_by(program, '--list-params')
    names = [line.split()[0] for line in listed if line.startswith('  ')]
    self.assertEqual(names, ['a.n', 'a.tau', 'b.size', 'b.gain', 'b.tau', 'b.V_th', 'c.n'])
    for name, expected in (('a.tau', 'a 2 4 5.0'), ('b.gain', 'b 3 3.0 5.0'), ('b.V_th', 'b 3 3.0 4'), ('c.n', 'c 4 3.0 5.0')):
      self.assertIn(expected, self.printed_by(program, '--set', f'{name}=4'), name)

  def reached(self, pops=(1., 2., 3.), k=None, deep=3., size=4, V0=-50., E=0.0, num=2, cap=None):
    """What reach.bpl prints. LIF neurons without spikes approach -40 mV with a time constant of 20 ms."""
    V = -40. + (V0 + 40.) * math.exp(-1. / 20.)
    for sweep in (1., 2.):
      yield [sweep, [10. * (p(sweep) if callable(p) else p * (sweep if k is None else k)) for p in pops], [10. * deep] * 2, size, V, E, num]

  def test_reach(self):
    """Lists of a function that is called twice, what objects hold, sizes, and what a step takes as given."""
    program = self.compiled('reach')

    def same(found, expected, what):
      self.assertEqual(len(found), 2, what)
      for line, values in zip(found, expected):
        numbers = [float(x) for x in line.replace('[', ' ').replace(']', ' ').replace(',', ' ').split()]
        flat = [x for v in values for x in (v if isinstance(v, list) else [v])]
        self.assertEqual(len(numbers), len(flat), what)
        for a, b in zip(numbers, flat):
          self.assertAlmostEqual(a, b, delta=1e-9, msg=what)

    same(self.printed_by(program), self.reached(), 'as written')
    for flag, changes in (('pops[1].k=7', {'pops': (1., lambda sweep: 7., 3.)}), ('pops[0].steps[1]=4', {'pops': (4., 2., 3.)}), ('Pair0.k=9', {'k': 9.}), ('inner.deep.k=5', {'deep': 5.}),
                          ('E2E.output.E=-75', {'E': -75.}), ('E2E.conn.num=1', {'num': 1.}), ('E.V_initializer.value=-55', {'V0': -55.}),
                          ('E.size=6', {'size': 6.}), ('E2E.delay_step=3', {}), ('pops[0].leak=-1', {})):
      same(self.printed_by(program, '--set', flag), self.reached(**changes), flag)
    for flags, message in ((('--set', 'inner.deep.leak=1'), 'the condition at line 22'), (('--set', 'pops[2].cap=3'), 'self.cap is an int, not None'),
                           (('-D', 'floor=1'), 'the condition at line 26'), (('--set', 'pops[3].k=1'), "nothing is called 'pops[3]'")):
      refused = self.run_program(program, *flags, expect=None)
      self.assertNotEqual(refused.status, 0)
      self.assertIn(message, refused.stderr.decode())

  def test_list(self):
    """What the list says of needs, and what it does not list."""
    lines = self.run_program(self.compiled('reach'), '--list-params').stdout.decode().splitlines()
    rows = {line.split()[0]: line for line in lines if line.startswith('  ')}
    self.assertEqual(len(rows), sum(line.startswith('  ') for line in lines), 'a name is listed once')
    for name, needs in (('pops[2].leak', 'needs leak <= 0 (line 22)'), ('inner.deep.cap', 'needs None (what a step does depends on it)'),
                        ('floor', 'needs floor == 0 (line 26)')):
      self.assertTrue(rows[name].endswith('  ' + needs), rows[name])
    for name in ('pops[2].k', 'E.tau', 'E2E.conn.seed', 'E2E.output.E', 'rounds'):
      self.assertNotIn('needs', rows[name])
    for name in rows:
      self.assertNotIn(name.rsplit('.', 1)[-1], ('keep_size', 'mode', 'name', 'method', 'dt', 'include_self', 'stop_spike_gradient'), name)

  def test_nested_names(self):
    program = self.compiled('nested_names')
    both = [self.run_program(program, *flags).stdout.decode() for flags in
            ((), ('--set', 'net.E.tau=40'), ('--set', 'E.tau=40'), ('--set', 'LIF0.tau=40'))]
    self.assertEqual(both[1], both[2])
    self.assertEqual(both[1], both[3])
    self.assertNotEqual(both[0], both[1])


if __name__ == '__main__':
  unittest.main(verbosity=2)
