# Wrong scripts, separated by lines of equal signs, with the message that Python 3.11 has for them on the guilty line:
# "#! COLUMN MESSAGE", or "#! MESSAGE" where the column differs. Marks are taken off before a script is parsed.
#=====
x = """abc  #! 5 unterminated triple-quoted string literal (detected at line 2)
def
#=====
0xfg  #! 3 invalid hexadecimal literal
#=====
12abc  #! 2 invalid decimal literal
#=====
1.e  #! 2 invalid decimal literal
#=====
5x  #! 1 invalid decimal literal
#=====
x = 08  #! 5 leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers
#=====
x = 1__2  #! invalid decimal literal
#=====
x = "a  #! 5 unterminated string literal (detected at line 1)
y = 2
#=====
x = 'it's'  #! 10 unterminated string literal (detected at line 1)
#=====
 x = 1  #! 1 invalid non-printable character U+00A0
#=====
x = 1 + 2  #! 6 invalid non-printable character U+00A0
#=====
x = 1 – 2  #! 7 invalid character '–' (U+2013)
#=====
x = a，b  #! 6 invalid character '，' (U+FF0C)
#=====
x ≠ y  #! 3 invalid character '≠' (U+2260)
#=====
x = '\x'  #! (unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: truncated \xXX escape
#=====
x = \ 1  #! unexpected character after line continuation character
#=====
x = 1 \  #! unexpected EOF while parsing
#=====
def 1f(): pass  #! 5 invalid decimal literal
#=====
class 1A: pass  #! 7 invalid decimal literal
#=====
a，b  #! 2 invalid character '，' (U+FF0C)
#=====
0777  #! 1 leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers
#=====
1abc  #! 1 invalid decimal literal
#=====
0xg  #! 2 invalid hexadecimal literal
#=====
0b12  #! 4 invalid digit '2' in binary literal
#=====
0o8  #! 3 invalid digit '8' in octal literal
#=====
1__0  #! invalid decimal literal
#=====
1_  #! invalid decimal literal
#=====
0b  #! 2 invalid binary literal
#=====
1e  #! 1 invalid decimal literal
#=====
1.5abc  #! 3 invalid decimal literal
#=====
1jx  #! 2 invalid imaginary literal
#=====
"abc  #! 1 unterminated string literal (detected at line 1)
#=====
"""abc  #! 1 unterminated triple-quoted string literal (detected at line 1)
#=====
x = 'a' 'b  #! 9 unterminated string literal (detected at line 1)
#=====
b'é'  #! 1 bytes can only contain ASCII literal characters
#=====
b'a' 'b'  #! cannot mix bytes and nonbytes literals
#=====
'\x1'  #! (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
#=====
x = '\U00110000'  #! (unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character
#=====
x = b'a\x1'  #! (value error) invalid \x escape at position 1
#=====
x = '\N{DIGIT ONE}'  #! named characters (\N{...}) are not supported; write the character or its \u code
