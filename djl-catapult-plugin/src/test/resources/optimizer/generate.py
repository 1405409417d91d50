#!/usr/bin/env python3
"""Float64 reference trajectories of torch.optim optimizers on a small network.

Needs PyTorch 1.13 or newer (Debian: python3-torch).

    python3 generate.py trajectories.npz

Network: linear 3 -> 4, tanh, linear 4 -> 1, with biases, on 12 points; loss one-half times the mean
square. Keys, all float64:

    x [12,3], y [12,1]   the points
    weights              the first weights [21]: the arrays in the order of parameters(), flattened
    factors [100]        what the case's rate is multiplied by at each step
    CASE [100,21]        the weights after each step

A case is an optimizer with its settings, and what is done to the gradients before its step: they
are multiplied by rescale and then clipped to [-clip, clip] (torch.nn.utils.clip_grad_value_).
Settings that DJL takes as float32 are rounded to it. Rates are such that the same trajectory in
float32, by PyTorch itself, stays within 2e-6 of the one in float64: none amplifies rounding.
"""
import sys
import numpy as np
import torch
from torch import nn, optim

STEPS = 100


def single(value):
    return float(np.float32(value))


DECAY = single(0.01)
# name: (optimizer, rate, settings, rescale, clip)
CASES = {
    "rmsprop": (optim.RMSprop, 0.005, {}, 1, None),
    "rmsprop-decay": (
        optim.RMSprop,
        0.005,
        {"alpha": 0.9, "eps": 1e-6, "weight_decay": DECAY},
        1,
        None,
    ),
    "rmsprop-centered": (
        optim.RMSprop,
        0.005,
        {"alpha": 0.95, "eps": 1e-3, "centered": True},
        1,
        None,
    ),
    "rmsprop-momentum": (optim.RMSprop, 0.0015, {"alpha": 0.9, "momentum": 0.8}, 1, None),
    "rmsprop-all": (
        optim.RMSprop,
        0.003,
        {"alpha": 0.9, "eps": 1e-3, "momentum": 0.8, "centered": True, "weight_decay": DECAY},
        single(1.7),
        single(0.2),
    ),
    "adagrad": (optim.Adagrad, 0.05, {}, 1, None),
    "adagrad-all": (
        optim.Adagrad,
        0.2,
        {
            "eps": 1e-4,
            "lr_decay": 0.05,
            "initial_accumulator_value": 0.1,
            "weight_decay": DECAY,
        },
        single(1.7),
        single(0.2),
    ),
    "adadelta": (optim.Adadelta, 1.0, {}, 1, None),
    "adadelta-all": (
        optim.Adadelta,
        0.7,
        {"rho": 0.8, "eps": 1e-5, "weight_decay": DECAY},
        single(1.7),
        single(0.2),
    ),
    "nesterov": (optim.SGD, 0.1, {"momentum": 0.9, "nesterov": True}, 1, None),
    "nesterov-all": (
        optim.SGD,
        0.1,
        {"momentum": 0.7, "nesterov": True, "weight_decay": DECAY},
        single(1.7),
        single(0.2),
    ),
}


def network(dtype):
    torch.manual_seed(20)
    return nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1)).to(dtype)


def flat(net):
    return np.concatenate([p.detach().numpy().ravel() for p in net.parameters()])


def trajectory(kind, rate, settings, rescale, clip, x, y, factors):
    net = network(x.dtype)
    optimizer = kind(net.parameters(), lr=rate, **settings)
    weights, clipped = [], 0
    for factor in factors:
        # DJL's trackers answer float32.
        optimizer.param_groups[0]["lr"] = single(single(rate) * factor)
        optimizer.zero_grad()
        (0.5 * (net(x) - y).square().mean()).backward()
        for p in net.parameters():
            p.grad *= rescale
            if clip is not None:
                clipped += int((p.grad.abs() > clip).sum())
        if clip is not None:
            nn.utils.clip_grad_value_(net.parameters(), clip)
        optimizer.step()
        weights.append(flat(net))
    assert clip is None or clipped > 20, "the bound never binds"
    return np.stack(weights)


def main(path):
    rng = np.random.default_rng(7)
    x = rng.standard_normal((12, 3))
    y = 2 * np.sin(x[:, :1]) + x[:, 1:2] * x[:, 2:]
    factors = np.ones(STEPS)
    factors[30:60] = 0.25
    factors[60:] = 1.5
    arrays = {"x": x, "y": y, "weights": flat(network(torch.float64)), "factors": factors}
    for name, case in CASES.items():
        points = torch.from_numpy(x), torch.from_numpy(y)
        arrays[name] = trajectory(*case, *points, factors)
        rounded = trajectory(*case, *(p.float() for p in points), factors)
        scale = np.linalg.norm(arrays[name], axis=1)
        error = (np.linalg.norm(rounded - arrays[name], axis=1) / scale).max()
        print(f"{name:18} {error:.1e}")
        assert error < 2e-6, "the trajectory amplifies rounding"
    np.savez(path, **arrays)


if __name__ == "__main__":
    main(sys.argv[1])
