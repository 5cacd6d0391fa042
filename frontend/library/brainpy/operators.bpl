# Synaptic operators of brainpy.math: from neurons to synapses and back, and products with sparse matrices.
#
# Everything but the count of events is made of two operations of a step: x[ids], and the reduction of what has one index, in the
# order of the synapses.
import _bplc
import brainpy.math as bm


def segment_sum(data, segment_ids, num_segments, indices_are_sorted=False):
  """The sum of the entries with each segment id."""
  return _bplc.reduce_at('sum', data, segment_ids, num_segments)


def segment_prod(data, segment_ids, num_segments, indices_are_sorted=False):
  """The product of the entries with each segment id; 1 where there are none."""
  return _bplc.reduce_at('prod', data, segment_ids, num_segments)


def segment_max(data, segment_ids, num_segments, indices_are_sorted=False):
  """The largest entry with each segment id; the lowest number of the type where there are none."""
  return _bound_of_bools(data, _bplc.reduce_at('max', data, segment_ids, num_segments))


def segment_min(data, segment_ids, num_segments, indices_are_sorted=False):
  """The smallest entry with each segment id; the highest number of the type where there are none."""
  return _bound_of_bools(data, _bplc.reduce_at('min', data, segment_ids, num_segments))


def _bound_of_bools(data, extreme):
  """Bools count as 32-bit integers, whose lowest and highest number are no infinities."""
  if bm.asarray(data).dtype != bool:
    return extreme
  return bm.clip(extreme, -2147483648., 2147483647.)


def pre2syn(pre_values, pre_ids):
  """The value of the pre neuron of every synapse."""
  return pre_values[pre_ids]


syn2post_sum = segment_sum
syn2post = segment_sum
syn2post_prod = segment_prod
syn2post_max = segment_max
syn2post_min = segment_min


def syn2post_mean(syn_values, post_ids, post_num, indices_are_sorted=False):
  """For every post neuron the mean over its synapses; 0 where there are none."""
  number = _bplc.reduce_at('sum', 1., post_ids, post_num)
  total = _bplc.reduce_at('sum', syn_values, post_ids, post_num)
  return total / bm.maximum(number, 1.)


def syn2post_softmax(syn_values, post_ids, post_num, indices_are_sorted=False):
  """For every synapse its share in exp(value) over all synapses of its post neuron."""
  largest = _bplc.reduce_at('max', syn_values, post_ids, post_num)
  parts = bm.exp(syn_values - largest[post_ids])
  return parts / _bplc.reduce_at('sum', parts, post_ids, post_num)[post_ids]


def _at_synapses(pre_values, pre_ids):
  """The values of the pre neurons at the synapses; a number stands for all of them."""
  return pre_values if pre_ids is None or bm.asarray(pre_values).ndim == 0 else pre_values[pre_ids]


def pre2post_sum(pre_values, post_num, post_ids, pre_ids=None):
  """For every post neuron the sum of the values of its pre neurons."""
  return segment_sum(_at_synapses(pre_values, pre_ids), post_ids, post_num)


def pre2post_prod(pre_values, post_num, post_ids, pre_ids=None):
  """The product of 0 and the values of the pre neurons, as in BrainPy."""
  return segment_prod(_at_synapses(pre_values, pre_ids), post_ids, post_num) * 0.


def pre2post_max(pre_values, post_num, post_ids, pre_ids=None):
  """The largest of 0 and the values of the pre neurons, as in BrainPy."""
  return bm.maximum(segment_max(_at_synapses(pre_values, pre_ids), post_ids, post_num), 0.)


def pre2post_min(pre_values, post_num, post_ids, pre_ids=None):
  """The smallest of 0 and the values of the pre neurons, as in BrainPy."""
  return bm.minimum(segment_min(_at_synapses(pre_values, pre_ids), post_ids, post_num), 0.)


def pre2post_mean(pre_values, post_num, post_ids, pre_ids=None):
  """For every post neuron the mean of the values of its pre neurons; 0 where there are none."""
  return syn2post_mean(_at_synapses(pre_values, pre_ids), post_ids, post_num)


