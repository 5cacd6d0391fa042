# A delay read with one number of steps an element: of all elements in order, of some, and outside of a step; and bm.arange of a size.
import brainpy as bp
import brainpy.math as bm


class Line(bp.NeuGroup):
  def __init__(self, size, steps=5):
    super().__init__(size)
    n = self.num
    self.x = bm.Variable(bm.arange(n, dtype=float))
    self.on = bm.Variable(bm.zeros(n, dtype=bool))
    self.past, self.past_on = bm.LengthDelay(self.x, steps), bm.LengthDelay(self.on, steps)
    self.each = bm.asarray([k * 7 % (steps + 1) for k in range(n)])
    self.all = bm.arange(n)
    self.some, self.ages = bm.asarray([1, 1, n - 1, -1, n + 5]), bm.asarray([5, 0, 1, 2, 3])
    for name in ('in_order', 'listed', 'numbers'):
      setattr(self, name, bm.Variable(bm.zeros(n)))
    for name in ('of_some', 'of_one_age'):
      setattr(self, name, bm.Variable(bm.zeros(5)))
    self.were_on = bm.Variable(bm.zeros(5, dtype=bool))

  def update(self, tdi):
    self.x.value = self.x + 10. + 0.5 * bm.arange(self.num)
    self.on.value = self.x % 3. < 1.
    self.in_order.value = self.past(self.each, bm.arange(self.num))
    self.listed.value = self.past(self.each, self.all)
    self.of_some.value = self.past(self.ages, self.some)
    self.of_one_age.value = self.past(2, self.some)
    self.were_on.value = self.past_on(self.ages, self.some)
    self.numbers.value = bm.arange(2 * self.num, 0., -2.)
    self.past.update(self.x)
    self.past_on.update(self.on)


line = Line(11)
runner = bp.DSRunner(
  line,
  monitors=['x', 'in_order', 'listed', 'of_some', 'of_one_age', 'were_on', 'numbers'],
)
runner.run(1.2)
print(line.past(line.each, line.all) - line.past(3), line.past(line.ages, line.some), line.past(line.ages).shape)
