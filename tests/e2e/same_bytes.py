"""The harness every script passes through: the same bytes and the same state however it is compiled and run.

  same_bytes.py SCRIPT full|reduced

Compiles at -O0 and -O3, from the script and from its printed IR, with and without monitors; runs on 1, 2, 3 and 5 ranks
with every instruction set. `full` makes the whole product; `reduced` changes one thing at a time and some pairs.
A script that is compared without monitors names them on lines of their own in the call of the runner.
"""
import itertools
import pathlib
import re

import compare
import tools

RANKS = (1, 2, 3, 5)
HASH_EVERY = 100


def without_monitors(text):
  """The script with empty monitors and without callbacks; None where it has no monitors."""
  text, count = re.subn(r'^(\s*)monitors=.*,$', r'\1monitors={},', text, flags=re.M)
  return re.sub(r'^\s*(spike|volt)_callback=.*,\n', '', text, flags=re.M) if count else None


def flags_of(text):
  """Extra flags of a script: a line `# e2e: FLAG...` gives those of the run."""
  found = re.search(r'^# e2e: (.*)$', text, re.M)
  return found.group(1).split() if found else []


class Programs:
  """The executables of one script."""

  def __init__(self, script, folder):
    self.script, self.folder = script, folder
    text = script.read_text()
    silent = without_monitors(text)
    self.sources = {'script': script}
    self.silent = silent is not None
    if self.silent:
      (folder / 'silent').mkdir()
      self.sources['silent'] = folder / 'silent' / script.name
      self.sources['silent'].write_text(silent)
    for name in list(self.sources):
      self.sources[name + '_ir'] = tools.printed_ir(self.sources[name], folder / f'{name}_{script.stem}.ir')
    self.built = {}

  def get(self, source, level):
    if (source, level) not in self.built:
      path = self.folder / f'{source}{level}' / self.script.stem
      path.parent.mkdir(exist_ok=True)
      self.built[source, level] = tools.compiled(self.sources[source], path, level)
    return self.built[source, level]


def full(programs, isas):
  return [(s, o, r, i) for s, o, r, i in itertools.product(programs.sources, ('-O0', '-O3'), RANKS, isas)]


def reduced(programs, isas):
  last = isas[-1]
  cases = [('script', '-O3', r, last) for r in RANKS]
  cases += [('script', '-O3', 2, 'v3'), ('script', '-O0', 1, last), ('script', '-O0', 3, 'v3'), ('script_ir', '-O3', 1, last)]
  if programs.silent:
    cases += [('silent', '-O3', 1, last), ('silent_ir', '-O0', 2, 'v3')]
  return cases


def check(script, matrix):
  script = pathlib.Path(script).resolve()
  folder = tools.work_folder('same_bytes_' + script.stem)
  isas = tools.instruction_sets()
  programs = Programs(script, folder)
  flags = flags_of(script.read_text())
  cases = full(programs, isas) if matrix == 'full' else reduced(programs, isas)
  baselines = {}
  for number, (source, level, ranks, isa) in enumerate(dict.fromkeys(cases)):
    what = f'{source} {level} on {ranks} rank(s) with {isa}'
    result = tools.run(programs.get(source, level), folder / f'out{number}', *flags, ranks=ranks, BPL_ISA=isa, BPL_HASH=HASH_EVERY)
    monitored = not source.startswith('silent')
    baseline = baselines.setdefault(monitored, result)
    compare.same_bytes(baseline, result, what)
    compare.same_state(baseline, result, what)
    if not monitored:
      compare.same_state(baselines[True], result, what + ' against the run with monitors', subset=True)
  print(f'{len(set(cases))} runs of {script.name}: the same bytes and state')


if __name__ == '__main__':
  tools.main(check)
