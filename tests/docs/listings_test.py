"""The documents show what the tools print now.

  listings_test.py [--update] FILE.md...     --update writes what the tools print now into the listings

An indented block that begins with "$ " is a session: its commands are run in the order of the file, in a folder with `samples` and `tests`,
with bplc and bpl-ir on the path, and must succeed. What stands below a command is its output: a line "..." skips any number
of lines, " ..." at the end of a line the rest of it; places in library files need not be right. In other indented blocks, lines
that begin with RUNNABLE are run too.
"""
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))
import tools

RUNNABLE = ('build/bin/bplc ', './quickstart', 'mpirun ')


def blocks(path):
  """[(first line, lines)] of the indented blocks; empty lines inside belong to them."""
  found, current = [], None
  for number, line in enumerate(path.read_text().splitlines() + ['end'], 1):
    if line.startswith('    '):
      if current is None:
        current = (number, [])
      current[1].append(line[4:])
    elif line.strip() == '' and current:
      current[1].append('')
    elif current:
      found.append((current[0], '\n'.join(current[1]).rstrip('\n').split('\n')))
      current = None
  return found


def sessions(path):
  """[(line, command, expected output or None)]"""
  found = []
  for first, lines in blocks(path):
    if lines[0].startswith('$ '):
      for number, line in enumerate(lines, first):
        if line.startswith('$ '):
          found.append((number, line[2:], []))
        else:
          found[-1][2].append(line)
    else:
      found += [(number, re.sub(r'\s+#.*', '', line), None) for number, line in enumerate(lines, first) if line.startswith(RUNNABLE)]
  return found


def without_places(line):
  """Places in library files move with every change of the library: they are compared as @library."""
  return re.sub(r'@f[1-9]\d*:\d+:\d+(-\d+)*|(?<= )@\d+:\d+(-[\d:]+)?$', '@library', line)


def line_fits(expected, actual):
  expected, actual = without_places(expected), without_places(actual)
  if expected.endswith(' ...'):
    return actual.startswith(expected[:-4])
  return expected.rstrip() == actual.rstrip()


def difference(expected, actual):
  """None if the output has the expected lines; else the first one that it has not, at its place."""
  at, anywhere = 0, False
  for line in expected:
    if line.strip() == '...':
      anywhere = True
      continue
    if anywhere:
      at = next((k for k in range(at, len(actual)) if line_fits(line, actual[k])), len(actual))
    if at == len(actual) or not line_fits(line, actual[at]):
      return line
    at, anywhere = at + 1, False
  return None if anywhere or at == len(actual) else 'nothing more, not ' + actual[at]


def refreshed(expected, actual):
  """The expected output with each run of lines as it is in the actual output, found by its first line but for numbers."""
  loose = lambda line: re.sub(r'\d+', '0', line)
  found, at, run = [], 0, False
  for line in expected:
    if line.strip() == '...':
      run = False
    elif not run:
      at = next((k for k in range(at, len(actual)) if line_fits(loose(line), loose(actual[k]))), at)
      run = True
    shown = actual[at] if run and at < len(actual) else line
    found.append(shown[:len(line) - 4] + ' ...' if line.endswith(' ...') else shown)
    at += run
  return found


def update(path, number, lines):
  text = path.read_text().split('\n')
  text[number:number + len(lines)] = ['    ' + line if line else '' for line in lines]
  path.write_text('\n'.join(text))


def prepare(folder):
  binaries = pathlib.Path(tools.BPLC).parent
  for name in ('samples', 'frontend', 'tests'):
    (folder / name).symlink_to(tools.ROOT / name)
  (folder / 'build').mkdir()
  (folder / 'build' / 'bin').symlink_to(binaries)
  return {'PATH': f'{binaries}:{os.environ["PATH"]}'}


def test(*arguments):
  failures, count = [], 0
  for path in (pathlib.Path(a) for a in arguments if a != '--update'):
    folder = tools.work_folder('docs_' + path.stem)
    extra = prepare(folder)
    for number, command, expected in sessions(path):
      count += 1
      result = tools.execute(['bash', '-o', 'pipefail', '-c', command.replace('mpirun ', 'mpirun --oversubscribe ')], folder,
                             **extra, **tools.sanitizer_options('mpirun' in command))
      wrong = result.text() if result.status != 0 else None
      if not wrong and expected and '--update' in arguments:
        update(path, number, refreshed(expected, result.stdout.decode().splitlines()))
      elif not wrong and expected:
        wrong = difference(expected, result.stdout.decode().splitlines())
        wrong = wrong and f'expected the line: {wrong}\n{result.stdout.decode()[:1500]}'
      if wrong:
        failures.append(f'{path.name}:{number}: $ {command}\n{wrong}')
  if failures:
    raise tools.Failure(f'{len(failures)} of {count} commands\n' + '\n\n'.join(failures))
  print(f'{count} commands do what the documents say')


if __name__ == '__main__':
  tools.main(test)
