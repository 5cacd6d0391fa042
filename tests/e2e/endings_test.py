"""How executables end when they are stopped, or when what they write to is full, closed or nobody reads it."""
import csv
import pathlib
import resource
import signal
import subprocess
import time
import unittest

import tools

SCRIPTS = tools.ROOT / 'tests' / 'e2e' / 'scripts'
FOREVER = ('-D', 'duration=1e9')
SPIN = ('-D', f'turns={10**15}')


class Endings(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.folder = tools.work_folder('endings_' + cls.__name__)
    cls.program = tools.compiled(SCRIPTS / 'endless.bpl', cls.folder / 'endless')
    cls.out = cls.folder / 'endless.out'

  def start(self, *flags, ranks=1, **options):
    for path in self.out.glob('*'):
      path.unlink()
    options = {'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE, **options}
    command = [str(c) for c in [*tools.launched(self.program, ranks), '--quiet', *flags]]
    return subprocess.Popen(command, cwd=self.folder, env=tools.environment(), stdin=subprocess.DEVNULL, **options)

  def end(self, process, limit=20):
    """The message on stderr of a program that ends in time."""
    try:
      _, errors = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
      process.kill()
      self.fail(f'no end within {limit} s')
    # mpirun marks its own lines so; it may crash when nobody reads what it passes on.
    text = '\n'.join(line for line in (errors or b'').decode().splitlines() if not line.startswith('['))
    for word in ('terminate called', 'Segmentation', 'what():', 'Traceback'):
      self.assertNotIn(word, text)
    return text

  def check_files(self, report=True):
    """Nothing partial is left, and every line of the tables is complete."""
    self.assertEqual([p.name for p in self.out.glob('.*')], [], 'a temporary file was left')
    self.assertTrue((self.out / 'spikes.csv').read_bytes().endswith(b'\n'))
    with open(self.out / 'spikes.csv', newline='') as file:
      rows = list(csv.reader(file))
    self.assertEqual({len(row) for row in rows}, {4})
    self.assertGreater(len(rows), 50)
    if report:
      self.assertIn('failed_at_step', (self.out / 'run.json').read_text())


class Signals(Endings):
  """SIGINT and SIGTERM end a program soon, with what it has recorded."""

  def stop(self, process, number, delay):
    time.sleep(delay)
    process.send_signal(number)
    start = time.monotonic()
    text = self.end(process)
    self.assertLess(time.monotonic() - start, 10)
    return text

  def test_in_a_run(self):
    for number, name in ((signal.SIGINT, 'SIGINT'), (signal.SIGTERM, 'SIGTERM')):
      with self.subTest(signal=name):
        process = self.start(*FOREVER, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        text = self.stop(process, number, 1.)
        self.assertEqual(process.returncode, 128 + number, text)
        self.assertIn(f'stopped by {name}', text)
        self.assertEqual(len(text.splitlines()), 1, text)
        self.check_files()

  def test_in_the_script(self):
    process = self.start(*SPIN)
    text = self.stop(process, signal.SIGTERM, 1.)
    self.assertEqual(process.returncode, 128 + signal.SIGTERM, text)
    self.assertEqual(len(text.splitlines()), 1, text)
    self.check_files(report=False)

  def test_on_three_ranks(self):
    for flags in (FOREVER, SPIN):
      with self.subTest(flags=flags):
        process = self.start(*flags, ranks=3)
        text = self.stop(process, signal.SIGTERM, 3.)
        self.assertNotEqual(process.returncode, 0, text)
        self.assertIn('stopped', text)
        self.check_files(report=flags == FOREVER)
        self.assertEqual(self.running(), [], 'a rank is still running')

  def running(self):
    """Processes of the program."""
    found = []
    for path in pathlib.Path('/proc').glob('[0-9]*/cmdline'):
      try:
        if path.read_bytes().startswith(str(self.program).encode()):
          found.append(path.parent.name)
      except OSError:
        pass  # it has just ended
    return found


  def test_killed(self):
    """What a killed run has left is removed by the next one."""
    process = self.start(*FOREVER)
    time.sleep(1.)
    process.kill()
    process.communicate()
    self.assertEqual(len(list(self.out.glob('.*.part'))), 1)
    self.end(self.start())
    self.check_files(report=False)


class Streams(Endings):
  """Full disks, closed streams and readers that leave."""

  def test_reader_that_leaves(self):
    for flags, ranks in ((FOREVER, 1), (('-D', 'duration=200'), 1), (FOREVER, 2)):
      with self.subTest(flags=flags, ranks=ranks):
        process = self.start(*flags, '-D', 'loud=True', ranks=ranks)
        self.assertTrue(process.stdout.readline().startswith(b'a line'))
        process.stdout.close()
        self.end(process)
        self.assertNotEqual(process.returncode, 0)
        if ranks == 1:  # mpirun ends its ranks by force
          self.check_files()

  def test_full_standard_output(self):
    with open('/dev/full', 'wb') as full:
      process = self.start(stdout=full)
      text = self.end(process)
    self.assertEqual(process.returncode, 1)
    self.assertIn('cannot write to standard output: No space left on device', text)
    self.assertTrue((self.out / 'run.json').exists())

  def test_closed_streams(self):
    """Results do not end up in a closed stream's place."""
    for closing in ('>&-', '2>&-', '<&- >&- 2>&-'):
      with self.subTest(closing=closing):
        result = tools.execute(['sh', '-c', f'{self.program} {closing}'], self.folder)
        self.assertEqual(result.status, 0, result.text())
        self.assertTrue((self.out / 'spikes.csv').read_text().startswith('population,neuron,step,t\n'))
        self.check_files(report=False)

  def test_full_disk(self):
    """A limit on the size of files takes the place of a full disk."""
    limit = 1 << 16
    process = self.start('-D', 'duration=20000', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    text = self.end(process, limit=tools.LIMIT)
    self.assertEqual(process.returncode, 1, text)
    self.assertIn("spikes.csv': File too large", text)
    self.assertEqual(len(text.splitlines()), 1, text)
    self.check_files()


if __name__ == '__main__':
  unittest.main(verbosity=2)
