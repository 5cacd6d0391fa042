"""Compiles wrong scripts and compares the messages with the marks on their lines.

  errors_test.py FILE.bpl...

A file holds scripts separated by lines that start with "#=====". "#! TEXT" at the end of a line: one error on that line has
TEXT in its message. There must be no other error, no file left behind, and no word of what is below bplc.
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))
import tools

FORBIDDEN = ('terminate called', 'Segmentation', 'LLVM ERROR', 'undefined reference', 'collect2', 'bug in bplc', 'Assertion `', 'std::', 'runtime error:')


def scripts(path):
  """[(first line, text)] of a file."""
  found, start, lines = [], 1, []
  for number, line in enumerate(path.read_text().splitlines(), 1):
    if line.startswith('#====='):
      found.append((start, lines))
      start, lines = number + 1, []
    else:
      lines.append(line)
  found.append((start, lines))
  return [(start, lines) for start, lines in found if any('#!' in line for line in lines) and not all(line.startswith('#') for line in lines)]


def marks(lines):
  """(the script without marks, {line: [texts]})"""
  text, expected = [], {}
  for number, line in enumerate(lines, 1):
    parts = line.split('#!')
    text.append(parts[0].rstrip())
    if len(parts) > 1 and not line.startswith('#'):
      expected[number] = [p.strip() for p in parts[1:]]
  return '\n'.join(text) + '\n', expected


def reported(stderr, name):
  """[(line, message with its hint)] of the errors on stderr."""
  found = []
  for line in stderr.splitlines():
    head = re.match(re.escape(name) + r':(\d+):(\d+): error: (.*)$', line)
    if head:
      found.append([int(head.group(1)), head.group(3)])
    elif found and line.strip().startswith('hint:'):
      found[-1][1] += ' ' + line.strip()
  return found


def check(name, text, expected, folder):
  """What is wrong with the messages of one script, in words."""
  (folder / name).write_text(text)
  result = tools.bplc(name, '-o', 'program', cwd=folder)
  stderr = result.stderr.decode(errors='replace')
  problems = [f'stderr has {word!r}' for word in FORBIDDEN if word in stderr]
  if result.status != 1:
    problems.append(f'exit status {result.status}')
  if result.stdout:
    problems.append(f'stdout is {result.stdout[:80]!r}')
  rest = [p.name for p in folder.iterdir() if p.name != name]
  if rest:
    problems.append(f'left behind: {rest}')
  errors = reported(stderr, name)
  for line, texts in expected.items():
    for wanted in texts:
      match = next((e for e in errors if e[0] == line and wanted.lower() in e[1].lower()), None)
      if match:
        errors.remove(match)
      else:
        problems.append(f'line {line}: no error with {wanted!r}')
  problems += [f'line {line}: not expected: {message}' for line, message in errors]
  return problems, stderr


def test(*paths):
  failed, count = [], 0
  for path in map(pathlib.Path, paths):
    for start, lines in scripts(path):
      count += 1
      folder = tools.work_folder(f'errors_{path.stem}')
      text, expected = marks(lines)
      problems, stderr = check(path.name, text, expected, folder)
      if problems:
        failed.append(f'{path.name}:{start}:\n  ' + '\n  '.join(problems) + '\n' + stderr)
  if failed:
    raise tools.Failure(f'{len(failed)} of {count} scripts\n' + '\n'.join(failed))
  print(f'{count} wrong scripts have the expected messages')


if __name__ == '__main__':
  tools.main(test)
