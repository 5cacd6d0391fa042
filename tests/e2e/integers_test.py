"""Integers of a step against those of Python, and what a step is told of the types of its values."""
import ast
import unittest

import tools

SCRIPT = tools.ROOT / 'tests' / 'e2e' / 'scripts' / 'integers.bpl'
NUMBERS = [16777216, -5, 123456789, 7]
STEPS = 2


def bits(k, shift):
  n, on = NUMBERS, [True, False, True, False]
  i = STEPS - 1
  yield [k & 3, k | 1, k ^ 5, -k & 255, ~k, k << shift, k >> 1, -1 - int(k > 1), i | 4, 1 if k & 2 else 0]
  yield [[a & k for a in n], [a | 1 for a in n], [a ^ (a + 1) for a in n], [~a for a in n], [a << 3 for a in n], [a >> shift for a in n], [~a & -2 for a in n]]
  yield [(o and a > 0) != (not o) for o, a in zip(on, n)]


def wrapped(a):
  return (a + 2 ** 31) % 2 ** 32 - 2 ** 31


def exact(k):
  n, x = list(NUMBERS), [0.] * 4
  for _ in range(STEPS):
    n = [a + 1 for a in n]
    first = [wrapped(wrapped(a * k) - a // 3 + a % 5) for a in n]
    whole = [int(v + 0.75) for v in x]
    x = [v + w for v, w in zip(x, whole)]
    whole[1] = -2
    first[0] = wrapped(n[2] + max(n))
    n[2:] = [a ^ k for a in n[2:]]
    x = [v + a - b for v, a, b in zip(x, n, NUMBERS)]
  return n, first, whole, x


def moved():
  a = NUMBERS
  n = [STEPS * a[1], STEPS * a[2], 0, 0]
  return n, a[-1:] + a[:-1], a + n[:2], [a[2] & 7, sum(a), max(a), a[3] | 8, 1], [True, True]


def written(k):
  x, y = [0.] * 4, [-1., 2., -3., 4.]
  for _ in range(STEPS):
    x = [v + abs(w) + i + (i + 1) / 2 + y[0] + y[2] + [1., 10., 100., 1000., 5., 6., 7., 8.][k] for i, (v, w) in enumerate(zip(x, y))]
    y = [9., 5., 9., 6.]
  return x, y


class Integers(unittest.TestCase):
  def check(self, ranks, *values):
    folder = tools.work_folder(f'integers_{ranks}_{len(values)}')
    program = tools.compiled(SCRIPT, folder / 'integers')
    k, shift = values or (6, 2)
    given = [word for name, v in zip(('k', 'shift'), values) for word in ('-D', f'{name}={v}')]
    result = tools.run(program, folder / 'out', *given, ranks=ranks)
    found = [ast.literal_eval(line) for line in result.stdout.decode().splitlines()]
    self.assertEqual(found, [*moved(), *bits(k, shift), *exact(k), *written(k)])

  def test_one_rank(self):
    self.check(1)

  def test_three_ranks(self):
    self.check(3)

  def test_other_parameters(self):
    # `self.k & 2` is a condition, and `self.list[self.k]` one item: both stay what they were.
    self.check(1, 6, 5)


class Types(unittest.TestCase):
  """The answers of Python and BrainPy, written down by hand."""

  def test_answers(self):
    folder = tools.work_folder('types')
    result = tools.run(tools.compiled(tools.ROOT / 'tests' / 'e2e' / 'scripts' / 'types.bpl', folder / 'types'), folder / 'out')
    answers, n = map(ast.literal_eval, result.stdout.decode().splitlines())
    parameters = [1, 0, 1, 0, 1, 1, 1, 0, 1, 1]
    computed = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1]
    attributes = [1, 1, 1, 0, 0]
    self.assertEqual(answers, parameters + computed + attributes + [1, 1, 0, 1])
    self.assertEqual(n, [4, 4, 4])


if __name__ == '__main__':
  unittest.main()
