s = "Hello, World"
print(len(s), s[0], s[-1], s[1:4], s[::-1], s[::2], s[-5:], s[:-5], s[20:], s[3:1])
print(s.upper(), s.lower(), s.swapcase(), s.title(), "abc def".capitalize())
print(s.find("o"), s.find("zz"), s.rfind("o"), s.index("W"), s.count("l"))
print(s.replace("l", "L"), s.replace("l", "L", 1))
print(s.startswith("Hell"), s.endswith("World"), s.startswith(("x", "H")), "World" in s, "x" not in s)
print("a,b,,c".split(","), "  a  b ".split(), "a b c d".split(" ", 2), "a-b-c".rsplit("-", 1))
print("-".join(["x", "y", "z"]), "".join(str(i) for i in range(5)))
print("  pad ".strip() + "|", "xxaxx".strip("x"), "  l".lstrip(), "r  ".rstrip() + "|")
print("line1\nline2\n".splitlines(), "k=v".partition("="), "kv".partition("="))
print("123".isdigit(), "abc".isalpha(), "a1".isalnum(), " ".isspace(), "ABC".isupper(), "abc".islower())
print("ab" * 3, 2 * "-", "a" + "b", "a" < "b", "abc" < "abd", "Z" < "a")
print(ord("A"), chr(98), str(12) + "!", int("42") + 1, float("2.5"))
print(sorted("banana"), list("abc"), tuple("xy"), set("aa") == {"a"})
print(max("hello"), min("hello"), "".join(sorted("hello", reverse=True)))
for i, c in enumerate("abc", 1):
    print(i, c, end=" ")
print()
print("naïve", len("naïve"), "日本"[1], "日本".encode if False else "ok")
print('single "double"', "it's", """triple
lines""", r"raw\n", "tab\tx", "\x41\u0042")
text = ("implicit "
        "concatenation")
print(text)
print("a.b.c".split(".")[-1], "%s" % "x", "x=%d" % 5)
print("abc".removeprefix("a"), "abc".removesuffix("c"))
try:
    "abc"[10]
except IndexError as e:
    print(e)
try:
    "abc".index("z")
except ValueError as e:
    print(e)
try:
    s[0] = "x"
except TypeError as e:
    print(e)
