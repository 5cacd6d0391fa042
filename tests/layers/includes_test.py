"""Every #include "..." of the tree against the table of allowed dependencies between folders.

Static libraries link a forbidden dependency without complaint, so the includes are read instead.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# A folder that may be used may be used with the folders in it.
ALLOWED = {
  'support': set(),
  'math': set(),
  'host': {'host', 'math', 'support'},
  'host/values': {'host/arrays', 'host/models', 'math', 'support'},
  'host/python': {'host/values', 'host/arrays', 'host/models', 'math', 'support'},
  'host/arrays': {'host/values', 'math', 'support'},
  'host/models': {'host/values', 'host/arrays', 'math', 'support'},
  'ir': {'support', 'math'},
  'grammar': {'support'},
  'frontend/syntax': {'grammar', 'support'},
  'frontend/lower': {'frontend/syntax', 'ir', 'host', 'support'},
  'frontend/library': {'support'},
  'frontend/discover': {'frontend/syntax', 'frontend/lower', 'frontend/library', 'ir', 'host', 'math', 'support'},
  'codegen': {'ir', 'support', 'runtime/include'},
  'runtime/include': set(),
  'runtime': {'runtime/include', 'host', 'math', 'support'},
  'driver': {'frontend/syntax', 'frontend/lower', 'frontend/discover', 'frontend/library', 'ir', 'codegen', 'support'},
}
# Lists and plain structs that two sides share; each is one header.
SHARED = {
  ('codegen', 'host/abi.def'): 'the C functions that generated host code calls',
  ('codegen', 'host/abi.h'): 'their types',
  ('codegen', 'host/values/code.h'): 'the layout of frames, checked against the types built for LLVM',
  ('codegen', 'math/functions.h'): 'the elementary functions that kernels call',
  ('codegen', 'math/philox.h'): 'the constants of the random numbers that kernels draw',
  ('host/values', 'host/library.h'): 'an attribute of a module may have to run a unit of the library first',
  ('host/python', 'host/abi.h'): 'displays are built by the functions that compiled code calls',
  ('ir', 'host/models/signature.h'): 'what a trace found, shared with the matcher of the executables',
  ('ir', 'host/models/signature_json.h'): 'its JSON form',
}


def folder_of(path):
  """The folder of the table that a path from the root lies in; None outside of it."""
  names = [f for f in ALLOWED if path == f or path.startswith(f + '/')]
  return max(names, key=len) if names else None


def may_use(own, other):
  return any(other == allowed or other.startswith(allowed + '/') for allowed in ALLOWED[own])


def sources():
  listed = subprocess.run(['git', 'ls-files', '-co', '--exclude-standard', '--', *{f.split('/')[0] for f in ALLOWED}], cwd=ROOT, capture_output=True, text=True)
  names = listed.stdout.split() if listed.returncode == 0 else [
    str(p.relative_to(ROOT)) for f in {f.split('/')[0] for f in ALLOWED} for p in (ROOT / f).rglob('*')]
  return [n for n in names if n.endswith(('.cpp', '.h', '.inc', '.def')) and (ROOT / n).exists()]


def problems():
  files = sources()
  if len(files) < 50:
    yield f'only {len(files)} files were found'
  for name in files:
    own = folder_of(name)
    for number, line in enumerate((ROOT / name).read_text().splitlines(), 1):
      found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
      if not found:
        continue
      target = found.group(1)
      if target.startswith('bpl/'):
        target = 'runtime/include/' + target
      other = folder_of(target)
      if other is None:
        if '/' in target and (ROOT / target).exists():
          yield f'{name}:{number}: {target} is in no folder of the table'
      elif other != own and not may_use(own, other) and (own, target) not in SHARED:
        yield f'{name}:{number}: {own} must not include {target}'
      if target.startswith('..') or (target.startswith('.') and '/' in target):
        yield f'{name}:{number}: include {target} by its path from the root'


if __name__ == '__main__':
  found = list(problems())
  print('\n'.join(found) or 'every include is allowed')
  sys.exit(1 if found else 0)
