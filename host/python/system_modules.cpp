// The modules sys, os, os.path, time, warnings, random, and those of plots that need no display.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "host/values/native.h"

namespace bpl::host {
namespace {

bool do_nothing(Context&, Args, Value* result) { return give_none(result); }

// --- sys ------------------------------------------------------------------------------------------------------------

// sys.stdout and sys.stderr.
struct Stream : Instance {
  Stream(Class* c, bool e) : Instance(c), error(e) {}
  bool error;
};

bool stream_write(Context& ctx, Args a, Value* result) {
  const auto* s = dynamic_cast<Stream*>(a.positional[0].object);
  std::string text;
  if (!want_string(ctx, a.positional[1], "write", &text)) return false;
  const auto& write = s && s->error ? ctx.write_error : ctx.write_output;
  if (write) write(text);
  *result = Value::of(static_cast<std::int64_t>(text.size()));
  return true;
}

bool limit(Context&, Args, Value* result) {
  *result = Value::of(std::int64_t{1000});
  return true;
}

// --- time -----------------------------------------------------------------------------------------------------------

template <class Clock>
bool clock(Context& ctx, Args, Value* result) {
  if (ctx.clock) return ctx.clock(ctx, result);
  *result = Value::of(std::chrono::duration<double>(Clock::now().time_since_epoch()).count());
  return true;
}

bool sleep(Context& ctx, Args a, Value* result) {
  double seconds = 0;
  if (!want_real(ctx, a.positional[0], &seconds)) return false;
  if (seconds < 0) return raise(ctx, "ValueError", "sleep length must be non-negative");
  if (!ctx.clock) std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  return give_none(result);
}

bool strftime(Context& ctx, Args a, Value* result) {
  std::string format;
  if (!want_string(ctx, a.positional[0], "strftime", &format)) return false;
  if (ctx.clock) return ctx.clock(ctx, result);
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  char text[256];
  const std::size_t n = std::strftime(text, sizeof text, format.c_str(), &parts);
  *result = ctx.string({text, n});
  return true;
}

// --- os -------------------------------------------------------------------------------------------------------------

bool path_argument(Context& ctx, const Value& v, std::string* path) {
  if (const String* s = as_string(v)) {
    *path = s->text;
    return true;
  }
  return raise(ctx, "TypeError", fmt::format("expected str, bytes or os.PathLike object, not {}", type_of(ctx, v)->name));
}

bool path_join(Context& ctx, Args a, Value* result) {
  std::string path;
  for (std::size_t i = 0; i < a.positional.size(); ++i) {
    std::string part;
    if (!path_argument(ctx, a.positional[i], &part)) return false;
    if (i == 0 || part.starts_with("/")) path = part;
    else path += (path.empty() || path.ends_with("/") ? "" : "/") + part;
  }
  *result = ctx.string(path);
  return true;
}

std::pair<std::string, std::string> split_path(const std::string& path) {
  const std::size_t at = path.rfind('/');
  std::string head = at == std::string::npos ? "" : path.substr(0, at + 1);
  const std::string tail = at == std::string::npos ? path : path.substr(at + 1);
  if (head.find_first_not_of('/') != std::string::npos) head.erase(head.find_last_not_of('/') + 1);
  return {head, tail};
}

bool path_basename(Context& ctx, Args a, Value* result) {
  std::string path;
  if (!path_argument(ctx, a.positional[0], &path)) return false;
  *result = ctx.string(split_path(path).second);
  return true;
}
bool path_dirname(Context& ctx, Args a, Value* result) {
  std::string path;
  if (!path_argument(ctx, a.positional[0], &path)) return false;
  *result = ctx.string(split_path(path).first);
  return true;
}
bool path_split(Context& ctx, Args a, Value* result) {
  std::string path;
  if (!path_argument(ctx, a.positional[0], &path)) return false;
  const auto [head, tail] = split_path(path);
  *result = make_tuple(ctx, {ctx.string(head), ctx.string(tail)});
  return true;
}

bool path_splitext(Context& ctx, Args a, Value* result) {
  std::string path;
  if (!path_argument(ctx, a.positional[0], &path)) return false;
  const std::size_t name = path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1;
  const std::size_t first = path.find_first_not_of('.', name), dot = path.rfind('.');
  const bool has = dot != std::string::npos && first != std::string::npos && dot > first;
  *result = make_tuple(ctx, {ctx.string(has ? path.substr(0, dot) : path), ctx.string(has ? path.substr(dot) : "")});
  return true;
}

template <bool (*F)(const std::filesystem::path&)>
bool path_test(Context& ctx, Args a, Value* result) {
  std::string path;
  if (!path_argument(ctx, a.positional[0], &path)) return false;
  *result = Value::boolean(F(path));
  return true;
}
bool exists(const std::filesystem::path& p) {
  std::error_code e;
  return std::filesystem::exists(p, e);
}
bool is_file(const std::filesystem::path& p) {
  std::error_code e;
  return std::filesystem::is_regular_file(p, e);
}
bool is_directory(const std::filesystem::path& p) {
  std::error_code e;
  return std::filesystem::is_directory(p, e);
}
bool is_absolute(const std::filesystem::path& p) { return p.is_absolute(); }

bool path_absolute(Context& ctx, Args a, Value* result) {
  std::string path;
  if (!path_argument(ctx, a.positional[0], &path)) return false;
  std::error_code e;
  std::string absolute = std::filesystem::absolute(path, e).lexically_normal().string();
  if (absolute.size() > 1 && absolute.ends_with("/")) absolute.pop_back();
  *result = ctx.string(absolute);
  return true;
}

bool path_same(Context& ctx, Args a, Value* result) {
  std::string path;
  if (!path_argument(ctx, a.positional[0], &path)) return false;
  *result = ctx.string(path);
  return true;
}

bool getcwd(Context& ctx, Args, Value* result) {
  std::error_code e;
  *result = ctx.string(std::filesystem::current_path(e).string());
  return true;
}

bool environment_get(Context& ctx, Args a, Value* result) {
  std::string name;
  const bool method = !a.positional.empty() && !as_string(a.positional[0]);
  const std::size_t first = method ? 1 : 0;
  if (!want_string(ctx, argument_or_none(a, first), "get", &name)) return false;
  const char* value = std::getenv(name.c_str());
  *result = value ? ctx.string(value) : argument_or_none(a, first + 1);
  return true;
}

bool environment_item(Context& ctx, Args a, Value* result) {
  if (!environment_get(ctx, a, result)) return false;
  if (!result->is_none()) return true;
  Value e;
  return call(ctx, Value::of(ctx.builtin_class("KeyError")), std::span<const Value>(&a.positional[1], 1), &e) && raise_value(ctx, e, Value{});
}

bool environment_contains(Context& ctx, Args a, Value* result) {
  if (!environment_get(ctx, a, result)) return false;
  *result = Value::boolean(!result->is_none());
  return true;
}

bool make_directories(Context& ctx, Args a, Value* result) {
  std::string path;
  return path_argument(ctx, a.positional[0], &path) && give_none(result);
}

bool warn(Context& ctx, Args a, Value* result) {
  std::string text;
  if (!to_str(ctx, argument_or_none(a, 0), &text)) return false;
  std::string category = "UserWarning";
  if (const Class* c = as_class(argument_or_none(a, 1))) category = c->name;
  if (ctx.write_error) ctx.write_error(fmt::format("{}: {}\n", category, text));
  return give_none(result);
}

bool no_random(Context& ctx, Args, Value*) {
  return raise(ctx, "NotImplementedError", "the module random is not supported by bplc: use numpy.random or brainpy.math.random");
}

using enum OnUnknown;
const NativeEntry kEntries[] = {
    {"sys", "TextIOWrapper.write", "(text, /)", effect, stream_write},
    {"sys", "TextIOWrapper.flush", "()", effect, do_nothing},
    {"sys", "getrecursionlimit", "()", structural, limit},
    {"sys", "setrecursionlimit", "(limit, /)", structural, do_nothing},
    {"time", "time", "()", special, clock<std::chrono::system_clock>},
    {"time", "perf_counter", "()", special, clock<std::chrono::steady_clock>},
    {"time", "monotonic", "()", special, clock<std::chrono::steady_clock>},
    {"time", "process_time", "()", special, clock<std::chrono::steady_clock>},
    {"time", "sleep", "(seconds, /)", effect, sleep},
    {"time", "strftime", "(format, t=None, /)", pure, strftime},
    {"os.path", "join", "(*paths)", pure, path_join},
    {"os.path", "basename", "(p)", pure, path_basename},
    {"os.path", "dirname", "(p)", pure, path_dirname},
    {"os.path", "split", "(p)", pure, path_split},
    {"os.path", "splitext", "(p)", pure, path_splitext},
    {"os.path", "exists", "(path)", pure, path_test<exists>},
    {"os.path", "isfile", "(path)", pure, path_test<is_file>},
    {"os.path", "isdir", "(path)", pure, path_test<is_directory>},
    {"os.path", "isabs", "(path)", pure, path_test<is_absolute>},
    {"os.path", "abspath", "(path)", pure, path_absolute},
    {"os.path", "realpath", "(path)", pure, path_absolute},
    {"os.path", "normpath", "(path)", pure, path_same},
    {"os.path", "expanduser", "(path)", pure, path_same},
    {"os", "getcwd", "()", pure, getcwd},
    {"os", "getenv", "(key, default=None)", pure, environment_get},
    {"os", "makedirs", "(name, mode=511, exist_ok=False)", effect, make_directories},
    {"os", "mkdir", "(path, mode=511)", effect, make_directories},
    {"os", "Environment.get", "(key, default=None)", pure, environment_get},
    {"os", "Environment.setdefault", "(key, default=None)", pure, environment_get},
    {"os", "Environment.__getitem__", "(key, /)", pure, environment_item},
    {"os", "Environment.__setitem__", "(key, value, /)", effect, do_nothing},
    {"os", "Environment.__contains__", "(key, /)", pure, environment_contains},
    {"warnings", "warn", "(message, category=None, stacklevel=1, source=None)", effect, warn},
    {"warnings", "filterwarnings", "(*args, **keywords)", structural, do_nothing},
    {"warnings", "simplefilter", "(*args, **keywords)", structural, do_nothing},
    {"random", "seed", "(*args)", structural, no_random},
    {"random", "random", "()", structural, no_random},
    {"random", "randint", "(*args)", structural, no_random},
    {"random", "uniform", "(*args)", structural, no_random},
    {"random", "gauss", "(*args)", structural, no_random},
    {"random", "choice", "(*args)", structural, no_random},
    {"random", "shuffle", "(*args)", structural, no_random},
    {"random", "sample", "(*args)", structural, no_random},
    {"matplotlib", "use", "(*args, **keywords)", effect, do_nothing},
    {"matplotlib.pyplot", "show", "(*args, **keywords)", effect, do_nothing},
    {"matplotlib.pyplot", "figure", "(*args, **keywords)", effect, do_nothing},
    {"matplotlib.pyplot", "tight_layout", "(*args, **keywords)", effect, do_nothing},
    {"matplotlib.pyplot", "close", "(*args, **keywords)", effect, do_nothing},
};

void register_sys(Context& ctx) {
  Module& sys = *native_module(ctx, "sys");
  const auto set = [&](const char* name, Value v) { sys.globals.set(ctx.string(name), v); };
  Class* stream = ctx.builtin_class("TextIOWrapper");
  set("stdout", Value::of(ctx.heap.make<Stream>(stream, false)));
  set("stderr", Value::of(ctx.heap.make<Stream>(stream, true)));
  set("argv", make_list(ctx, {ctx.string("model")}));
  set("path", make_list(ctx, {}));
  set("modules", Value::of(ctx.heap.make<Dict>()));
  set("platform", ctx.string("linux"));
  set("byteorder", ctx.string("little"));
  set("maxsize", Value::of(INT64_MAX));
  set("version", ctx.string("3.11.0 (bplc)"));
  set("version_info", make_tuple(ctx, {Value::of(std::int64_t{3}), Value::of(std::int64_t{11}), Value::of(std::int64_t{0}), ctx.string("final"),
                                       Value::of(std::int64_t{0})}));
}

}  // namespace

void register_system_modules(Context& ctx) {
  register_natives(ctx, kEntries);
  register_sys(ctx);
  Module& os = *native_module(ctx, "os");
  os.globals.set(ctx.string("path"), Value::of(native_module(ctx, "os.path")));
  os.globals.set(ctx.string("environ"), Value::of(ctx.heap.make<Instance>(ctx.builtin_class("Environment"))));
  os.globals.set(ctx.string("sep"), ctx.string("/"));
  os.globals.set(ctx.string("linesep"), ctx.string("\n"));
  os.globals.set(ctx.string("name"), ctx.string("posix"));
  native_module(ctx, "__future__")->globals.set(ctx.string("annotations"), Value::none());
}

}  // namespace bpl::host
