"""Failures on one rank end every rank, soon and with one message; messages of executables at run time."""
import os
import pathlib
import time
import unittest

import tools

SCRIPTS = tools.ROOT / 'tests' / 'e2e' / 'scripts'
# Commands of the engine and their parts, as runtime/src passes them to inject_failure(); commands.bpl passes through all of them.
EVERY_RANK = ('start', 'create', 'connect', 'run', 'step', 'record', 'files', 'read', 'write', 'read_monitor', 'hash',
              'free_network', 'free_variables', 'free_connectivities', 'statistics')
ONLY_FIRST = ('finish:0', 'finish:0:file', 'files:0:file')


def messages(result):
  return [line for line in result.stderr.decode(errors='replace').splitlines() if 'error' in line.lower()]


class Injected(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.folder = tools.work_folder('failures')
    cls.program = tools.compiled(SCRIPTS / 'commands.bpl', cls.folder / 'commands')

  def check(self, ranks, fault):
    start = time.monotonic()
    result = tools.run(self.program, self.folder / 'out', ranks=ranks, limit=20, expect=None, BPL_FAIL=fault, BPL_HASH=10)
    self.assertNotEqual(result.status, 0, f'{fault} on {ranks}: exit status 0\n{result.text()}')
    ours = [m for m in messages(result) if not m.startswith(('mpirun', '---'))]
    self.assertEqual(len(ours), 1, f'{fault} on {ranks}: not one message\n{result.text()}')
    self.assertLess(time.monotonic() - start, 20)
    self.assertFalse(list(self.folder.glob('out/.*')), 'a temporary file was left')
    return ours[0]

  def test_alone(self):
    for place in EVERY_RANK:
      with self.subTest(place=place):
        self.check(1, f'{place}:0')

  def test_each_rank(self):
    for place in EVERY_RANK:
      for rank in (0, 1):
        with self.subTest(place=place, rank=rank):
          self.assertIn(f'rank {rank}', self.check(2, f'{place}:{rank}'))

  def test_first_rank(self):
    for fault in ONLY_FIRST:
      with self.subTest(fault=fault):
        self.check(2, fault)

  def test_no_failure(self):
    """What the faults above interrupt ends well without them."""
    for ranks in (1, 2):
      result = tools.run(self.program, self.folder / 'out', ranks=ranks, BPL_FAIL='nowhere:0', BPL_HASH=10)
      self.assertEqual(result.stdout.decode().splitlines()[0], 'recorded')


class RunTime(unittest.TestCase):
  """Command, exit status, what stands on stderr."""
  TABLE = [
    (['--set', 'c.tau=3'], 2, "'c'"),
    (['--set', 'a.taw=3'], 2, "Did you mean 'tau'?"),
    (['--set', 'a.tau'], 2, 'a.tau'),
    (['--set', 'a.tau=0'], 1, 'tau must be positive'),
    (['--set', 'a.tau=abc'], 1, "--set a.tau: the script gives a number here, not 'abc'"),
    (['-D', 'n=3'], 2, "no top-level 'n = <literal>' (it has n_a, n_b, scale, drive)"),
    (['-D', 'n_a=0'], 1, 'size must be positive'),
    (['-D', 'n_a=-5'], 1, 'size must be positive'),
    (['-D', "n_a='x'"], 2, 'the script gives an int here'),
    (['-D', 'drive=14.5'], 2, 'the script gives an int here'),
    (['-D', 'n_a'], 2, 'n_a'),
    (['--seed', 'x'], 2, 'seed'),
    (['--duration', '-1'], (1, 2), 'duration'),
    (['--duration', 'abc'], 2, 'duration'),
    (['--rng', 'numpy'], 2, 'rng'),
    (['--outt', 'x'], 2, '--outt'),
    (['extra'], 2, 'extra'),
  ]

  @classmethod
  def setUpClass(cls):
    cls.folder = tools.work_folder('failures_run_time')
    cls.program = tools.compiled(SCRIPTS / 'sizes.bpl', cls.folder / 'sizes')

  def check(self, result, statuses, text):
    statuses = statuses if isinstance(statuses, tuple) else (statuses,)
    self.assertIn(result.status, statuses, result.text())
    self.assertIn(text, result.stderr.decode(), result.text())
    self.assertEqual(result.stdout, b'', result.text())
    for word in ('terminate called', 'Segmentation', 'what():', 'LLVM'):
      self.assertNotIn(word, result.stderr.decode(), result.text())

  def test_table(self):
    for flags, status, text in self.TABLE:
      with self.subTest(flags=flags):
        self.check(tools.run(self.program, self.folder / 'out', *flags, expect=None), status, text)

  def test_noise_as_brainpy(self):
    noise = tools.compiled(SCRIPTS / 'noise.bpl', self.folder / 'noise')
    for ranks in (1, 3):
      result = tools.run(noise, self.folder / 'noise_out', '--rng=brainpy', ranks=ranks, expect=None)
      self.check(result, 1, "the step of 'noisy' draws random numbers, and bplc cannot repeat those that BrainPy draws in a step: run without --rng=brainpy")

  def test_on_two_ranks(self):
    for flags, status, text in self.TABLE[:4] + self.TABLE[6:8]:
      with self.subTest(flags=flags):
        result = tools.run(self.program, self.folder / 'out', *flags, ranks=2, limit=20, expect=None)
        self.assertNotEqual(result.status, 0)
        self.assertIn(text, result.stderr.decode(), result.text())

  def test_several_at_once(self):
    result = tools.run(self.program, self.folder / 'out', '--set', 'c.tau=3', '--set', 'a.taw=3', '-D', 'n=1', expect=2)
    for text in ("'c'", "'taw'", "'n = <literal>'"):
      self.assertIn(text, result.stderr.decode())

  def test_unwritable_out(self):
    blocker = self.folder / 'file'
    blocker.write_text('')
    result = tools.execute([self.program, '--out', blocker / 'out'], self.folder)
    self.check(result, 1, str(blocker))
    result = tools.execute([self.program, '--out', blocker], self.folder)
    self.check(result, 1, str(blocker))
    result = tools.execute(tools.launched(self.program, 2) + ['--out', '/proc/nowhere'], self.folder, limit=20)
    self.assertNotEqual(result.status, 0)
    self.assertIn('/proc/nowhere', result.stderr.decode())

  def test_structure(self):
    """A -D that changes the structure names the first difference and says what to do."""
    program = tools.compiled(SCRIPTS / 'structure.bpl', self.folder / 'structure')
    for flags in ((), ('-D', 'count=5'), ('-D', 'second=False')):
      tools.run(program, self.folder / 'out', *flags)
    for ranks in (1, 2):
      result = tools.run(program, self.folder / 'out', '-D', 'refractory=False', ranks=ranks, limit=20, expect=None)
      self.assertEqual(result.status, 1, result.text())
      message = result.stderr.decode()
      for text in ("RuntimeError: no compiled step fits 'group0' (a LIF): self.tau_ref is None, not a float",
                   'structure.bpl", line 12', 'Compile the script again with -D refractory=False'):
        self.assertIn(text, message)
    tools.run(tools.compiled(SCRIPTS / 'structure.bpl', self.folder / 'structure', '-D', 'refractory=False'), self.folder / 'out')

  def test_unseen(self):
    """A network that bplc did not see: the first difference, what to do, and the calls that led there."""
    program = tools.compiled(SCRIPTS / 'unseen.bpl', self.folder / 'unseen')
    tools.run(program, self.folder / 'out', '-D', 'parts=0.')
    class_unseen = ([('<module>', 46), ('sweep', 43), ('trial', 38)],
                    "no compiled step fits 'Ramp0' (a Ramp): no object of this class was stepped when the program was compiled. "
                    'Compile the script again with -D kind=ramp')
    length_unseen = ([('<module>', 48), ('trial', 38)],
                     "no compiled step fits 'Layers0' (a Layers): self.groups is a list of 3, not a list of 1. "
                     'Compile the script again if files or arguments are others than then; where a result decides, let the script step such a '
                     'network once with fixed numbers, so that bplc sees it')
    for flags, (calls, message) in ((('-D', 'kind=ramp'), class_unseen), ((), length_unseen)):
      for ranks in (1, 3):
        result = tools.run(program, self.folder / 'out', *flags, ranks=ranks, limit=20, expect=None)
        self.assertEqual(result.status, 1, result.text())
        lines = [line for line in result.stderr.decode().splitlines() if not line.startswith('  File "<bplc>')]
        place = lambda name, line: f'  File "{SCRIPTS / "unseen.bpl"}", line {line}, in {name}'
        expected = ['Traceback (most recent call last):', *[place(*call) for call in calls], 'RuntimeError: ' + message]
        self.assertEqual(lines[:len(expected)], expected)

  def test_exception_of_the_script(self):
    program = tools.compiled(SCRIPTS / 'raises.bpl', self.folder / 'raises')
    for ranks in (1, 2):
      result = tools.run(program, self.folder / 'out', ranks=ranks, limit=20, expect=None)
      self.assertNotEqual(result.status, 0)
      self.assertIn('ValueError: too many spikes', result.stderr.decode())
      self.assertIn('raises.bpl', result.stderr.decode())
      self.assertIn('line 16', result.stderr.decode())
      self.assertTrue((result.out / 'spikes.csv').exists(), 'what was recorded before the exception stays')
      self.assertIn('failed_at_step', (result.out / 'run.json').read_text())

  def test_environment(self):
    for variable, value in (('BPL_ISA', 'v9'), ('BPL_HASH', 'often'), ('BPL_HASH', '0')):
      with self.subTest(variable=variable, value=value):
        self.check(tools.run(self.program, self.folder / 'out', expect=None, **{variable: value}), 2, f"{variable} is '{value}'")


if __name__ == '__main__':
  unittest.main(verbosity=2)
