"""Failures on one rank end every rank, soon and with one message; messages of executables at run time."""
import os
import pathlib
import time
import unittest

import tools

SCRIPTS = tools.ROOT / 'tests' / 'e2e' / 'scripts'
# Commands of the engine and their parts, as runtime/src passes them to inject_failure().
EVERY_RANK = ('create', 'connect', 'run', 'step', 'record', 'read')
ONLY_FIRST = ('output:0:file',)


def messages(result):
  return [line for line in result.stderr.decode(errors='replace').splitlines() if 'error' in line.lower()]


class Injected(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.folder = tools.work_folder('failures')
    cls.program = tools.compiled(tools.ROOT / 'samples' / 'quickstart.bpl', cls.folder / 'quickstart')

  def check(self, ranks, fault):
    start = time.monotonic()
    result = tools.run(self.program, self.folder / 'out', ranks=ranks, limit=20, expect=None, BPL_FAIL=fault)
    self.assertNotEqual(result.status, 0, f'{fault} on {ranks}: exit status 0\n{result.text()}')
    ours = [m for m in messages(result) if not m.startswith(('mpirun', '---'))]
    self.assertEqual(len(ours), 1, f'{fault} on {ranks}: not one message\n{result.text()}')
    self.assertLess(time.monotonic() - start, 20)
    self.assertFalse(list(self.folder.glob('out/*.tmp')), 'a temporary file was left')
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

  def test_files(self):
    for fault in ONLY_FIRST:
      with self.subTest(fault=fault):
        self.check(2, fault)


class RunTime(unittest.TestCase):
  """Command, exit status, what stands on stderr."""
  TABLE = [
    (['--set', 'c.tau=3'], 2, "'c'"),
    (['--set', 'a.taw=3'], 2, "did you mean 'tau'"),
    (['--set', 'a.tau'], 2, 'a.tau'),
    (['--set', 'a.tau=0'], 1, 'tau must be positive'),
    (['--set', 'a.tau=abc'], 1, 'tau'),
    (['-D', 'n=3'], 2, "'n'"),
    (['-D', 'n_a=0'], 1, 'size must be positive'),
    (['-D', 'n_a=-5'], 1, 'size must be positive'),
    (['-D', "n_a='x'"], 1, 'size must be an int'),
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
    self.assertIn(text.lower(), result.stderr.decode().lower(), result.text())
    self.assertEqual(result.stdout, b'', result.text())
    for word in ('terminate called', 'Segmentation', 'what():', 'LLVM'):
      self.assertNotIn(word, result.stderr.decode(), result.text())

  def test_table(self):
    for flags, status, text in self.TABLE:
      with self.subTest(flags=flags):
        self.check(tools.run(self.program, self.folder / 'out', *flags, expect=None), status, text)

  def test_on_two_ranks(self):
    for flags, status, text in self.TABLE[:4] + self.TABLE[6:8]:
      with self.subTest(flags=flags):
        result = tools.run(self.program, self.folder / 'out', *flags, ranks=2, limit=20, expect=None)
        self.assertNotEqual(result.status, 0)
        self.assertIn(text.lower(), result.stderr.decode().lower(), result.text())

  def test_several_at_once(self):
    result = tools.run(self.program, self.folder / 'out', '--set', 'c.tau=3', '--set', 'a.taw=3', '-D', 'n=1', expect=2)
    for text in ("'c'", 'taw', "'n'"):
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
    result = tools.run(program, self.folder / 'out', '-D', 'kind=None', expect=None)
    self.check(result, 1, 'compile')
    self.assertIn('structure.bpl', result.stderr.decode())

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

  def test_instruction_set(self):
    result = tools.run(self.program, self.folder / 'out', expect=2, BPL_ISA='v9')
    self.assertIn('v9', result.stderr.decode())


if __name__ == '__main__':
  unittest.main(verbosity=2)
