"""What bplc promises about its own forms: printed IR, renamed library, -O levels, debugger, install, command line."""
import os
import pathlib
import re
import shutil
import subprocess
import time
import unittest

import compare
import tools

SAMPLES = tools.ROOT / 'samples'
SCRIPTS = tools.ROOT / 'tests' / 'e2e' / 'scripts'
PYTHON = tools.ROOT / 'tests' / 'python'


class Folder(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.folder = tools.work_folder('compiler_' + cls.__name__)


class PrintedIr(Folder):
  """The printed IR is the program."""

  def test_no_source_text(self):
    text = tools.printed_ir(SAMPLES / 'quickstart.bpl', self.folder / 'quickstart.ir').read_text()
    self.assertNotIn('def spike', text)
    self.assertNotIn('import ', text)
    again = tools.bplc(self.folder / 'quickstart.ir', '--emit=ir', cwd=self.folder)
    self.assertEqual(again.status, 0, again.text())
    self.assertEqual(again.stdout.decode(), text)

  def test_edited_instruction(self):
    """One constant of a host function changed in the text changes what the program prints."""
    script = self.folder / 'greet.bpl'
    script.write_text((SAMPLES / 'quickstart.bpl').read_text() + "\nprint('the first word', 40 + 2)\n")
    path = tools.printed_ir(script, self.folder / 'greet.ir')
    text = path.read_text()
    self.assertEqual(text.count('"the first word"'), 1, 'the string constant stands once in the IR')
    path.write_text(text.replace('"the first word"', '"another word"'))
    result = tools.run(tools.compiled(path, self.folder / 'greet'), self.folder / 'out')
    self.assertIn(b'another word 42\n', result.stdout)
    self.assertNotIn(b'first word', result.stdout)

  def test_broken_text(self):
    for name, text in (('empty', ''), ('words', 'this is no module\n'), ('binary', '\x00\x01\x02')):
      path = self.folder / f'{name}.ir'
      path.write_text(text)
      result = tools.bplc(path, '-o', self.folder / name, cwd=self.folder)
      self.assertEqual(result.status, 1, result.text())
      self.assertIn(f'{name}.ir', result.stderr.decode())
      self.assertFalse((self.folder / name).exists())


def renamed_library(folder):
  """A copy of frontend/library in which every public class that a script does not name has another name."""
  source = tools.ROOT / 'frontend' / 'library'
  texts = {p.relative_to(source): p.read_text() for p in source.rglob('*.bpl')}
  classes = {name for text in texts.values() for name in re.findall(r'^class (\w+)', text, re.M)}
  for path, text in texts.items():
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    renamed = re.sub(r'\b(' + '|'.join(sorted(classes)) + r')\b(?!\s*=[^=])', r'Renamed\1', text)
    target.write_text(renamed + ''.join(f'\n{name} = Renamed{name}\n' for name in re.findall(r'^class (\w+)', text, re.M)))
  return classes


class RenamedLibrary(Folder):
  """The compiler knows no LIF: classes of the library under other names give the same bytes."""

  def test_same_results(self):
    library = self.folder / 'library'
    classes = renamed_library(library)
    self.assertIn('LIF', classes)
    for script in (SAMPLES / 'quickstart.bpl', SAMPLES / 'devices.bpl', SCRIPTS / 'coba.bpl'):
      name = script.stem
      (self.folder / 'plain').mkdir(exist_ok=True)
      plain = tools.compiled(script, self.folder / 'plain' / name)
      other = tools.compiled(script, self.folder / name, '--library', library)
      a = tools.run(plain, self.folder / 'out_plain', BPL_HASH=100)
      b = tools.run(other, self.folder / 'out_renamed', BPL_HASH=100)
      compare.same_bytes(a, b, name)
      compare.same_state(a, b, name)


class PythonScripts(Folder):
  """Scripts of pure Python do the same under CPython, in bplc's interpreter, and compiled at -O0 and -O3."""

  def same(self, expected, result, way):
    """What was printed, the exit status and, where it is not 0, the last line on stderr: the exception."""
    self.assertEqual(result.stdout, expected.stdout, compare.first_line(expected.stdout, result.stdout) + ' ' + way)
    self.assertEqual(result.status, expected.status, way + '\n' + result.text())
    if expected.status != 0:
      self.assertEqual(result.stderr.splitlines()[-1:], expected.stderr.splitlines()[-1:], way)

  def test_three_ways(self):
    scripts = sorted(PYTHON.glob('*.py'))
    self.assertTrue(scripts, 'there are no scripts in tests/python')
    for script in scripts:
      with self.subTest(script=script.name):
        expected = tools.execute(['python3', script], PYTHON)
        self.same(expected, tools.execute([tools.INTERPRETER, script], PYTHON), 'interpreted')
        for level in ('-O0', '-O3'):
          program = tools.compiled(script, self.folder / script.stem, level)
          self.same(expected, tools.run(program, self.folder / 'out', expect=None), level)


class Debugger(Folder):
  """gdb stops on lines of the script, in the library too."""

  @unittest.skipUnless(shutil.which('gdb'), 'gdb is not installed')
  def test_breakpoints(self):
    script = SAMPLES / 'quickstart.bpl'
    program = tools.compiled(script, self.folder / 'quickstart')
    lines = script.read_text().splitlines()
    callback = next(k for k, line in enumerate(lines, 1) if line.strip() == 'print(a)')
    model = (tools.ROOT / 'frontend/library/brainpy/neurons_lif.bpl').read_text().splitlines()
    threshold = next(k for k, line in enumerate(model, 1) if 'spike = V >= self.V_th' in line)
    for place in (f'quickstart.bpl:{callback}', f'neurons_lif.bpl:{threshold}'):
      result = tools.execute(['gdb', '-batch', '-nx', '-ex', 'set breakpoint pending on', '-ex', f'break {place}', '-ex', 'run', '-ex', 'frame',
                              '--args', program, '--quiet', '--out', self.folder / 'out'], self.folder)
      self.assertRegex(result.stdout.decode(), rf'Breakpoint 1, .*{re.escape(place)}|at .*{re.escape(place)}', result.text())


class Install(Folder):
  """bplc works outside the build tree."""

  def test_installed(self):
    build = pathlib.Path(tools.BPLC).resolve().parents[1]
    prefix = self.folder / 'prefix'
    done = subprocess.run(['cmake', '--install', str(build), '--prefix', str(prefix)], capture_output=True)
    self.assertEqual(done.returncode, 0, done.stderr.decode())
    moved = self.folder / 'elsewhere'
    prefix.rename(moved)
    script = shutil.copy(SAMPLES / 'quickstart.bpl', self.folder)
    result = tools.execute([moved / 'bin' / 'bplc', script, '-o', self.folder / 'quickstart'], self.folder)
    self.assertEqual(result.status, 0, result.text())
    installed = tools.run(self.folder / 'quickstart', self.folder / 'out', ranks=2)
    (self.folder / 'tree').mkdir()
    built = tools.run(tools.compiled(SAMPLES / 'quickstart.bpl', self.folder / 'tree' / 'quickstart'), self.folder / 'out_tree')
    compare.same_bytes(built, installed, 'the installed bplc')
    linked = subprocess.run(['ldd', str(self.folder / 'quickstart')], capture_output=True, check=True).stdout.decode()
    self.assertNotIn(str(build), linked)
    needed = re.findall(r'\(NEEDED\).*\[(.*)\]', subprocess.run(['readelf', '-d', '-W', str(self.folder / 'quickstart')], capture_output=True, check=True).stdout.decode())
    self.assertTrue(needed)
    for library in needed:
      self.assertRegex(library, r'^(ld-linux|lib(c|m|stdc\+\+|gcc_s|sleef|mpi\w*|open-\w+|[alut]+b?san)\.)', 'what a program needs where it runs')
    ir = tools.printed_ir(SAMPLES / 'quickstart.bpl', self.folder / 'quickstart.ir')
    printed = tools.execute([moved / 'bin' / 'bpl-ir', ir], self.folder)
    self.assertEqual((printed.status, printed.stdout), (0, ir.read_bytes()), printed.text())


class CommandLine(Folder):
  """Command, exit status, what stands on stderr."""
  TABLE = [
    ([], 2, 'no input'),
    (['nothing.bpl'], 1, 'nothing.bpl'),
    (['.'], 1, 'folder'),
    (['good.bpl', '--emitt=ir'], 2, '--emit'),
    (['good.bpl', '--emit=irr'], 2, "Did you mean 'ir'?"),
    (['good.bpl', '--dump-after=nothing'], 2, 'nothing'),
    (['good.bpl', '--precision=f16'], 2, 'f16'),
    (['good.bpl', '-O7'], 2, '-O7'),
    (['good.bpl', 'other.bpl'], 2, 'other.bpl'),
    (['good.bpl', '-D', 'scale'], 2, 'scale'),
    (['good.bpl', '-D', 'scal=2'], 1, "the script has no top-level 'scal = <literal>'"),
    (['good.bpl', '-D', 'scale=fast'], 1, "the script gives a float here, not 'fast'"),
    (['good.bpl', '-D', 'derived=2'], 1, 'scale'),
    (['good.bpl', '-o', 'missing/good'], 1, 'missing/good'),
    (['good.bpl', '--library', 'missing'], 1, 'missing'),
  ]
  GOOD = 'import brainpy as bp\nscale = 2.\nderived = scale * 3\nprint(derived)\n'

  def test_table(self):
    for arguments, status, text in self.TABLE:
      with self.subTest(arguments=arguments):
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        for name in ('good.bpl', 'other.bpl'):
          (self.folder / name).write_text(self.GOOD)
        result = tools.bplc(*arguments, cwd=self.folder)
        self.assertEqual(result.status, status, result.text())
        self.assertIn(text, result.stderr.decode(), result.text())
        self.assertEqual({p.name for p in self.folder.iterdir()}, {'good.bpl', 'other.bpl'}, 'a file was left behind')

  def test_good(self):
    (self.folder / 'good.bpl').write_text(self.GOOD)
    (self.folder / 'good.py').write_text(self.GOOD)
    for arguments, printed in ((['good.bpl'], b'6.0\n'), (['good.py', '-D', 'scale=5'], b'15.0\n'), (['good.bpl', '-D', 'scale=0.5', '-O0'], b'1.5\n')):
      (self.folder / 'good').unlink(missing_ok=True)
      result = tools.bplc(*arguments, cwd=self.folder)
      self.assertEqual((result.status, result.stderr), (0, b''), result.text())
      self.assertEqual(tools.run(self.folder / 'good', self.folder / 'out').stdout, printed)
    for arguments in (['--version'], ['--help']):
      result = tools.bplc(*arguments, cwd=self.folder)
      self.assertEqual(result.status, 0)
      self.assertIn(b'bplc', result.stdout)

  def test_emit(self):
    for form in ('ast', 'network', 'ir', 'ir-json', 'llvm', 'asm'):
      with self.subTest(form=form):
        first = tools.bplc(SAMPLES / 'quickstart.bpl', f'--emit={form}', cwd=self.folder)
        self.assertEqual(first.status, 0, first.text())
        self.assertGreater(len(first.stdout), 100)
        path = self.folder / f'written.{form}'
        again = tools.bplc(SAMPLES / 'quickstart.bpl', f'--emit={form}', '-o', path, cwd=self.folder)
        self.assertEqual((again.status, again.stdout), (0, b''), again.text())
        self.assertEqual(path.read_bytes(), first.stdout, 'the same twice, on stdout and in a file')


class NoCairo(Folder):
  """Pictures alone need libcairo. Without a usable one they are left out with a notice; the script ends well."""

  def test_not_linked(self):
    program = tools.compiled(SAMPLES / 'quickstart.bpl', self.folder / 'plain')
    self.assertNotIn('cairo', subprocess.run(['ldd', str(program)], capture_output=True, check=True).stdout.decode())

  def test_notice(self):
    (self.folder / 'lib').mkdir()
    stub = self.folder / 'lib' / 'libcairo.so.2'
    done = subprocess.run(['cc', '-shared', '-o', str(stub), '-x', 'c', '/dev/null'], capture_output=True)
    if done.returncode != 0:
      self.skipTest('no C compiler')
    program = tools.compiled(SAMPLES / 'quickstart.bpl', self.folder / 'quickstart')
    paths = str(self.folder / 'lib') + ':' + os.environ.get('LD_LIBRARY_PATH', '')
    result = tools.execute([program, '--out', self.folder / 'out'], self.folder, LD_LIBRARY_PATH=paths)
    self.assertEqual(result.status, 0, result.text())
    self.assertIn('cairo', result.stderr.decode())
    self.assertFalse((self.folder / 'out' / 'raster.png').exists())
    self.assertNotIn(b'raster.png', result.stdout)

class Discovery(Folder):
  """Executing a script to see what it steps is bounded, and waits for nothing."""
  HEAD = ("import time\nimport brainpy as bp\ngroup = bp.neurons.LIF(3)\nrunner = bp.DSRunner(group, monitors=['V'], inputs=('input', 20.))\n"
          'def result():\n  runner.run(5.)\n  return float(runner.mon.V[-1, 0])\n')

  def compile(self, name, text, *flags):
    """The result of bplc and how long it took."""
    path = self.folder / f'{name}.bpl'
    path.write_text(self.HEAD + text)
    start = time.monotonic()
    result = tools.bplc(path, '-o', self.folder / name, *flags, cwd=self.folder)
    return result, time.monotonic() - start

  def test_sleep(self):
    """Nothing waits, whatever is slept for; a loop until a time is reached ends."""
    result, seconds = self.compile('sleep', 'time.sleep(500)\nfor k in range(20):\n  time.sleep(k * result())\nend = time.time() + 300\n'
                                            'while time.time() < end:\n  result()\n  time.sleep(1.)\n')
    self.assertEqual((result.status, result.stderr), (0, b''), result.text())
    self.assertLess(seconds, 60)

  def test_endless_stepping(self):
    """A loop that steps for ever, until Ctrl-C, is a program; bplc says that it saw no end."""
    result, seconds = self.compile('stepping', 'while True:\n  result()\n', '--discover=1')
    self.assertEqual(result.status, 0, result.text())
    self.assertRegex(result.stderr.decode(), r'stepping\.bpl:[6-9]:\d+: warning: bplc executes a script to see what it steps, and this one did not come to '
                                             r'its end in 1 s: it was here\. A network that is made later will not be in the program\n')
    self.assertLess(seconds, 60)

  def test_many_choices(self):
    choices = ''.join(f'if result() > {k}.:\n  print({k})\n' for k in range(300))
    result, _ = self.compile('choices', choices)
    self.assertEqual(result.status, 0, result.text())
    self.assertIn('the script was executed 256 times to find what it may step, and not every way through it was taken', result.stderr.decode())
    printed = tools.run(self.folder / 'choices', self.folder / 'out').stdout.split()
    self.assertEqual(printed[0], b'0')
    self.assertLess(len(printed), 300)

  def test_no_end(self):
    """Where every way through a script ends in an exception, the first one is shown: what stands behind it was not seen."""
    result, _ = self.compile('no_end', "if result() > 1.:\n  pass\nint('x')\nprint(bp.neurons.LIF(2))\n")
    self.assertEqual(result.status, 0, result.text())
    self.assertIn("no_end.bpl:10:1: warning: no way through the script that bplc saw comes to its end; what stands behind this line is not in the program: "
                  "ValueError: invalid literal for int() with base 10: 'x'", result.stderr.decode())
    result, _ = self.compile('one_end', "if result() > 1.:\n  int('x')\nprint(1)\n")
    self.assertEqual((result.status, result.stderr), (0, b''), result.text())

  def test_option(self):
    for value, message in (('0', '--discover takes a number of seconds above 0, not 0'), ('-3', '--discover takes a number of seconds above 0, not -3'), ('soon', '--discover')):
      result, _ = self.compile('option', 'result()\n', '--discover=' + value)
      self.assertEqual(result.status, 2, result.text())
      self.assertIn(message, result.stderr.decode())


if __name__ == '__main__':
  unittest.main(verbosity=2)
