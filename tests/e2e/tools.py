"""Compiling and running programs for the end-to-end tests."""
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BPLC = os.environ.get('BPLC', str(ROOT / 'build' / 'bin' / 'bplc'))
INTERPRETER = os.environ.get('BPL_INTERPRETER', str(ROOT / 'build' / 'tests' / 'unit' / 'discover' / 'interpret_script'))
WORK = pathlib.Path(os.environ.get('BPL_TEST_WORK', '/tmp/bpl_tests'))
SANITIZED = 'LSAN_OPTIONS' in os.environ
LIMIT = 600 if SANITIZED else 120  # seconds for one command


class Failure(Exception):
  """What a test found, in words for the person who reads the log."""


def has_v4():
  """Whether this processor has what x86-64-v4 needs."""
  try:
    flags = re.search(r'^flags\s*:\s*(.*)$', pathlib.Path('/proc/cpuinfo').read_text(), re.M).group(1).split()
  except (OSError, AttributeError):
    return False
  return all(f in flags for f in ('avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl'))


def instruction_sets():
  return ['v3', 'v4'] if has_v4() else ['v3']


def work_folder(name):
  """An empty folder for one test."""
  folder = WORK / name
  shutil.rmtree(folder, ignore_errors=True)
  folder.mkdir(parents=True)
  return folder


def environment(**extra):
  env = {k: v for k, v in os.environ.items() if not k.startswith(('BPL_HASH', 'BPL_FAIL', 'BPL_ISA', 'OMPI_COMM', 'PMI'))}
  env.update(OMPI_ALLOW_RUN_AS_ROOT='1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM='1', OMPI_MCA_btl_vader_single_copy_mechanism='none')
  env.update({k: str(v) for k, v in extra.items()})
  return env


def sanitizer_options(mpi):
  """Variables for a command of a sanitizer build; see tests/CMakeLists.txt."""
  return {'ASAN_OPTIONS': 'fast_unwind_on_malloc=0'} if mpi and SANITIZED else {}


def wide_stack():
  """Frames of a sanitizer build are several times as large; how deep a script can go is to stay the same."""
  hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
  resource.setrlimit(resource.RLIMIT_STACK, (128 << 20 if hard == resource.RLIM_INFINITY else hard, hard))


class Result:
  def __init__(self, command, status, stdout, stderr, out):
    self.command, self.status, self.stdout, self.stderr, self.out = command, status, stdout, stderr, out

  def text(self):
    return f'$ {self.command}\nstatus {self.status}\n{self.stdout.decode(errors="replace")[-2000:]}\n{self.stderr.decode(errors="replace")[-3000:]}'


def execute(command, cwd, limit=LIMIT, **extra):
  command = [str(c) for c in command]
  extra.update(sanitizer_options(command[0] == 'mpirun'))
  try:
    done = subprocess.run(command, cwd=cwd, env=environment(**extra), capture_output=True, timeout=limit, stdin=subprocess.DEVNULL,
                          preexec_fn=wide_stack if SANITIZED else None)
  except subprocess.TimeoutExpired as e:
    raise Failure(f'no end after {limit} s: {" ".join(command)}\n{(e.stderr or b"").decode(errors="replace")[-2000:]}')
  return Result(' '.join(f'{k}={v}' for k, v in extra.items()) + ' ' + ' '.join(command), done.returncode, done.stdout, done.stderr, None)


def bplc(*arguments, cwd, limit=LIMIT):
  return execute([BPLC, *arguments], cwd, limit)


def compiled(script, output, *flags):
  """Compiles or fails; the path of the executable."""
  output = pathlib.Path(output)
  result = bplc(script, '-o', output, *flags, cwd=output.parent)
  if result.status != 0 or not output.exists():
    raise Failure('does not compile:\n' + result.text())
  return output


def printed_ir(script, output, *flags):
  """Writes the printed IR of a script to a file."""
  output = pathlib.Path(output)
  result = bplc(script, '--emit=ir', *flags, cwd=output.parent)
  if result.status != 0 or not result.stdout:
    raise Failure('no IR:\n' + result.text())
  output.write_bytes(result.stdout)
  return output


def launched(executable, ranks):
  """The command that starts an executable on so many ranks; None for a plain run."""
  if ranks is None or ranks == 1:
    return [executable]
  return ['mpirun', '--oversubscribe', '-n', str(ranks), executable]


def run(executable, out, *flags, ranks=1, limit=LIMIT, expect=0, **extra):
  """Runs an executable with results in the folder `out`."""
  out = pathlib.Path(out)
  shutil.rmtree(out, ignore_errors=True)
  result = execute([*launched(executable, ranks), '--out', out, '--quiet', *flags], out.parent, limit, **extra)
  result.out = out
  if expect is not None and result.status != expect:
    raise Failure(f'exit status {result.status}, expected {expect}:\n' + result.text())
  return result


def main(function):
  """Runs one test and reports a failure in words."""
  try:
    function(*sys.argv[1:])
  except Failure as e:
    print('FAILED:', e)
    sys.exit(1)
