#!/usr/bin/env python3
# Copyright 2026 The djl-catapult authors
# SPDX-License-Identifier: Apache-2.0
"""What the tangent kernel costs in PyTorch, on the networks of this project's benchmark.

Needs PyTorch 1.13 with functorch and nothing else (Debian: python3-torch). CPU, float32, ReLU, NTK
parameterisation with biases (the factor is put on the layer's input: cheaper than on its weights,
and the same function), random data.

    functorch_peer.py [--cases fc-k1 fc-k10 cnn-k1 cnn-k10] [--repeats 5] [--threads ALL]
                      [--memory-gb 10]

    fc-kK    5 layers, width 1024, d = 3072, n = 128, K outputs
    cnn-kK   4 convolutions 3x3 with 128 channels and a linear layer, 32 x 32 x 3, n = 32, K outputs

Methods, each in a process of its own, so that its peak resident memory (torch included) is its own:

    step       one training step: forward, squared loss (1/n) sum (f-y)^2, backward, SGD step
    naive      one reverse pass per sample and output, then J J^T; NAIVE_SAMPLES are timed and
               extrapolated linearly, and the product is added at this machine's matrix-product
               rate (flattering where J would not fit in memory)
    functorch  vmap(jacrev) over samples, then J J^T, layer by layer
    chunked    only where functorch ran out of memory: blocks of CHUNK samples, the Jacobian of the
               inner block worked out again for every pair; one block is timed and extrapolated

A method that needs more address space than --memory-gb is reported as out of memory. Times are
medians after a warm-up; a method stops early once it has used BUDGET seconds, and a first run of
more than SLOW seconds is itself the measurement. The whole takes about four minutes on two idle
cores; other work on them multiplies every time, so the load is printed too.
"""
import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import time

CASES = {"fc-k1": ("fc", 128, 1), "fc-k10": ("fc", 128, 10), "cnn-k1": ("cnn", 32, 1), "cnn-k10": ("cnn", 32, 10)}
METHODS = ("step", "naive", "functorch")
NAIVE_SAMPLES = 4
CHUNK = 8
BUDGET = 15.0
SLOW = 8.0


def build(kind, n, k):
    """The network, inputs and targets; torch is imported in the measuring process only."""
    import torch
    from torch import nn

    class NtkLinear(nn.Module):
        def __init__(self, fan_in, fan_out):
            super().__init__()
            self.weight = nn.Parameter(torch.randn(fan_out, fan_in))
            self.bias = nn.Parameter(torch.randn(fan_out))
            self.scale = 1 / math.sqrt(fan_in)

        def forward(self, x):
            return nn.functional.linear(x * self.scale, self.weight, self.bias)

    class NtkConv(nn.Module):
        def __init__(self, cin, cout):
            super().__init__()
            self.weight = nn.Parameter(torch.randn(cout, cin, 3, 3))
            self.bias = nn.Parameter(torch.randn(cout))
            self.scale = 1 / math.sqrt(cin * 9)

        def forward(self, x):
            return nn.functional.conv2d(x * self.scale, self.weight, self.bias, padding=1)

    torch.manual_seed(0)
    if kind == "fc":
        widths, layer, shape, head = (3072, 1024, 1024, 1024, 1024), NtkLinear, (3072,), [NtkLinear(1024, k)]
    else:
        widths, layer, shape = (3, 128, 128, 128, 128), NtkConv, (3, 32, 32)
        head = [nn.Flatten(), NtkLinear(128 * 32 * 32, k)]
    body = [m for a, b in zip(widths, widths[1:]) for m in (layer(a, b), nn.ReLU())]
    return nn.Sequential(*body, *head), torch.randn(n, *shape), torch.randn(n, k).sign()


def timed(run, repeats):
    """Median seconds, number of runs, and whether a warm-up came before them."""
    start = time.perf_counter()
    run()
    first = time.perf_counter() - start
    if first > SLOW:
        return first, 1, False
    seconds = []
    while len(seconds) < repeats and (not seconds or time.perf_counter() - start < BUDGET):
        begin = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds), len(seconds), True


def result(seconds, runs, warm, note=""):
    return {"seconds": seconds, "runs": runs, "note": "; ".join(filter(None, [note, "" if warm else "no warm-up"]))}


def measure_step(net, x, y, repeats):
    import torch
    optimizer = torch.optim.SGD(net.parameters(), lr=1e-4)

    def step():
        optimizer.zero_grad()
        (((net(x) - y) ** 2).sum() / len(x)).backward()
        optimizer.step()
    return result(*timed(step, repeats))


