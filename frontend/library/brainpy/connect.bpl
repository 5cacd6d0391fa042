# Connectors: which neuron of one population connects to which of another. They name a rule and its numbers; the
# connections are drawn where they are needed.
import _bplc
from brainpy.base import plain, product, size_to_tuple

STRUCTURES = ('conn_mat', 'pre_ids', 'post_ids', 'coo', 'pre2post', 'csr', 'post2pre', 'csc', 'pre2syn', 'post2syn')


class TwoEndConnector:
  """Base of the connectors. `_rule` is the name of the rule that the runtime draws by."""
  _rule = None

  def __init__(self, seed=None):
    seed = plain(seed)
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int)):
      raise TypeError('seed must be an int or None, not ' + repr(seed))
    self.seed = seed
    self.include_self = True
    self._draws = _bplc.connector_state(seed)

  def _numbers(self, pre_num, post_num):
    """The numbers of the rule as a dict, checked against the sizes."""
    return {}

  def __call__(self, pre_size, post_size):
    """Binds the connector to two populations, for require(); returns itself."""
    self.pre_size = size_to_tuple(pre_size)
    self.post_size = size_to_tuple(post_size)
    self.pre_num = product(self.pre_size)
    self.post_num = product(self.post_size)
    return self

  def require(self, *structures):
    """Structures of one draw: 'pre2post', 'csr', 'pre_ids', 'post_ids', 'coo', 'conn_mat', ...; several give a tuple.

    Sizes may be given in front. A structure that needs the connections one by one holds them as arrays.
    """
    structures = list(structures)
    sizes = []
    while structures and not isinstance(structures[0], str):
      sizes.append(structures.pop(0))
    if sizes:
      self(sizes[0], sizes[1] if len(sizes) > 1 else sizes[0])
    if not hasattr(self, 'pre_num'):
      raise ValueError('the connector has no sizes yet: write conn(pre_size, post_size) or require(pre_size, post_size, ...)')
    for name in structures:
      if name not in STRUCTURES:
        raise ValueError('a connector has no structure ' + repr(name) + '; it has ' + ', '.join(STRUCTURES))
    drawn = self.connections(self.pre_num, self.post_num, dense=structures == ['conn_mat'])
    found = [_bplc.structure(drawn, name) for name in structures]
    return found[0] if len(found) == 1 else tuple(found)

  def requires(self, *structures):
    return self.require(*structures)

  def connections(self, pre_num, post_num, dense=False):
    """The connections between two populations as one object; drawn anew at each call, as BrainPy's require()."""
    numbers = self._numbers(pre_num, post_num)
    if not self.include_self and pre_num != post_num:
      raise ValueError('include_self=False needs pre and post of the same size, not ' + str(pre_num) + ' and ' + str(post_num))
    return _bplc.connectivity(self._rule, self._draws, pre_num, post_num, numbers, self.include_self, dense)


def check_probability(prob, name):
  prob = plain(prob)
  if isinstance(prob, bool) or not isinstance(prob, (int, float)):
    raise TypeError(name + ' must be a number in [0, 1], not ' + repr(prob))
  if not 0. <= prob <= 1.:
    raise ValueError(name + ' must be in [0, 1], not ' + repr(prob))
  return prob


def check_count(num, name):
  num = plain(num)
  if isinstance(num, bool) or not isinstance(num, (int, float)):
    raise TypeError(name + ' must be an int or a float in [0, 1], not ' + repr(num))
  if isinstance(num, float):
    return check_probability(num, name)
  if num < 0:
    raise ValueError(name + ' must not be negative, not ' + repr(num))
  return num


