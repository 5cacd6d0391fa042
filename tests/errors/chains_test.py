"""Compiles wrong scripts and compares everything bplc writes about them: the message, its place, and the calls that led there.

  chains_test.py FILE.bpl             compares
  chains_test.py --update FILE.bpl    writes down what bplc says now: read the difference before you commit it

A file holds scripts separated by lines that start with "#=====". The lines that start with "#>" at the end of a script are the whole
text on stderr. A line "#: FLAG..." gives flags of bplc.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))
import tools


def blocks(path):
  """[[line, ...]] of a file, the separators first in each but the first."""
  found = [[]]
  for line in path.read_text().splitlines():
    if line.startswith('#====='):
      found.append([])
    found[-1].append(line)
  return found


def is_script(block):
  return any(line and not line.startswith('#') for line in block)


def compiled(name, block, folder):
  """The exit status and the lines on stderr."""
  flags = [flag for line in block if line.startswith('#: ') for flag in line[3:].split()]
  (folder / name).write_text('\n'.join(line for line in block if not line.startswith('#')) + '\n')
  result = tools.bplc(name, '-o', 'program', *flags, cwd=folder)
  return result.status, result.stderr.decode(errors='replace').splitlines()


def test(*arguments):
  update = arguments[0] == '--update'
  path = pathlib.Path(arguments[-1])
  folder = tools.work_folder(f'errors_{path.stem}')
  failed, text = [], []
  for block in blocks(path):
    script = [line for line in block if not line.startswith('#>')]
    text += script
    if not is_script(block):
      continue
    status, found = compiled(path.name, block, folder)
    wanted = [line[3:] for line in block if line.startswith('#>')]
    text += [f'#> {line}'.rstrip() for line in found]
    if status != 1 or found != wanted:
      failed.append('\n'.join([script[0], f'exit status {status}', *found, '--- expected', *wanted]))
  if update:
    path.write_text('\n'.join(text) + '\n')
  elif failed:
    raise tools.Failure(f'{len(failed)} scripts\n' + '\n\n'.join(failed))


if __name__ == '__main__':
  tools.main(test)