def pre2post_event_sum(events, pre2post, post_num, values=1.):
  """For every post neuron the sum of `values` over its synapses whose pre neuron has an event."""
  if isinstance(pre2post, tuple) or _bplc.is_computed(values):
    post_ids, starts = pre2post
    return event_csr_matvec(values, post_ids, starts, events, (len(starts) - 1, post_num), transpose=True)
  return _bplc.event_sum(events, None, pre2post, values, post_num)


def pre2post_event_prod(events, pre2post, post_num, values=1.):
  """For every post neuron the product of `values` over its synapses whose pre neuron has an event; 1 where none has."""
  post_ids, starts = pre2post
  happened = _happened(events)[_bplc.rows_of(starts)]
  return segment_prod(bm.where(happened, values, 1.), post_ids, post_num)


def pre2post_coo_event_sum(events, pre_ids, post_ids, post_num, values=1.):
  """pre2post_event_sum with the synapses as two arrays of ids."""
  return segment_sum(bm.where(_happened(events)[pre_ids], values, 0.), post_ids, post_num)


def _happened(events):
  return bm.asarray(events) != 0.


def csr_matvec(values, indices, indptr, vector, shape, transpose=False):
  """The sparse matrix of this shape times a vector; with transpose=True the vector times the matrix."""
  rows = _bplc.rows_of(indptr)
  if transpose:
    return segment_sum(values * vector[rows], indices, shape[1])
  return segment_sum(values * vector[indices], rows, shape[0])


def event_csr_matvec(values, indices, indptr, events, shape, transpose=False):
  """csr_matvec with 1 for an event and 0 for none in place of a vector."""
  rows = _bplc.rows_of(indptr)
  happened = _happened(events)
  if transpose:
    return segment_sum(bm.where(happened[rows], values, 0.), indices, shape[1])
  return segment_sum(bm.where(happened[indices], values, 0.), rows, shape[0])


def sparse_matmul(A, B):
  """A @ B of a vector and a sparse matrix: dict(data=..., index=(rows, columns), shape=...)."""
  if isinstance(A, dict) == isinstance(B, dict):
    raise TypeError("sparse_matmul() needs one sparse matrix, dict(data=..., index=..., shape=...), and one vector")
  sparse = A if isinstance(A, dict) else B
  vector = B if isinstance(A, dict) else A
  if bm.asarray(vector).ndim != 1:
    raise _bplc.refusal('sparse_matmul() of a sparse matrix and a dense matrix is not supported by bplc yet: give a vector')
  rows, columns = sparse['index']
  if isinstance(A, dict):
    return segment_sum(sparse['data'] * vector[columns], rows, sparse['shape'][0])
  return segment_sum(vector[rows] * sparse['data'], columns, sparse['shape'][1])


def ifelse(conditions, branches, operands=None, dyn_vars=None, show_code=False):
  """The value of the branch behind the first true condition, element by element; the last branch is for the rest.

  A branch is a value or a function of `operands`. All of them are computed.
  """
  if dyn_vars is not None:
    raise NotImplementedError('bm.ifelse(dyn_vars=...) is not supported by bplc: let the branches return values, and assign the result')
  conditions = list(conditions) if isinstance(conditions, (list, tuple)) else [conditions]
  if not isinstance(branches, (list, tuple)) or len(branches) != len(conditions) + 1:
    raise ValueError('bm.ifelse() needs a list with one branch for each condition and one for the rest')
  values = [branch(operands) if callable(branch) else branch for branch in branches]
  result = values[-1]
  for k in range(len(conditions) - 1, -1, -1):
    result = _chosen(conditions[k], values[k], result)
  return result


def _chosen(condition, value, otherwise):
  if isinstance(value, (list, tuple)):
    return tuple([_chosen(condition, a, b) for a, b in zip(value, otherwise)])
  return bm.where(condition, value, otherwise)
