# Several errors in one script are reported in one go. Marks as in models.bpl.
import brainpy as bp
import bpl

a = bpl.LIF(200, V_tresh=-50.)  #! V_tresh
b = bpl.LIF(0, V_th=-50.)  #! size must be positive
c = bp.conn.FixedProb(1.5)  #! prob must be in [0, 1]
e = bpl.LIF(100, V_th=-50., tau=-1.)  #! tau must be positive
good = bpl.LIF(100, V_th=-50.)
d = bpl.Exponential(a, good, c)
print(a.V, d)
bp.nothing(3)  #! nothing
#===== unsupported Python and wrong models together
import bpl


def f():
  yield 1  #! is not supported


async def g():  #! is not supported
  pass
