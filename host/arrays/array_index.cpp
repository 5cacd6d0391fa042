// a[key] and a[key] = x: integers, slices, None, ..., integer arrays, boolean masks, and tuples of them.
#include <algorithm>

#include "host/arrays/array.h"
#include "host/arrays/array_walk.h"
#include "host/values/ops.h"

namespace bpl::host {
namespace {

// One position of the key, spread out: what it does with one axis (or none, for a new one).
struct Component {
  enum class Kind : std::uint8_t { integer, slice, new_axis, array } kind = Kind::integer;
  std::int64_t integer = 0;
  const Slice* slice = nullptr;
  Shape shape;                        // array: of the indices
  std::vector<std::int64_t> indices;  // array: row by row
};

// The elements a key selects: a view, or a list of buffer positions (-1: out of range, not written).
struct Selection {
  bool advanced = false;
  bool nothing = false;  // brainpy: writing to an index out of range
  Shape shape, strides;
  std::int64_t offset = 0;
  std::vector<std::int64_t> positions;
  bool element = false;  // integers for every axis: one element
};

constexpr std::string_view kInvalidIndex =
    "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices";

bool add_mask(Context& ctx, const Array& array, const Array& mask, std::int64_t axis, std::vector<Component>& components) {
  for (std::int64_t i = 0; i < mask.ndim(); ++i) {
    const std::int64_t own = axis + i < array.ndim() ? array.shape[static_cast<std::size_t>(axis + i)] : 0;
    const std::int64_t given = mask.shape[static_cast<std::size_t>(i)];
    if (own != given) {
      return raise(ctx, "IndexError",
                   "boolean index did not match indexed array along axis " + std::to_string(axis + i) + "; size of axis is " +
                       std::to_string(own) + " but size of corresponding boolean axis is " + std::to_string(given));
    }
  }
  std::vector<Component> parts(static_cast<std::size_t>(mask.ndim()));
  const std::vector<std::uint8_t> truths = elements<std::uint8_t>(mask);
  for (std::size_t i = 0; i < truths.size(); ++i) {
    if (truths[i] == 0) continue;
    auto rest = static_cast<std::int64_t>(i);
    for (std::size_t k = parts.size(); k-- > 0;) {
      parts[k].indices.push_back(rest % mask.shape[k]);
      rest /= mask.shape[k];
    }
  }
  for (Component& part : parts) {
    part.kind = Component::Kind::array;
    part.shape = {static_cast<std::int64_t>(part.indices.size())};
    components.push_back(std::move(part));
  }
  return true;
}

bool add_array(Context& ctx, const Array& array, const Value& item, std::int64_t axis, std::vector<Component>& components) {
  Array* index = nullptr;
  if (!to_array(ctx, item, Flavour::numpy, &index)) return false;
  if (index->dtype == DType::boolean && index->ndim() > 0) return add_mask(ctx, array, *index, axis, components);
  const bool empty_list = index->size() == 0 && !is_array_like(item);
  if (!is_integer(index->dtype) && !empty_list) {
    if (index->ndim() == 0) return raise(ctx, "IndexError", kInvalidIndex);
    return raise(ctx, "IndexError", "arrays used as indices must be of integer (or boolean) type");
  }
  Component c;
  if (index->ndim() == 0) {
    c.integer = to_integers(*index)[0];
  } else {
    c.kind = Component::Kind::array;
    c.shape = index->shape;
    c.indices = to_integers(*index);
  }
  components.push_back(std::move(c));
  return true;
}

bool is_ellipsis(const Value& v) { return v.is_object() && v.object->kind == Kind::ellipsis; }

// How many axes one item of a key uses up.
std::int64_t axes_used(const Value& item) {
  if (item.is_none() || is_ellipsis(item)) return 0;
  const Array* a = as_array(item);
  return a != nullptr && a->dtype == DType::boolean ? a->ndim() : 1;
}

bool add_item(Context& ctx, const Array& array, const Value& item, std::int64_t axis, std::vector<Component>& components) {
  Component c;
  if (item.is_none()) {
    c.kind = Component::Kind::new_axis;
  } else if (item.is_int()) {
    c.integer = item.integer;
  } else if (Slice* slice = as<Slice>(item, Kind::slice)) {
    c.kind = Component::Kind::slice;
    c.slice = slice;
  } else if (is_array_like(item) || as_list(item) != nullptr || as_tuple(item) != nullptr || as<Range>(item, Kind::range) != nullptr) {
    return add_array(ctx, array, item, axis, components);
  } else {
    return raise(ctx, "IndexError", kInvalidIndex);
  }
  components.push_back(std::move(c));
  return true;
}

// The key as one component an axis; axes that are not named get a full slice.
bool read_key(Context& ctx, const Array& array, const Value& key, std::vector<Component>& components) {
  static const Slice* const kAll = nullptr;
  const Tuple* tuple = as_tuple(key);
  const std::vector<Value> items = tuple != nullptr ? tuple->items : std::vector<Value>{key};
  std::int64_t used = 0;
  int ellipses = 0;
  for (const Value& item : items) {
    used += axes_used(item);
    ellipses += is_ellipsis(item) ? 1 : 0;
  }
  if (ellipses > 1) return raise(ctx, "IndexError", "an index can only have a single ellipsis ('...')");
  if (used > array.ndim()) {
    return raise(ctx, "IndexError",
                 "too many indices for array: array is " + std::to_string(array.ndim()) + "-dimensional, but " +
                     std::to_string(used) + " were indexed");
  }
  Component whole;
  whole.kind = Component::Kind::slice;
  whole.slice = kAll;
  std::int64_t axis = 0;
  for (const Value& item : items) {
    if (is_ellipsis(item)) {
      components.insert(components.end(), static_cast<std::size_t>(array.ndim() - used), whole);
      axis += array.ndim() - used;
      continue;
    }
    if (!add_item(ctx, array, item, axis, components)) return false;
    axis += axes_used(item);
  }
  components.insert(components.end(), static_cast<std::size_t>(array.ndim() - axis), whole);
  return true;
}

bool slice_part(Context& ctx, const Value& v, std::int64_t none, std::int64_t* result) {
  *result = none;
  if (v.is_none()) return true;
  if (v.is_int() || v.is_bool()) {
    *result = v.integer;
    return true;
  }
  if (const Array* a = as_array(v)) return array_to_index(ctx, *a, result);
  return raise(ctx, "TypeError", "slice indices must be integers or None or have an __index__ method");
}

// Python's rule for start, stop and step on a length.
bool slice_range(Context& ctx, const Slice* slice, std::int64_t n, std::int64_t* start, std::int64_t* step, std::int64_t* count) {
  if (slice == nullptr) {
    *start = 0, *step = 1, *count = n;
    return true;
  }
  std::int64_t stop = 0;
  if (!slice_part(ctx, slice->step, 1, step)) return false;
  if (*step == 0) return raise(ctx, "ValueError", "slice step cannot be zero");
  const std::int64_t low = *step > 0 ? 0 : -1, high = *step > 0 ? n : n - 1;
  if (!slice_part(ctx, slice->start, *step > 0 ? low : high, start)) return false;
  if (!slice_part(ctx, slice->stop, *step > 0 ? high : low, &stop)) return false;
  const auto clip = [&](std::int64_t i, bool given) { return given ? std::clamp(i < 0 ? i + n : i, low, high) : i; };
  *start = clip(*start, !slice->start.is_none());
  stop = clip(stop, !slice->stop.is_none());
  const std::int64_t span = *step > 0 ? stop - *start : *start - stop;
  const std::int64_t size = *step > 0 ? *step : -*step;
  *count = span <= 0 ? 0 : (span + size - 1) / size;
  return true;
}

enum class Purpose : std::uint8_t { read, write };

// The place of an index along an axis of length n; -1 where brainpy drops a write.
bool place(Context& ctx, const Array& a, std::int64_t index, std::int64_t axis, std::int64_t n, Purpose purpose, std::int64_t* result) {
  *result = index < 0 ? index + n : index;
  if (*result >= 0 && *result < n) return true;
  if (a.flavour == Flavour::brainpy && n > 0) {
    *result = purpose == Purpose::write ? -1 : std::clamp<std::int64_t>(*result, 0, n - 1);
    return true;
  }
  return raise(ctx, "IndexError",
               "index " + std::to_string(index) + " is out of bounds for axis " + std::to_string(axis) + " with size " + std::to_string(n));
}

// Adds index * stride of one index array, broadcast to `shape`, to the positions of the joint block.
bool add_indices(Context& ctx, const Array& a, const Component& c, std::int64_t axis, std::size_t own, Purpose purpose, const Shape& shape,
                 std::vector<std::int64_t>& block) {
  const Shape index_shape = c.kind == Component::Kind::array ? c.shape : Shape{};
  const std::vector<std::int64_t> one = {c.integer};
  const std::vector<std::int64_t>& indices = c.kind == Component::Kind::array ? c.indices : one;
  Shape strides(shape.size(), 0);
  const Shape rows = row_strides(index_shape);
  for (std::size_t i = 0; i < index_shape.size(); ++i) {
    strides[shape.size() - index_shape.size() + i] = index_shape[i] == 1 ? 0 : rows[i];
  }
  std::size_t next = 0;
  bool ok = true;
  walk(shape, strides, 0, [&](std::int64_t p) {
    std::int64_t at = 0;
    ok = ok && place(ctx, a, indices[static_cast<std::size_t>(p)], axis, a.shape[own], purpose, &at);
    std::int64_t& sum = block[next++];
    sum = !ok || at < 0 || sum == INT64_MIN ? INT64_MIN : sum + at * a.strides[own];
  });
  return ok;
}

bool joint_shape(Context& ctx, const std::vector<Component>& components, Shape* shape) {
  for (const Component& c : components) {
    if (c.kind != Component::Kind::array || broadcast_shapes(*shape, c.shape, shape)) continue;
    std::string text = "shape mismatch: indexing arrays could not be broadcast together with shapes";
    for (const Component& each : components) {
      if (each.kind == Component::Kind::array) text += " " + shape_text(each.shape);
    }
    return raise(ctx, "IndexError", text);
  }
  return true;
}

bool select(Context& ctx, const Array& a, const Value& key, Purpose purpose, Selection& s) {
  std::vector<Component> components;
  if (!read_key(ctx, a, key, components)) return false;
  for (const Component& c : components) s.advanced |= c.kind == Component::Kind::array;
  Shape joint;
  if (!joint_shape(ctx, components, &joint)) return false;
  std::vector<std::int64_t> block(static_cast<std::size_t>(element_count(joint)), 0);

  s.offset = a.offset;
  s.element = !s.advanced;
  std::size_t own = 0;             // axis of the array
  std::size_t first_joint = 0;     // where the joint axes stand among the others
  int runs = 0;                    // groups of adjacent index arrays
  bool in_run = false;
  for (const Component& c : components) {
    const bool indexes = s.advanced && (c.kind == Component::Kind::array || c.kind == Component::Kind::integer);
    if (indexes && !in_run && runs++ == 0) first_joint = s.shape.size();
    in_run = indexes;
    if (c.kind == Component::Kind::new_axis) {
      s.element = false;
      s.shape.push_back(1);
      s.strides.push_back(0);
      continue;
    }
    if (c.kind == Component::Kind::slice) {
      std::int64_t start = 0, step = 1, count = 0;
      if (!slice_range(ctx, c.slice, a.shape[own], &start, &step, &count)) return false;
      s.element = false;
      s.shape.push_back(count);
      s.strides.push_back(step * a.strides[own]);
      if (count > 0) s.offset += start * a.strides[own];
    } else if (indexes) {
      if (!add_indices(ctx, a, c, static_cast<std::int64_t>(own), own, purpose, joint, block)) return false;
    } else {
      std::int64_t at = 0;
      if (!place(ctx, a, c.integer, static_cast<std::int64_t>(own), a.shape[own], purpose, &at)) return false;
      s.nothing |= at < 0;
      s.offset += at * a.strides[own];
    }
    ++own;
  }
  if (!s.advanced) return true;

  if (runs > 1) first_joint = 0;
  const auto split = static_cast<std::ptrdiff_t>(first_joint);
  const Shape before(s.shape.begin(), s.shape.begin() + split), before_strides(s.strides.begin(), s.strides.begin() + split);
  const Shape after(s.shape.begin() + split, s.shape.end()), after_strides(s.strides.begin() + split, s.strides.end());
  walk(before, before_strides, s.offset, [&](std::int64_t p) {
    for (const std::int64_t b : block) {
      walk(after, after_strides, p, [&](std::int64_t q) { s.positions.push_back(b == INT64_MIN ? -1 : q + b); });
    }
  });
  s.shape = before;
  s.shape.insert(s.shape.end(), joint.begin(), joint.end());
  s.shape.insert(s.shape.end(), after.begin(), after.end());
  return true;
}

}  // namespace

bool array_get_item(Context& ctx, Array& a, const Value& key, Value* result) {
  Selection s;
  if (!select(ctx, a, key, Purpose::read, s)) return false;
  if (s.advanced) {
    Array* r = make_array(ctx, a.dtype, s.shape, a.flavour);
    with_type(a.dtype, [&](auto zero) {
      using T = decltype(zero);
      const T* in = reinterpret_cast<const T*>(a.buffer->get());
      std::transform(s.positions.begin(), s.positions.end(), r->data<T>(), [in](std::int64_t p) { return in[p]; });
    });
    *result = Value::of(r);
    return true;
  }
  Array* view = ctx.heap.make<Array>(a, s.shape, s.strides, s.offset);
  if (s.element || a.flavour == Flavour::brainpy) view = copy_array(ctx, *view);
  view->scalar = s.element && a.flavour == Flavour::numpy;
  *result = Value::of(view);
  return true;
}

bool array_set_item(Context& ctx, Array& a, const Value& key, const Value& value) {
  if (a.scalar) return raise(ctx, "TypeError", "'numpy." + std::string(dtype_name(a.dtype)) + "' object does not support item assignment");
  Selection s;
  Array* source = nullptr;
  if (!select(ctx, a, key, Purpose::write, s) || !to_array(ctx, value, a.flavour, &source)) return false;
  Shape joint = s.shape, extra = source->shape;
  while (extra.size() > s.shape.size() && extra.front() == 1) extra.erase(extra.begin());
  if (!broadcast_shapes(s.shape, extra, &joint) || joint != s.shape) {
    if (s.advanced) {
      return raise(ctx, "ValueError", "shape mismatch: value array of shape " + shape_text(source->shape) +
                                          " could not be broadcast to indexing result of shape " + shape_text(s.shape));
    }
    return raise(ctx, "ValueError",
                 "could not broadcast input array from shape " + shape_text(source->shape) + " into shape " + shape_text(s.shape));
  }
  if (s.nothing) return true;
  if (!s.advanced) {
    Array view(a, s.shape, s.strides, s.offset);
    assign_elements(view, *source);
    return true;
  }
  Array values(a.dtype, a.flavour, s.shape);
  assign_elements(values, *source);
  with_type(a.dtype, [&](auto zero) {
    using T = decltype(zero);
    T* out = reinterpret_cast<T*>(a.buffer->get());
    const T* in = values.data<T>();
    for (std::size_t i = 0; i < s.positions.size(); ++i) {
      if (s.positions[i] >= 0) out[s.positions[i]] = in[i];
    }
  });
  return true;
}

}  // namespace bpl::host
