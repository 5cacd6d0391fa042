# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
{1: 2, **a, 3}  #! 13 ':' expected after dictionary key
#=====
x = {1: , 2: 3}  #! 7 expression expected after dictionary key and ':'
#=====
x = {1: 2, 'a'}  #! 14 ':' expected after dictionary key
#=====
{"a": 1, "b" 2}  #! 12 ':' expected after dictionary key
#=====
[x, y for x in z]  #! 2 did you forget parentheses around the comprehension target?
#=====
{1:}  #! 3 expression expected after dictionary key and ':'
#=====
{1: 2, 3}  #! 8 ':' expected after dictionary key
#=====
[a, b for a in b]  #! 2 did you forget parentheses around the comprehension target?
#=====
{a, b for a in b}  #! 2 did you forget parentheses around the comprehension target?
#=====
{a: 1, b 2}  #! 8 ':' expected after dictionary key
