# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
def f(x):
  global x  #! 3 name 'x' is parameter and global
#=====
def f():
 from a import *  #! import * only allowed at module level
#=====
def f(a, a): pass  #! 10 duplicate argument 'a' in function definition
#=====
def f(*, a, **a): pass  #! 15 duplicate argument 'a' in function definition
#=====
def f(a=): pass  #! 8 expected default value expression
#=====
def f(*a, b, *c): pass  #! 14 * argument may appear only once
#=====
lambda (x): 1  #! 8 Lambda expression parameters cannot be parenthesized
#=====
def f((x)): pass  #! 7 Function parameters cannot be parenthesized
#=====
def f(x, x): pass  #! 10 duplicate argument 'x' in function definition
#=====
def f(x=1, y): pass  #! 12 non-default argument follows default argument
#=====
def f(*): pass  #! 7 named arguments must follow bare *
#=====
def f(*, **k): pass  #! 7 named arguments must follow bare *
#=====
def f(*a, *b): pass  #! 11 * argument may appear only once
#=====
def f(**k=1): pass  #! 10 var-keyword argument cannot have default value
#=====
def f(*a=1): pass  #! 9 var-positional argument cannot have default value
#=====
def f(/, a): pass  #! 7 at least one argument must precede /
#=====
def f(a, /, b, /): pass  #! 16 / may appear only once
#=====
def f(*, a, /): pass  #! 13 / must be ahead of *
#=====
def f((a,b)): pass  #! 7 Function parameters cannot be parenthesized
#=====
lambda x=1, y: 1  #! 13 non-default argument follows default argument
#=====
lambda *: 1  #! named arguments must follow bare *
