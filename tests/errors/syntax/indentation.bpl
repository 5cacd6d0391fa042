# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
if x:
pass  #! 1 expected an indented block after 'if' statement on line 1
#=====
if x:
  pass
elif y:
z  #! 1 expected an indented block after 'elif' statement on line 3
#=====
if x:
  pass
else:
z  #! 1 expected an indented block after 'else' statement on line 3
#=====
for x in y:
pass  #! 1 expected an indented block after 'for' statement on line 1
#=====
while x:
pass  #! 1 expected an indented block after 'while' statement on line 1
#=====
def f():
pass  #! 1 expected an indented block after function definition on line 1
#=====
@d
def f():
pass  #! 1 expected an indented block after function definition on line 2
#=====
async def f():
pass  #! 1 expected an indented block after function definition on line 1
#=====
class A:
pass  #! 1 expected an indented block after class definition on line 1
#=====
with a:
pass  #! 1 expected an indented block after 'with' statement on line 1
#=====
try:
pass  #! 1 expected an indented block after 'try' statement on line 1
#=====
try:
  pass
finally:
x  #! 1 expected an indented block after 'finally' statement on line 3
#=====
try:
  pass
except A:
x  #! 1 expected an indented block after 'except' statement on line 3
#=====
try:
  pass
except* A:
x  #! 1 expected an indented block after 'except*' statement on line 3
#=====
try:
  pass
except:
x  #! 1 expected an indented block after 'except' statement on line 3
#=====
def f(x):
  for i in x:
  print(i)  #! 3 expected an indented block after 'for' statement on line 2
#=====
def f(x):
  for i in x:
    pass
    if i:
  print(i)  #! expected an indented block after 'if' statement on line 4
#=====
if x:
  a
 b  #! unindent does not match any outer indentation level
#=====
if x:
    a
  b  #! unindent does not match any outer indentation level
#=====
if x:
	a
        b  #! inconsistent use of tabs and spaces in indentation
#=====
if x:
        a
	b  #! inconsistent use of tabs and spaces in indentation
#=====
x = 1
  y = 2  #! unexpected indent
#=====
def f():
  x = 1
    y = 2  #! unexpected indent
#=====
match x:
case 1: pass  #! 1 expected an indented block after 'match' statement on line 1
#=====
match x:
  case 1:
  pass  #! 3 expected an indented block after 'case' statement on line 2
#=====
class A:
  def f(self):
    return 1
   def g(self):  #! unindent does not match any outer indentation level
    return 2
#=====
def f():
	return 1
        return 2  #! inconsistent use of tabs and spaces in indentation
#=====
  pass  #! unexpected indent
#=====
def f():  #! 9 expected an indented block after function definition on line 1
#=====
 from a import *  #! unexpected indent
#=====
try:  #! 5 expected an indented block after 'try' statement on line 1
#=====
if x:  #! 6 expected an indented block after 'if' statement on line 1
#=====
for x in y:  #! 12 expected an indented block after 'for' statement on line 1
#=====
while x:  #! 9 expected an indented block after 'while' statement on line 1
#=====
class A:  #! 9 expected an indented block after class definition on line 1
#=====
with a:  #! 8 expected an indented block after 'with' statement on line 1
#=====
 x = 1  #! unexpected indent
#=====
  a  #! unexpected indent
#=====
 b  #! unexpected indent
#=====
    a  #! unexpected indent
#=====
  b  #! unexpected indent
#=====
  y = 2  #! unexpected indent
#=====
	a  #! unexpected indent
#=====
        b  #! unexpected indent
#=====
  x = 1  #! unexpected indent
#=====
  global x  #! unexpected indent
#=====
def f(x):  #! 10 expected an indented block after function definition on line 1
#=====
  nonlocal x  #! unexpected indent
#=====
match x:  #! 9 expected an indented block after 'match' statement on line 1
#=====
  case 1: pass  #! unexpected indent
#=====
  case 1 pass  #! unexpected indent
#=====
  y  #! unexpected indent
