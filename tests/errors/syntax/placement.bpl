# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
def f():
  x = 1
  global x  #! 3 name 'x' is assigned to before global declaration
#=====
def f():
  print(x)
  global x  #! 3 name 'x' is used prior to global declaration
#=====
return  #! 1 'return' outside function
#=====
class A:
  return 1  #! 3 'return' outside function
#=====
class A:
  yield 1  #! 3 'yield' outside function
#=====
for x in y:
  def f():
    break  #! 5 'break' outside loop
#=====
while True:
  pass
else:
  break  #! 3 'break' outside loop
#=====
if 1:
  continue  #! 3 'continue' not properly in loop
#=====
x = yield  #! 5 'yield' outside function
#=====
async with x: pass  #! 1 'async with' outside async function
#=====
async for x in y: pass  #! 1 'async for' outside async function
#=====
def f():
  async for x in y: pass  #! 3 'async for' outside async function
#=====
def f():
  [x async for x in y]  #! 3 asynchronous comprehension outside of an asynchronous function
#=====
await x  #! 1 'await' outside function
#=====
def f(): await x  #! 10 'await' outside async function
#=====
*a  #! 1 can't use starred expression here
#=====
x = *a  #! 5 can't use starred expression here
#=====
a, = *b  #! 6 can't use starred expression here
#=====
(*a)  #! 2 cannot use starred expression here
#=====
print((*a))  #! 8 cannot use starred expression here
#=====
[*a for a in b]  #! 2 iterable unpacking cannot be used in comprehension
#=====
{**a for a in b}  #! 2 dict unpacking cannot be used in dict comprehension
#=====
nonlocal x  #! 1 nonlocal declaration not allowed at module level
#=====
{1: *a}  #! 5 cannot use a starred expression in a dictionary value
#=====
return 1  #! 1 'return' outside function
#=====
yield 1  #! 1 'yield' outside function
#=====
break  #! 1 'break' outside loop
#=====
continue  #! 1 'continue' not properly in loop
#=====
f'{yield}'  #! 4 'yield' outside function
#=====
* a  #! 1 can't use starred expression here
#=====
x = (*a)  #! 6 cannot use starred expression here
#=====
def f(): [x async for x in y]  #! 10 asynchronous comprehension outside of an asynchronous function
#=====
yield  #! 1 'yield' outside function
#=====
async def f():
  yield from g()  #! 3 'yield from' inside async function
