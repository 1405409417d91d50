class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self, x: Tensor) -> Tensor:
    return x

  # Cotangents gs of ys pulled back to xs; flags = [retain graph, create graph].
  # An x that no y depends on gets zeros.
  def grad(self, ys: List[Tensor], xs: List[Tensor], gs: List[Tensor], flags: Tensor) -> List[Tensor]:
    heads = annotate(List[Tensor], [])
    cotangents = annotate(List[Optional[Tensor]], [])
    for i in range(torch.len(ys)):
      if ops.prim.requires_grad(ys[i]):
        torch.append(heads, ys[i])
        torch.append(cotangents, gs[i])
    out = annotate(List[Tensor], [])
    if torch.len(heads) == 0:
      for i in range(torch.len(xs)):
        torch.append(out, torch.zeros_like(xs[i]))
    else:
      r = torch.autograd.grad(heads, xs, cotangents, bool(flags[0]), bool(flags[1]), True)
      for i in range(torch.len(xs)):
        g = r[i]
        if g is None:
          torch.append(out, torch.zeros_like(xs[i]))
        else:
          torch.append(out, g)
    return out

  # 1 for each x that the sum of y depends on, else 0; the graph survives.
  def depends(self, y: Tensor, xs: List[Tensor]) -> Tensor:
    out = torch.zeros([torch.len(xs)], dtype=4)
    if ops.prim.requires_grad(y):
      cotangents = annotate(List[Optional[Tensor]], [torch.ones_like(y)])
      r = torch.autograd.grad([y], xs, cotangents, True, False, True)
      for i in range(torch.len(xs)):
        if r[i] is not None:
          torch.fill_(torch.select(out, 0, i), 1)
    return out

  # For f [n, k] and each z [n, ...] of zs: [n, k, ...], row (i, c) = d f[i, c] / d z[i].
  # Right only where sample i of z reaches no other sample of f. Consumes the graph.
  def row_gradients(self, f: Tensor, zs: List[Tensor]) -> List[Tensor]:
    n = torch.size(f, 0)
    k = torch.size(f, 1)
    out = annotate(List[Tensor], [])
    if k > 1:
      for i in range(torch.len(zs)):
        shape = torch.size(zs[i])
        torch.insert(shape, 1, k)
        torch.append(out, torch.empty(shape, dtype=ops.prim.dtype(f), device=ops.prim.device(f)))
    if ops.prim.requires_grad(f):
      for c in range(k):
        one = torch.zeros_like(f)
        torch.fill_(torch.select(one, 1, c), 1)
        cotangents = annotate(List[Optional[Tensor]], [one])
        r = torch.autograd.grad([f], zs, cotangents, c + 1 < k, False, True)
        for i in range(torch.len(zs)):
          g = r[i]
          if k == 1:
            if g is None:
              torch.append(out, torch.unsqueeze(torch.zeros_like(zs[i]), 1))
            else:
              torch.append(out, torch.unsqueeze(g, 1))
          else:
            if g is None:
              torch.zero_(torch.select(out[i], 1, c))
            else:
              torch.copy_(torch.select(out[i], 1, c), g)
    else:
      for i in range(torch.len(zs)):
        if k == 1:
          torch.append(out, torch.unsqueeze(torch.zeros_like(zs[i]), 1))
        else:
          torch.zero_(out[i])
    return out

  def eigh(self, a: Tensor) -> List[Tensor]:
    values, vectors = torch.linalg_eigh(a)
    return [values, vectors]

  # 1 for each tensor whose entries are all finite, else 0.
  def finite(self, ts: List[Tensor]) -> Tensor:
    out = torch.ones([torch.len(ts)], dtype=4)
    for i in range(torch.len(ts)):
      t = ts[i]
      if torch.is_floating_point(t):
        # A finite sum proves finite entries in one pass; only a suspect is looked at again.
        if not bool(torch.isfinite(torch.sum(t))):
          if not bool(torch.all(torch.isfinite(t))):
            torch.fill_(torch.select(out, 0, i), 0)
    return out

  def versions(self, ts: List[Tensor]) -> Tensor:
    out = torch.zeros([torch.len(ts)], dtype=4)
    for i in range(torch.len(ts)):
      torch.fill_(torch.select(out, 0, i), torch._version(ts[i]))
    return out

  def set_data(self, target: Tensor, source: Tensor) -> Tensor:
    torch.set_data(target, source)
    return target

  def flatten(self, ts: List[Tensor]) -> Tensor:
    flat = annotate(List[Tensor], [])
    for i in range(torch.len(ts)):
      torch.append(flat, torch.reshape(ts[i], [-1]))
    return torch.cat(flat)

  # The sums over the rows of (w o factors) [rows, width], w all ts flattened and joined; what
  # the factors have beyond w counts nothing. In pieces of size[0] numbers or less (a multiple of
  # the width; 0: none are cut), whose products stay in the processor's cache.
  def folded_sums(self, ts: List[Tensor], factors: Tensor, size: Tensor) -> Tensor:
    width = torch.size(factors, 1)
    line = torch.reshape(factors, [-1])
    total = torch.zeros([width], dtype=ops.prim.dtype(factors), device=ops.prim.device(factors))
    piece = int(size[0])
    if piece <= 0:
      piece = torch.numel(factors)
    buffer = torch.empty([ops.prim.min(piece, torch.numel(factors))], dtype=ops.prim.dtype(factors), device=ops.prim.device(factors))
    at = 0
    for i in range(torch.len(ts)):
      w = torch.detach(torch.reshape(ts[i], [-1]))
      end = torch.numel(w)
      start = 0
      while start < end:
        column = at % width
        count = ops.prim.min(piece, end - start)
        if column > 0 or count < width:
          count = ops.prim.min(width - column, count)
          part = torch.mul(torch.slice(w, 0, start, start + count), torch.slice(line, 0, at, at + count))
          torch.add_(torch.slice(total, 0, column, column + count), part)
        else:
          count = torch.floordiv(count, width) * width
          part = torch.slice(buffer, 0, 0, count)
          _p = torch.mul(torch.slice(w, 0, start, start + count), torch.slice(line, 0, at, at + count), out=part)
          torch.add_(total, torch.sum(torch.reshape(part, [-1, width]), [0]))
        start = start + count
        at = at + count
    return total

  # geometry = [groups, stride..., padding..., dilation...] of `dims` spatial dimensions each;
  # the answer is stride, padding, dilation and as many zeros.
  def walk(self, geometry: Tensor, dims: int) -> List[List[int]]:
    walk = annotate(List[List[int]], [])
    for j in range(3):
      part = annotate(List[int], [])
      for i in range(dims):
        torch.append(part, int(geometry[1 + j * dims + i]))
      torch.append(walk, part)
    zeros = annotate(List[int], [])
    for i in range(dims):
      torch.append(zeros, 0)
    torch.append(walk, zeros)
    return walk

  def convolution(self, a: Tensor, w: Tensor, geometry: Tensor) -> Tensor:
    walk = self.walk(geometry, torch.dim(a) - 2)
    return torch.convolution(a, w, None, walk[0], walk[1], walk[2], False, walk[3], int(geometry[0]))

  # Weight gradient of a convolution, summed over the batch; w gives its shape only.
  def convolution_weight(self, a: Tensor, g: Tensor, w: Tensor, geometry: Tensor) -> Tensor:
    walk = self.walk(geometry, torch.dim(a) - 2)
    _a, r, _b = torch.convolution_backward(g, a, w, None, walk[0], walk[1], walk[2], False, walk[3], int(geometry[0]), [False, True, False])
    return r

  # Per-sample weight gradients: a [n, C, ...], g [n, k, O, ...], w [O, C/groups, ...]
  # overwrite rows [n*k, O * C/groups * ...], or are added to them. The k outputs ride along as
  # further channels of one call.
  def convolution_rows(self, rows: Tensor, a: Tensor, g: Tensor, w: Tensor, geometry: Tensor, add: Tensor) -> Tensor:
    n = torch.size(a, 0)
    k = torch.size(g, 1)
    o = torch.size(w, 0)
    groups = int(geometry[0])
    inner = torch.floordiv(torch.numel(w), o)
    out = torch.reshape(rows, [n, k, o, inner])
    accumulate = bool(add)
    shape = torch.size(w)
    torch._set_item(shape, 0, k * o)
    wide = torch.expand(torch.reshape(torch.select(torch.reshape(w, [-1]), 0, 0), [1]), [k * o * inner])
    wide = torch.reshape(wide, shape)
    each = torch.floordiv(o, groups)
    for i in range(n):
      gi = torch.select(g, 0, i)
      spatial = torch.slice(torch.size(gi), 2)
      if groups == 1:
        gi = torch.reshape(gi, [1, k * o] + spatial)
      else:
        gi = torch.transpose(torch.reshape(gi, [k, groups, each] + spatial), 0, 1)
        gi = torch.reshape(gi, [1, k * o] + spatial)
      r = self.convolution_weight(torch.slice(a, 0, i, i + 1), gi, wide, geometry)
      if groups > 1:
        r = torch.transpose(torch.reshape(r, [groups, k, each, inner]), 0, 1)
      target = torch.select(out, 0, i)
      if accumulate:
        torch.add_(target, torch.reshape(r, [k, o, inner]))
      else:
        torch.copy_(target, torch.reshape(r, [k, o, inner]))
    return rows

  # total += factor p q^T; with size[0] > 0 the product is symmetric and only its blocks on and under
  # the diagonal are computed, in blocks of size[0] rows (mirror completes them).
  def add_gram(self, total: Tensor, p: Tensor, q: Tensor, factor: Tensor, size: Tensor) -> Tensor:
    rows = torch.size(p, 0)
    block = int(size[0])
    alpha = float(factor)
    if block <= 0:
      torch.addmm_(total, p, torch.t(q), alpha=alpha)
    else:
      start = 0
      while start < rows:
        end = ops.prim.min(rows, start + block)
        target = torch.slice(torch.slice(total, 0, start, end), 1, 0, end)
        torch.addmm_(target, torch.slice(p, 0, start, end), torch.t(torch.slice(q, 0, 0, end)), alpha=alpha)
        start = end
    return total

  # total += (g h^T) o s, where s [n, m] has one entry for each pair of samples and
  # g [n*k, o], h [m*k, o] k rows a sample; a second total, if any, gets g h^T alone.
  # size as in add_gram, in samples.
  def add_scaled_gram(self, totals: List[Tensor], s: Tensor, g: Tensor, h: Tensor, size: Tensor) -> List[Tensor]:
    n = torch.size(s, 0)
    m = torch.size(s, 1)
    k = torch.floordiv(torch.size(g, 0), n)
    symmetric = int(size[0]) > 0
    block = n
    if symmetric:
      block = int(size[0])
    start = 0
    while start < n:
      end = ops.prim.min(n, start + block)
      columns = m
      if symmetric:
        columns = end
      part = torch.matmul(torch.slice(g, 0, start * k, end * k), torch.t(torch.slice(h, 0, 0, columns * k)))
      if torch.len(totals) > 1:
        other = torch.slice(torch.slice(totals[1], 0, start * k, end * k), 1, 0, columns * k)
        torch.add_(other, part)
      scale = torch.slice(torch.slice(s, 0, start, end), 1, 0, columns)
      target = torch.slice(torch.slice(totals[0], 0, start * k, end * k), 1, 0, columns * k)
      if k == 1:
        torch.addcmul_(target, part, scale)
      else:
        part = torch.reshape(part, [end - start, k, columns, k])
        torch.mul_(part, torch.reshape(scale, [end - start, 1, columns, 1]))
        torch.add_(target, torch.reshape(part, [(end - start) * k, columns * k]))
      start = end
    return totals

  # The kernel [n*k, n*k] of linear layers with inputs xs [n, in] and outputs zs [n, out], in one
  # call: the sum over layers of (scales[l, 0] x x^T + scales[l, 1]) o (g g^T), see add_scaled_gram.
  def linear_kernel(self, f: Tensor, zs: List[Tensor], xs: List[Tensor], scales: Tensor) -> Tensor:
    gs = self.row_gradients(f, zs)
    n = torch.size(f, 0)
    rows = torch.numel(f)
    whole = torch.zeros([1], dtype=4)
    total = torch.zeros([rows, rows], dtype=ops.prim.dtype(f), device=ops.prim.device(f))
    for i in range(torch.len(xs)):
      s = torch.matmul(xs[i], torch.t(xs[i]))
      scale = torch.select(scales, 0, i)
      torch.mul_(s, torch.select(scale, 0, 0))
      torch.add_(s, torch.select(scale, 0, 1))
      g = torch.reshape(gs[i], [rows, -1])
      _t = self.add_scaled_gram([total], s, g, g, whole)
    return total

  # Copies the blocks under the diagonal to their places above it.
  def mirror(self, total: Tensor, size: Tensor) -> Tensor:
    rows = torch.size(total, 0)
    block = int(size[0])
    start = block
    while start < rows:
      end = ops.prim.min(rows, start + block)
      lower = torch.slice(torch.slice(total, 0, start, end), 1, 0, start)
      torch.copy_(torch.slice(torch.slice(total, 0, 0, start), 1, start, end), torch.t(lower))
      start = end
    return total

  def add_rows(self, table: Tensor, index: Tensor, rows: Tensor) -> Tensor:
    return torch.index_add_(table, 0, index, rows)

  def select_rows(self, table: Tensor, index: Tensor) -> Tensor:
    return torch.index_select(table, 0, torch.reshape(index, [-1]))

  # What an optimizer takes for the gradient: decay * w + clip(rescale * g), settings =
  # [rescale, clip or 0, decay, ...]. g stays as it is; a copy is made only where it would differ.
  def effective_gradient(self, w: Tensor, g: Tensor, settings: Tensor) -> Tensor:
    rescale = float(settings[0])
    clip = float(settings[1])
    decay = float(settings[2])
    if rescale == 1. and clip <= 0.:
      if decay == 0.:
        out = g
      else:
        out = torch.add(g, w, alpha=decay)
    else:
      out = torch.mul(g, rescale)
      if clip > 0.:
        torch.clamp_(out, -clip, clip)
      if decay != 0.:
        torch.add_(out, w, alpha=decay)
    return out

  # The optimizers change w and their state in place and follow torch.optim. settings =
  # [rescale, clip, decay, rate, ...]. Here: rho, epsilon, momentum, centered;
  # state = [v], then the mean gradient if centered, then the velocity if there is momentum.
  def rms_prop(self, w: Tensor, grad: Tensor, state: List[Tensor], settings: Tensor) -> Tensor:
    g = (self).effective_gradient(w, grad, settings)
    rate = float(settings[3])
    rho = float(settings[4])
    momentum = float(settings[6])
    v = state[0]
    torch.addcmul_(torch.mul_(v, rho), g, g, value=1. - rho)
    if float(settings[7]) > 0.:
      mean = state[1]
      torch.lerp_(mean, g, 1. - rho)
      # Rounding can make the variance of a constant gradient negative: torch.optim gives NaN then.
      root = torch.sqrt_(torch.clamp_min_(torch.addcmul(v, mean, mean, value=-1.), 0.))
    else:
      root = torch.sqrt(v)
    torch.add_(root, float(settings[5]))
    if momentum > 0.:
      velocity = state[torch.len(state) - 1]
      torch.addcdiv_(torch.mul_(velocity, momentum), g, root)
      torch.add_(w, velocity, alpha=-rate)
    else:
      torch.addcdiv_(w, g, root, value=-rate)
    return w

  # settings[4] = epsilon, state = [sum of squares]; the rate has its decay already.
  def adagrad(self, w: Tensor, grad: Tensor, state: List[Tensor], settings: Tensor) -> Tensor:
    g = (self).effective_gradient(w, grad, settings)
    total = state[0]
    torch.addcmul_(total, g, g)
    root = torch.add_(torch.sqrt(total), float(settings[4]))
    return torch.addcdiv_(w, g, root, value=-float(settings[3]))

  # settings[4:] = rho, epsilon; state = [mean square of gradients, mean square of changes].
  def adadelta(self, w: Tensor, grad: Tensor, state: List[Tensor], settings: Tensor) -> Tensor:
    g = (self).effective_gradient(w, grad, settings)
    rho = float(settings[4])
    epsilon = float(settings[5])
    v = state[0]
    u = state[1]
    torch.addcmul_(torch.mul_(v, rho), g, g, value=1. - rho)
    root = torch.sqrt_(torch.add(v, epsilon))
    change = torch.sqrt_(torch.add(u, epsilon))
    torch.mul_(torch.div_(change, root), g)
    torch.addcmul_(torch.mul_(u, rho), change, change, value=1. - rho)
    return torch.add_(w, change, alpha=-float(settings[3]))

  # settings[4] = momentum, state = [velocity].
  def nesterov(self, w: Tensor, grad: Tensor, state: List[Tensor], settings: Tensor) -> Tensor:
    g = (self).effective_gradient(w, grad, settings)
    rate = float(settings[3])
    momentum = float(settings[4])
    velocity = torch.add_(torch.mul_(state[0], momentum), g)
    torch.add_(w, g, alpha=-rate)
    return torch.add_(w, velocity, alpha=-rate * momentum)
