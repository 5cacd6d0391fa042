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
#===== scopes
x = [y := 1 for y in [1, 2]]  #! assignment expression cannot rebind comprehension iteration variable 'y'
#=====
class A:
  x = [y := 1 for z in [1]]  #! assignment expression within a comprehension cannot be used in a class body
#=====
def f():
  global a
  nonlocal a  #! name 'a' is nonlocal and global
#=====
def f():
  nonlocal a  #! no binding for nonlocal 'a' found
#=====
def f():
  print(a)  #! cannot access local variable 'a' where it is not associated with a value
  a = 1
f()
#===== arguments
def f(a):
  return a
f(**{'a': 1}, **{'a': 2})  #! f() got multiple values for keyword argument 'a'
#=====
def f(a):
  return a
f(**[1])  #! f() argument after ** must be a mapping, not list
#=====
def f(a):
  return a
f(**{1: 2})  #! keywords must be strings
#=====
d = {**[1]}  #! 'list' object is not a mapping
#=====
import numpy as np

np.savez('weights.npz', w=np.zeros(3))  #! numpy.savez is not supported by bplc yet
#=====
import numpy as np

x = np.zeross(3)  #! numpy.zeross is not supported by bplc yet hint: Did you mean 'zeros'?
#=====
from numpy.linalg import eig  #! numpy.linalg.eig is not supported by bplc yet
#=====
import matplotlib.pyplot as plt

plt.plot([1., 2.])  #! matplotlib.pyplot.plot is not supported by bplc yet
#=====
import brainpy as bp

group = bp.neurons.HH(10)  #! brainpy.neurons.HH is not supported by bplc yet
#=====
import math

x = math.sqroot(2.)  #! module 'math' has no attribute 'sqroot'
#===== a module of the library
import brainpy.math as bm
bm.sin = bm.cos  #! 'brainpy.math.sin' cannot be set: bplc compiles its library and does not let a script change it
#===== a refusal behind an except clause
try:
  text = open('weights.txt').read()  #! open() is not supported by bplc
except Exception:
  text = ''
#=====
import brainpy as bp
try:
  a = bp.neurons.LIF((10, 2), keep_size=True)  #! keep_size=True is not supported by bplc yet
except NotImplementedError:
  a = bp.neurons.LIF(10)
#===== a function that bplc lacks, behind a clause that asks for no names
import brainpy.math as bm
try:
  y = bm.no_such_function(2.)  #! brainpy.math.no_such_function is not supported by bplc yet
except Exception:
  y = 0.