class FixedProb(TwoEndConnector):
  """Every source connects to exactly int(post_num * prob) targets, drawn without replacement."""
  _rule = 'fixed_prob'

  def __init__(self, prob, pre_ratio=1., include_self=True, allow_multi_conn=False, seed=None, pre=None, post=None):
    super().__init__(seed)
    self.prob = check_probability(prob, 'prob')
    if check_probability(pre_ratio, 'pre_ratio') != 1.:
      raise _bplc.refusal('FixedProb(pre_ratio=...) other than 1 is not supported by bplc yet')
    self.include_self = include_self
    self.allow_multi_conn = allow_multi_conn

  def _numbers(self, pre_num, post_num):
    return {'probability': self.prob, 'number': int(post_num * self.prob), 'multiple': self.allow_multi_conn}


class FixedPostNum(TwoEndConnector):
  """Every source connects to `num` targets (an int, or a share of the targets as a float)."""
  _rule = 'fixed_outdegree'

  def __init__(self, num, include_self=True, allow_multi_conn=False, seed=None):
    super().__init__(seed)
    self.num = check_count(num, 'num')
    self.include_self = include_self
    self.allow_multi_conn = allow_multi_conn

  def _numbers(self, pre_num, post_num):
    number = int(post_num * self.num) if isinstance(self.num, float) else self.num
    if number > post_num and not self.allow_multi_conn:
      raise ValueError('FixedPostNum: ' + str(number) + ' targets asked for, but post has ' + str(post_num) + ' neurons')
    return {'number': number, 'multiple': self.allow_multi_conn}


class FixedPreNum(TwoEndConnector):
  """Every target gets `num` sources (an int, or a share of the sources as a float)."""
  _rule = 'fixed_indegree'

  def __init__(self, num, include_self=True, allow_multi_conn=False, seed=None):
    super().__init__(seed)
    self.num = check_count(num, 'num')
    self.include_self = include_self
    self.allow_multi_conn = allow_multi_conn

  def _numbers(self, pre_num, post_num):
    number = int(pre_num * self.num) if isinstance(self.num, float) else self.num
    if number > pre_num and not self.allow_multi_conn:
      raise ValueError('FixedPreNum: ' + str(number) + ' sources asked for, but pre has ' + str(pre_num) + ' neurons')
    return {'number': number, 'multiple': self.allow_multi_conn}


class All2All(TwoEndConnector):
  _rule = 'all_to_all'

  def __init__(self, include_self=True):
    super().__init__()
    self.include_self = include_self


class One2One(TwoEndConnector):
  _rule = 'one_to_one'

  def _numbers(self, pre_num, post_num):
    if pre_num != post_num:
      raise ValueError('One2One needs pre and post of the same size, not ' + str(pre_num) + ' and ' + str(post_num))
    return {}


class IJConn(TwoEndConnector):
  """Explicit connections: synapse k goes from i[k] to j[k]."""
  _rule = 'explicit'

  def __init__(self, i, j):
    super().__init__()
    self.pre_ids, self.post_ids = _bplc.index_pair(i, j)

  def _numbers(self, pre_num, post_num):
    return {'sources': self.pre_ids, 'targets': self.post_ids}


class MatConn(TwoEndConnector):
  """Explicit connections: neuron i connects to j where conn_mat[i, j] is greater than zero."""
  _rule = 'explicit'

  def __init__(self, conn_mat):
    super().__init__()
    self.shape, self.pre_ids, self.post_ids = _bplc.matrix_indices(conn_mat)

  def _numbers(self, pre_num, post_num):
    if self.shape != (pre_num, post_num):
      raise ValueError('the matrix has the shape ' + str(self.shape) + ', but the populations have ' +
                       str((pre_num, post_num)) + ' neurons')
    return {'sources': self.pre_ids, 'targets': self.post_ids}


def as_connector(conn):
  """A connector from what synapses accept: a connector or a matrix."""
  if isinstance(conn, TwoEndConnector):
    return conn
  if _bplc.is_array(conn):
    return MatConn(conn)
  if isinstance(conn, type):
    raise TypeError('conn must be a connector object: write ' + conn.__name__ + '(...)')
  raise TypeError('conn must be a connector such as bp.conn.FixedProb(0.1) or a matrix, not ' + type(conn).__name__)
