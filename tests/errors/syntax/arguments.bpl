# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
f(a=1, **b, a=2)  #! 13 keyword argument repeated: a
#=====
f(**a, *b)  #! 8 iterable argument unpacking follows keyword argument unpacking
#=====
f(a=1, 2)  #! positional argument follows keyword argument
#=====
f(a for a in b, 1)  #! 3 Generator expression must be parenthesized
#=====
f(1, a for a in b)  #! 6 Generator expression must be parenthesized
#=====
def f(**a, *b): pass  #! 12 arguments cannot follow var-keyword argument
#=====
def f(**k, a): pass  #! 12 arguments cannot follow var-keyword argument
#=====
f(a=1, b)  #! positional argument follows keyword argument
#=====
f(**k, b)  #! positional argument follows keyword argument unpacking
#=====
f(**k, *b)  #! 8 iterable argument unpacking follows keyword argument unpacking
#=====
f(a=1, a=2)  #! 8 keyword argument repeated: a
#=====
f(a for a in b, c)  #! 3 Generator expression must be parenthesized
#=====
f(c, a for a in b)  #! 6 Generator expression must be parenthesized
