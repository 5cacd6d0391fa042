"""Runs match_oracle over scripts whose objects are alike or only look alike.

A script begins with lines "#: VALUES -> N": with these definitions, N updates have to be traced because no earlier one fits.
The lines are executed in order, each knowing what the ones before it traced.
"""
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent / 'scripts'


def cases(path):
  """[(definitions, updates to trace)] of a script."""
  found = []
  for line in path.read_text().splitlines():
    if line.startswith('#:'):
      values, number = line[2:].split('->')
      found.append((values.split(), int(number)))
  return found


def check(oracle, path):
  """What is wrong, in words; nothing if all is well."""
  wanted = cases(path)
  arguments = [word for definitions, _ in wanted for word in ['/', *definitions]][1:]
  done = subprocess.run([oracle, path, *arguments], capture_output=True, text=True, timeout=300)
  if done.returncode != 0:
    return f'{path.name}: exit status {done.returncode}\n{done.stdout}{done.stderr}'
  traced = [int(line) for line in done.stdout.split()]
  if traced != [number for _, number in wanted]:
    return f'{path.name}: traced {traced}, expected {[number for _, number in wanted]}'
  return ''


def main(oracle):
  paths = sorted(FOLDER.glob('*.bpl'))
  problems = [p for p in (check(oracle, path) for path in paths) if p]
  print('\n'.join(problems) if problems else f'{len(paths)} scripts: every match is what a trace gives')
  return 1 if problems or not paths else 0


if __name__ == '__main__':
  sys.exit(main(*sys.argv[1:]))
