# What a step cannot do with arrays of several dimensions and with sparse matrices.
#===== parts of a matrix
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W[::2]  #! this part of an array of several dimensions is not supported by bplc inside a step yet: take rows, one row or one column


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W[:, 0:2]  #! this part of an array of several dimensions is not supported by bplc inside a step yet: take rows, one row or one column


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W[self.ids]  #! arrays of indices into an array of several dimensions inside a step are not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    self.W[self.ids] = 1.  #! arrays of indices into an array of several dimensions inside a step are not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W[self.ids, 0]  #! arrays of indices along one of several dimensions inside a step are not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W[0, 0, 0]  #! too many indices: an array of 2 dimensions was indexed by 3


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W[0, bm.sum(self.x)]  #! an index that a step computes is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== shapes that do not go together
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W + bm.zeros(4)  #! operands could not be broadcast together with shapes (5, 3) (4,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    self.W.value = self.W.T  #! a bm.Variable of shape (5, 3) cannot take values of shape (3, 5)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    self.W[0] = self.x  #! operands could not be broadcast together with shapes (5,) (3,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W.value.reshape((4, -1))  #! cannot reshape array of shape (5, 3) into another number of elements


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.sum(self.W, axis=2)  #! axis 2 is out of bounds for array of dimension 2


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.sum(self.W, axis=1.)  #! sum() along an axis that is no plain int inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.transpose(self.W, (0, 1))  #! transpose() of several dimensions in an order of their own inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.squeeze(self.W, axis=0)  #! squeeze() along an axis inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.expand_dims(bm.sum(self.x), 0)  #! expand_dims() of a number inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W @ self.W  #! a matrix of shape (5, 3) does not fit a matrix of shape (5, 3)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = self.W @ self.x  #! a matrix of shape (5, 3) does not fit a vector of shape (5,)


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.random.rand(bm.sum(self.x), 2)  #! of a size that a step computes inside a step is not supported by bplc yet


runner = bp.DSRunner(Model(5))
runner.run(1.)
#===== synapses
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.csr_matvec(1., self.ids, self.ids, self.x, (5, 5))  #! the beginnings of rows (indptr) must start with 0 and never fall


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.csr_matvec(1., self.ids, self.x, self.x, (5, 5))  #! indices that a step computes are not supported by bplc yet: make them in __init__


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.sparse_matmul(self.x, self.x)  #! sparse_matmul() needs one sparse matrix, dict(data=..., index=..., shape=...), and one vector


runner = bp.DSRunner(Model(5))
runner.run(1.)
#=====
import brainpy as bp
import brainpy.math as bm


class Model(bp.NeuGroup):
  def __init__(self, size):
    super().__init__(size)
    self.x = bm.Variable(bm.zeros(self.num))
    self.W = bm.Variable(bm.zeros((self.num, 3)))
    self.ids = bm.asarray([2, 0])

  def update(self, tdi):
    y = bm.sparse_matmul(dict(data=1., index=(self.ids, self.ids), shape=(5, 5)), self.W)  #! sparse_matmul() of a sparse matrix and a dense matrix is not supported by bplc yet: give a vector


runner = bp.DSRunner(Model(5))
runner.run(1.)
