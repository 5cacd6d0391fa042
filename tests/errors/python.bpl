# Python that bplc cannot do yet is refused by name; exceptions of a script say what CPython says. Marks as in models.bpl.
#===== unsupported statements
async def f():  #! is not supported
  pass
#=====
def f():
  yield 1  #! is not supported
#=====
import scipy  #! scipy
#=====
import tensorflow as tf  #! tensorflow
#===== names
import bpl
a = bpl.LIF(n, V_th=-50.)  #! name 'n' is not defined
#=====
import bpl as b
a = bpl.LIF(10)  #! name 'bpl' is not defined
#===== exceptions
x = 1 / 0  #! ZeroDivisionError
#=====
x = {'a': 1}['b']  #! KeyError
#=====
x = [1, 2][5]  #! list index out of range
#=====
x = 'a' + 1  #! can only concatenate str
#=====
assert 1 > 2, 'sizes'  #! sizes
#=====
raise ValueError('own message')  #! own message
