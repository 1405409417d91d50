#!/usr/bin/env python3
"""Further float64 reference values: layer kinds that the cases of generate.py leave out.

Same route, same keys and same conventions as generate.py, which does all the measuring; only the
networks are new. Needs PyTorch 1.13 or newer (Debian: python3-torch).

    python3 generate_more.py OUT_DIR FIRST_SEED CASE...

Differences, all in one place:

    embedding-k3      x [n,T] holds token numbers (whole numbers stored as float64); no agop
    CASE-SEED.pt      written for the cases in TRACED only
"""
import math
import sys
import numpy as np
import torch
from torch import nn

import generate
from generate import NtkConv, NtkLinear, Residual

TRACED = ("sequence-k2", "tied-k2")
VOCABULARY = 9
# 1e-5 as the float32 number that DJL's norm layers keep: in float64 the two differ by 2.5e-8, which
# shows at 1e-12 in outputs whose normalised variance is small.
EPSILON = float(np.float32(1e-5))


class Attention(nn.Module):
    """One head: softmax(q k^T / sqrt(d)) v, with q, k and v plain linear maps of [n,T,d].

    A bias of the keys would cancel in the softmax: its part of the kernel is zero, to which no
    relative error can be formed. Query and key weights are drawn wider than by default, so that the
    attention is not near uniform.
    """

    def __init__(self, width):
        super().__init__()
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width, bias=False)
        self.value = nn.Linear(width, width)
        self.temperature = math.sqrt(width)
        with torch.no_grad():
            self.query.weight.normal_(0, 0.8)
            self.key.weight.normal_(0, 0.8)

    def forward(self, x):
        scores = self.query(x) @ self.key(x).transpose(1, 2) / self.temperature
        return torch.softmax(scores, 2) @ self.value(x)


class TimeMean(nn.Module):
    """[n,T,d] to [n,d]."""

    def forward(self, x):
        return x.mean(1)


class Tied(nn.Module):
    """One square layer used three times with tanh between, then a linear read-out."""

    def __init__(self, width, k):
        super().__init__()
        self.shared = nn.Linear(width, width)
        self.out = nn.Linear(width, k)

    def forward(self, x):
        hidden = torch.tanh(self.shared(x))
        hidden = torch.tanh(self.shared(hidden))
        return self.out(self.shared(hidden))


def tokens_of(x):
    """Token numbers 0 to VOCABULARY-1 from standard normal numbers, equally likely."""
    return (0.5 * (1 + torch.erf(x / math.sqrt(2))) * VOCABULARY).long().clamp(0, VOCABULARY - 1)


class TokenEmbedding(nn.Module):
    """Embedding of the tokens that generate.py's real-valued draw stands for.

    The term 0 * x keeps x in the graph, so that generate.py can ask for its (discarded) AGOP.
    """

    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(VOCABULARY, width))

    def forward(self, x):
        return nn.functional.embedding(tokens_of(x), self.weight) + 0 * x[..., None]


def randomise_affine(norm):
    with torch.no_grad():
        norm.weight.normal_(1, 0.2)
        norm.bias.normal_(0, 0.2)
    return norm


def conv1d():
    """Length 12 leaves a remainder under stride 2: the last input column is used by no window."""
    net = nn.Sequential(nn.Conv1d(4, 6, 3, stride=2, padding=2, dilation=2, groups=2), nn.ReLU(),
                        nn.Conv1d(6, 4, 2), nn.Flatten(), nn.Linear(20, 2))
    return net, (8, 4, 12)


def conv2d_groups():
    net = nn.Sequential(nn.Conv2d(4, 6, (3, 2), stride=(2, 1), padding=(2, 1), dilation=2, groups=2), nn.ReLU(),
                        nn.Conv2d(6, 4, (2, 3), groups=2, bias=False), nn.Tanh(), nn.Flatten(), nn.Linear(36, 1))
    return net, (9, 4, 8, 5)


def sequence():
    net = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), Attention(6), randomise_affine(nn.LayerNorm(6, EPSILON)),
                        TimeMean(), nn.Linear(6, 2))
    return net, (7, 5, 4)


def embedding():
    return nn.Sequential(TokenEmbedding(5), TimeMean(), nn.Tanh(), nn.Linear(5, 3)), (10, 6)


def tied():
    return Tied(5, 2), (9, 5)


def batch_norm_1d():
    net = nn.Sequential(nn.Linear(6, 8), randomise_affine(nn.BatchNorm1d(8, EPSILON)), nn.SiLU(), nn.Linear(8, 1))
    with torch.no_grad():
        net[1].running_mean.normal_(0, 0.3)
        net[1].running_var.uniform_(0.5, 1.5)
    return net, (11, 6)


def max_pool():
    net = nn.Sequential(nn.Conv2d(2, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 1))
    return net, (8, 2, 6, 6)


def ntk_cnn_deep():
    net = nn.Sequential(NtkConv(2, 4), nn.ReLU(), Residual(nn.Sequential(NtkConv(4, 4), nn.ReLU())),
                        Residual(nn.Sequential(NtkConv(4, 4), nn.ReLU())), nn.Flatten(), NtkLinear(4 * 5 * 5, 2))
    return net, (6, 2, 5, 5)


CASES = {
    "conv1d-k2": conv1d, "conv2d-groups": conv2d_groups, "sequence-k2": sequence, "embedding-k3": embedding,
    "tied-k2": tied, "batch-norm-1d": batch_norm_1d, "max-pool": max_pool, "ntk-cnn-deep-k2": ntk_cnn_deep,
}


def reference(case, seed):
    net, x, arrays = generate.reference(case, seed)
    if case.startswith("embedding"):
        arrays["x"] = tokens_of(x).double().numpy()
        del arrays["agop"]
    return net, x, arrays


def main(folder, seed, cases):
    generate.CASES.update(CASES)
    for case in cases or CASES:
        net, x, arrays = reference(case, seed)
        # C order: readers of .npy outside numpy seldom know Fortran order.
        np.savez_compressed(f"{folder}/{case}-{seed}.npz", **{m: np.ascontiguousarray(v) if v.ndim else v
                                                              for m, v in arrays.items()})
        if case in TRACED:
            torch.jit.trace(net.float(), x.float()).save(f"{folder}/{case}-{seed}.pt")
        print(case, seed, "p =", arrays["jacobian"].shape[1], "lambda_max(K) =", arrays["kernel.eigenvalues"][0],
              "lambda_max(H) =", arrays["hessian.mse.eigenvalues"][0], "loss =", arrays["loss.mse"])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
