#!/usr/bin/env python3
"""Rewrites the listings of golden tests with what the tools print now; review the difference before you commit it.

  update.py [FILE...]        (default: all)

A line "// LISTING(PREFIX) TEXT" stands in front of a listing, one "// PREFIX:" line for each line that the first RUN line with
that prefix gives, from the one that begins with TEXT to its closing brace or the next empty line. CHECK lines without such a
line in front are written by hand and stay.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get('BPL_BUILD', FOLDER.parents[1] / 'build'))
# What RUN lines say for the tools, besides lit's own %s and %t; lit.cfg.py uses it too.
def substitutions(bplc=BUILD / 'bin' / 'bplc', bpl_ir=BUILD / 'bin' / 'bpl-ir'):
  return [
    ('%bplc', str(bplc)),
    ('%bpl_ir', str(bpl_ir)),
    ('%samples', str(FOLDER.parents[1] / 'samples')),
    # References to metadata (places in the script, alias scopes) say nothing about what is computed.
    ('%without_metadata', "sed 's/, ![a-z].*//'"),
  ]


def output(path, prefix, folder):
  """What the first RUN line of a file whose FileCheck has that prefix gives to FileCheck; RUN lines before it that only write
  files are run too."""
  for command in re.findall(r'RUN: (.*)', path.read_text()):
    for name, value in [*substitutions(), ('%s', shlex.quote(str(path))), ('%t', folder + '/t')]:
      command = command.replace(name, value)
    command, _, check = command.rpartition('| %FileCheck')
    used = re.search(r'--check-prefix=(\S+)', check)
    if not command:
      subprocess.run(['bash', '-c', check], check=True)
    elif (used.group(1) if used else 'CHECK') == prefix:
      return subprocess.run(['bash', '-o', 'pipefail', '-c', command], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
  raise SystemExit(f'{path}: no RUN line with the prefix {prefix}')


def listing(lines, start, where):
  """From the line that begins with `start` to the brace that closes it or the last line before an empty one."""
  first = next((k for k, line in enumerate(lines) if line.lstrip().startswith(start)), None)
  if first is None:
    raise SystemExit(f'{where}: no line of the output begins with {start!r}')
  indent = lines[first][:len(lines[first]) - len(lines[first].lstrip())]
  found = []
  for line in lines[first:]:
    if not line.strip():
      break
    found.append(line)
    if line == indent + '}':
      break
  return found


def escaped(line):
  return re.sub(r'(\[\[|\{\{)', lambda m: '{{' + re.escape(m.group(1)) + '}}', line)


def updated(path):
  new, outputs, listed = [], {}, None
  for line in path.read_text().splitlines():
    if listed and re.match(rf'// {listed}(-NEXT|-LABEL):', line):
      continue
    listed = None
    new.append(line)
    marker = re.match(r'// LISTING\((\w+)\) (.*)', line)
    if not marker:
      continue
    listed, start = marker.groups()
    if listed not in outputs:
      with tempfile.TemporaryDirectory() as folder:
        outputs[listed] = output(path, listed, folder)
    for k, text in enumerate(listing(outputs[listed], start, path)):
      new.append(f'// {listed}-{"NEXT" if k else "LABEL"}: {escaped(text)}')
  return '\n'.join(new) + '\n'


def main(arguments):
  files = [pathlib.Path(a).resolve() for a in arguments] or sorted(p for p in FOLDER.rglob('*') if p.suffix in ('.ir', '.test'))
  for path in files:
    text = updated(path)
    if text != path.read_text():
      path.write_text(text)
      print('rewrote', path)


if __name__ == '__main__':
  main(sys.argv[1:])