def measure_naive(net, x, y, repeats):
    import torch
    parameters = list(net.parameters())
    size, k = sum(p.numel() for p in parameters), y.shape[1]

    def rows():
        jacobian = torch.empty(NAIVE_SAMPLES * k, size)
        for i in range(NAIVE_SAMPLES):
            f = net(x[i:i + 1])[0]
            for c in range(k):
                gradients = torch.autograd.grad(f[c], parameters, retain_graph=c < k - 1)
                torch.cat([g.flatten() for g in gradients], out=jacobian[i * k + c])
    seconds, runs, warm = timed(rows, repeats)
    product_seconds = 2 * (len(x) * k) ** 2 * size / matrix_product_rate()
    return result(seconds * len(x) / NAIVE_SAMPLES + product_seconds, runs, warm,
                  f"extrapolated from {NAIVE_SAMPLES} of {len(x)} samples")


def matrix_product_rate():
    """Floating-point operations a second of a large square matrix product."""
    import torch
    a = torch.randn(2048, 2048)
    return 2 * 2048 ** 3 / timed(lambda: a @ a, 3)[0]


def jacobian_function(net):
    from functorch import jacrev, make_functional, vmap
    function, parameters = make_functional(net)
    per_sample = vmap(jacrev(lambda w, xi: function(w, xi[None])[0]), (None, 0))
    return lambda x: [j.detach().flatten(0, 1).flatten(1) for j in per_sample(parameters, x)]


def product(left, right):
    return sum(a @ b.t() for a, b in zip(left, right))


def measure_functorch(net, x, y, repeats):
    jacobian = jacobian_function(net)

    def kernel():
        j = jacobian(x)
        return product(j, j)
    return result(*timed(kernel, repeats))


def measure_chunked(net, x, y, repeats):
    jacobian, chunks = jacobian_function(net), len(x) // CHUNK
    outer = jacobian(x[:CHUNK])
    one_jacobian, runs, warm = timed(lambda: jacobian(x[CHUNK:2 * CHUNK]), repeats)
    one_product = timed(lambda: product(outer, outer), repeats)[0]
    pairs = chunks * (chunks + 1) // 2
    # One Jacobian per row of blocks, and one for each pair of different blocks: also `pairs` in all.
    return result(pairs * (one_jacobian + one_product), runs, warm,
                  f"extrapolated from one of {pairs} pairs of blocks of {CHUNK} samples")


def peak_megabytes():
    """High-water mark of this program alone; getrusage would carry over what came before exec."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def child(case, method, repeats, threads, memory_gb):
    import torch
    torch.set_num_threads(threads)
    limit = int(memory_gb * 2 ** 30)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    kind, n, k = CASES[case]
    try:
        out = globals()["measure_" + method](*build(kind, n, k), repeats)
    except (MemoryError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "memory" not in str(error) and "bad_alloc" not in str(error):
            raise
        out = {"seconds": None, "runs": 0, "note": f"out of memory at {memory_gb:g} GB"}
    print(json.dumps({**out, "peak": peak_megabytes()}))


def spawn(case, method, options):
    command = [sys.executable, os.path.abspath(__file__), "--child", case, method, "--repeats", str(options.repeats),
               "--threads", str(options.threads), "--memory-gb", str(options.memory_gb)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        return {"seconds": None, "runs": 0, "peak": math.nan, "note": f"failed with exit status {done.returncode}"}
    return json.loads(done.stdout)


def show(case, method, out, step):
    seconds = out["seconds"]
    cost = f"{seconds * 1000:10.0f}" if seconds is not None else f"{'-':>10}"
    ratio = f"{seconds / step:9.1f}" if seconds is not None and step else f"{'-':>9}"
    print(f"{case:8} {method:10} {cost} {ratio} {out['runs']:5} {out['peak']:9.0f}  {out['note']}".rstrip(), flush=True)


def report(options):
    import importlib.metadata
    print(f"PyTorch {importlib.metadata.version('torch')}, {options.threads} threads, "
          f"median of up to {options.repeats} runs, address space at most {options.memory_gb:g} GB, "
          f"load before {os.getloadavg()[0]:.1f}")
    print(f"{'case':8} {'method':10} {'ms':>10} {'in steps':>9} {'runs':>5} {'peak MB':>9}  note")
    for case in options.cases:
        step = None
        for method in METHODS:
            out = spawn(case, method, options)
            step = out["seconds"] if method == "step" else step
            show(case, method, out, step)
        if out["seconds"] is None:
            show(case, "chunked", spawn(case, "chunked", options), step)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--memory-gb", type=float, default=10)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(*options.child, options.repeats, options.threads, options.memory_gb)
    else:
        report(options)


if __name__ == "__main__":
    main()
