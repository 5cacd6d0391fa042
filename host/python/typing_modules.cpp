// Modules of names without behaviour: typing, abc, string, and the like.
#include "host/values/native.h"

namespace bpl::host {
namespace {

bool first_argument(Context&, Args a, Value* result) {
  *result = argument_or_none(a, a.positional.size() > 1 ? 1 : 0);
  return true;
}

bool identity(Context&, Args a, Value* result) {
  *result = argument_or_none(a, 0);
  return true;
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"typing", "cast", "(type, value)", structural, first_argument},
    {"typing", "TypeVar", "(name, *args, **keywords)", structural, identity},
    {"typing", "NewType", "(name, tp)", structural, first_argument},
    {"typing", "overload", "(function)", structural, identity},
    {"typing", "final", "(function)", structural, identity},
    {"abc", "abstractmethod", "(function)", structural, identity},
};

// `List[int]` is the class itself: indexing a class answers it.
void add_names(Context& ctx, const char* module, std::initializer_list<const char*> names) {
  Module& m = *native_module(ctx, module);
  for (const char* name : names) {
    Class* c = ctx.heap.make<Class>(std::string(name));
    c->qualified_name = std::string(module) + "." + name;
    c->mro = {c, ctx.builtin_class("object")};
    c->bases = {ctx.builtin_class("object")};
    m.globals.set(ctx.string(name), Value::of(c));
  }
}

}  // namespace

void register_typing_modules(Context& ctx) {
  register_natives(ctx, kEntries);
  add_names(ctx, "typing", {"List", "Dict", "Tuple", "Set", "FrozenSet", "Optional", "Union", "Any", "Callable", "Iterable", "Iterator",
                            "Sequence", "Mapping", "Type", "Generic", "NamedTuple", "Literal", "ClassVar", "Final", "Protocol",
                            "Hashable", "Generator", "Collection", "MutableMapping", "NoReturn", "Text", "AnyStr", "Annotated"});
  add_names(ctx, "collections.abc", {"Iterable", "Iterator", "Sequence", "Mapping", "Callable", "Hashable", "Sized", "Container",
                                     "Collection", "MutableMapping", "MutableSequence"});
  add_names(ctx, "abc", {"ABC", "ABCMeta"});
  native_module(ctx, "typing")->globals.set(ctx.string("TYPE_CHECKING"), Value::boolean(false));
  Module& string = *native_module(ctx, "string");
  const std::pair<const char*, const char*> texts[] = {
      {"ascii_lowercase", "abcdefghijklmnopqrstuvwxyz"},
      {"ascii_uppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
      {"ascii_letters", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"},
      {"digits", "0123456789"},
      {"hexdigits", "0123456789abcdefABCDEF"},
      {"octdigits", "01234567"},
      {"punctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"},
      {"whitespace", " \t\n\r\x0b\x0c"}};
  for (const auto& [name, text] : texts) string.globals.set(ctx.string(name), ctx.string(text));
}

}  // namespace bpl::host
