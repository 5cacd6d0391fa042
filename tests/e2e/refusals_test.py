"""What `try` in a script sees: exceptions of Python, and not what bplc cannot do."""
import unittest

import tools
from behaviour_test import Program

MODEL = '''
import brainpy as bp
import brainpy.math as bm
import numpy as np


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(size))
    self.rates = [1., 5., 9.]
    self.k = 1
    self.tau = 3.
    self.opt = None

  def update(self, tdi):
%s


m = Model(2)
runner = bp.DSRunner(m, monitors={'x': m.x})
runner.run(0.1)
'''


def update(body):
  return MODEL % '\n'.join('    ' + line for line in body.strip('\n').split('\n'))


class Steps(Program):
  def printed(self, script):
    result = self.run_program(self.compiled_text('caught', script))
    self.assertEqual(result.status, 0, result.text())
    return result.stdout.decode().splitlines()

  def test_items_of_lists(self):
    """A number of the model chooses an item of a list; past its end is an IndexError."""
    body = '''
try:
  y = self.rates[self.k]
except IndexError:
  y = -1.
self.x += y
'''
    script = update(body) + 'print(m.x.value)\nm.k = 7\nrunner.run(0.1)\nprint(m.x.value)\n'
    self.assertEqual(self.printed(script), ['[5. 5.]', '[4. 4.]'])

  def test_exceptions_of_python(self):
    """What is asked of a value in a step and what Python says no to: one of these arms each."""
    body = '''
y = 0.
try:
  y = y + self.tau[0]
except TypeError:
  y = y + 1.
try:
  y = y + len(self.tau)
except TypeError:
  y = y + 10.
try:
  y = y + self.nothing
except AttributeError:
  y = y + 100.
try:
  y = y + {'a': 1.}['b']
except Exception:
  y = y + 1000.
try:
  y = self.tau + self.opt
except TypeError:
  y = y + 1e4
try:
  for w in self.tau:
    y = y + w
except TypeError:
  y = y + 1e5
self.x += y
'''
    self.assertEqual(self.printed(update(body) + 'print(m.x.value)\n'), ['[111111. 111111.]'])

  def test_index_into_an_array_of_the_step(self):
    """It was taken for an index into itself."""
    body = 'w = np.array([10., 20., 30.])\nself.x += w[self.k]'
    self.count += 1
    script = self.folder / 'local.bpl'
    script.write_text(update(body))
    result = tools.bplc(script, '-o', self.folder / 'local', cwd=self.folder)
    self.assertEqual(result.status, 1)
    self.assertIn('an index that a step computes into an array', result.text())


class Programs(Program):
  def test_refusal_at_run_time(self):
    """An array of a run reaches what bplc cannot do: neither `except` nor `finally` goes on from there."""
    script = update('self.x += 1.') + '''
try:
  print(np.linalg.norm(runner.mon['x'][-1], 3))
except Exception:
  print('caught')
finally:
  print('at the end')
'''
    result = self.run_program(self.compiled_text('norm', script), expect=1)
    self.assertEqual(result.stdout.decode(), '')
    self.assertIn('NotImplementedError: norm() of a vector takes the orders 1, 2 and inf', result.stderr.decode())
    self.assertIn('line 25', result.stderr.decode())

  def test_step_that_is_not_compiled(self):
    """-D leads to a class that was never stepped: no arm of a `try` hides it."""
    script = '''
import brainpy as bp
import brainpy.math as bm

sizes = 2


class A(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(size))

  def update(self, tdi):
    self.x += 1.


class B(A):
  def update(self, tdi):
    self.x += 2.


try:
  m = A(2) if sizes == 2 else B(2)
  bp.DSRunner(m).run(0.1)
  print(m.x.value)
except Exception as e:
  print('caught', e)
'''
    program = self.compiled_text('others', script)
    self.assertEqual(self.run_program(program).stdout.decode(), '[1. 1.]\n')
    result = self.run_program(program, '-D', 'sizes=3', expect=1)
    self.assertEqual(result.stdout.decode(), '')
    self.assertIn('no compiled step fits', result.stderr.decode())

  def test_asking_for_features(self):
    """A script may ask what there is: by the name of the exception, with hasattr and getattr, and by importing."""
    script = '''
import brainpy.math as bm
try:
  import brainstate
except Exception:
  brainstate = None
try:
  from brainpy.math import no_such_function
except:
  no_such_function = None
try:
  bm.no_such_function
except AttributeError:
  print('none of that name')
print(brainstate, no_such_function, hasattr(bm, 'no_such_function'), getattr(bm, 'no_such_function', 5))
'''
    result = self.run_program(self.compiled_text('features', script))
    self.assertEqual(result.stdout.decode(), 'none of that name\nNone None False 5\n')


if __name__ == '__main__':
  unittest.main()
