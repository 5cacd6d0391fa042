# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
try:
  pass
x = 1  #! 1 expected 'except' or 'finally' block
#=====
try: pass
except A, B: pass  #! 8 multiple exception types must be parenthesized
#=====
try: pass
except A, B as c: pass  #! 8 multiple exception types must be parenthesized
#=====
try: pass
except: pass  #! 1 default 'except:' must be last
except A: pass
#=====
try: pass
except A  #! 9 expected ':'
  pass
#=====
try: pass
except* : pass  #! 9 expected one or more exception types
#=====
try: pass
except* A: pass
except B: pass  #! 1 cannot have both 'except' and 'except*' on the same 'try'
#=====
try:
  pass
else:  #! 1 expected 'except' or 'finally' block
  pass
#=====
match x  #! 8 expected ':'
  case 1: pass
#=====
match x:
  case 1  #! 9 expected ':'
    pass
#=====
class A:
  def f(self):
    return 1
  def g(self)  #! 14 expected ':'
    return 2
#=====
for x in y  #! 11 expected ':'
  pass
#=====
while x  #! 8 expected ':'
  pass
#=====
with x  #! 7 expected ':'
  pass
#=====
with x as y  #! 12 expected ':'
  pass
#=====
with (x as y)  #! 14 expected ':'
  pass
#=====
if x:
  pass
else if y:  #! 6 expected ':'
  pass
#=====
if x == 1  #! 10 expected ':'
  y = 2
#=====
def f(a, b)  #! 12 expected ':'
  return a
#=====
def f  #! 6 expected '('
#=====
def f.g(): pass  #! 6 expected '('
#=====
if x  #! 5 expected ':'
#=====
def f: pass  #! 6 expected '('
#=====
def f() pass  #! 9 expected ':'
#=====
def f()  #! 8 expected ':'
#=====
class A  #! 8 expected ':'
#=====
class A()  #! 10 expected ':'
#=====
[x if y for y in z]  #! 2 expected 'else' after 'if' expression
#=====
x if y  #! 1 expected 'else' after 'if' expression
#=====
try: pass  #! 10 expected 'except' or 'finally' block
#=====
a = 1 if b  #! 5 expected 'else' after 'if' expression
#=====
a if b c  #! 1 expected 'else' after 'if' expression
#=====
match x  #! 8 expected ':'
#=====
with a as b  #! 12 expected ':'
