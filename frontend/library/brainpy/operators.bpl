# Synaptic operators of brainpy.math: from neurons to synapses and back.
import _bplc
import brainpy.math as bm


def pre2post_event_sum(events, pre2post, post_num, values=1.):
  """For every post neuron the sum of `values` over its synapses whose pre neuron has an event."""
  return _bplc.event_sum(events, None, pre2post, values, post_num)


def pre2syn(pre_values, pre_ids):
  """The value of the pre neuron of every synapse."""
  return pre_values[pre_ids]


def syn2post_sum(syn_values, post_ids, post_num, indices_are_sorted=False):
  """For every post neuron the sum over its synapses."""
  return _bplc.add_at(syn_values, post_ids, post_num)


syn2post = syn2post_sum


def syn2post_mean(syn_values, post_ids, post_num, indices_are_sorted=False):
  """For every post neuron the mean over its synapses; 0 where there are none."""
  number = _bplc.add_at(1., post_ids, post_num)
  total = _bplc.add_at(syn_values, post_ids, post_num)
  return total / bm.maximum(number, 1.)


def pre2post_sum(pre_values, post_num, post_ids, pre_ids=None):
  """For every post neuron the sum of the values of its pre neurons."""
  if pre_ids is not None:
    pre_values = pre_values[pre_ids]
  return _bplc.add_at(pre_values, post_ids, post_num)


def segment_sum(data, segment_ids, num_segments, indices_are_sorted=False):
  """The sum of the entries with each segment id."""
  return _bplc.add_at(data, segment_ids, num_segments)
