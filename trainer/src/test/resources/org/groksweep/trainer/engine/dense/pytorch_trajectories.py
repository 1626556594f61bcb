"""Trajectories of small networks by PyTorch, for PyTorchTrajectoryTest.

    /usr/bin/python3 pytorch_trajectories.py > pytorch_trajectories.csv      (Debian's python3-torch 1.13, one thread, float64)

Everything is made anew here from the specification: the random addresses (Philox4x32-10 and the shuffle), modular addition mod 7, the
split, the initial weights and the batches. PyTorch gives forward pass, gradients and update rules. One line per step: case, step, then
train_loss, test_loss, objective, train_accuracy, test_accuracy, weight_norm, gradient_norm, logit_norm.
"""
import math
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
MASK = 0xFFFFFFFF
SPLIT, INIT, BATCH = 1, 2, 3
P = 7


def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & MASK, (a >> 32) ^ c[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


def words(seed, stream, step, block):
    b = philox([block & MASK, step & MASK, step >> 32, stream], [seed & MASK, seed >> 32])
    return [(b[1] << 32) | b[0], (b[3] << 32) | b[2]]


def uniform(seed, stream, step, index):
    return (words(seed, stream, step, index >> 1)[index & 1] >> 11) * 2.0 ** -53


def gaussian(seed, stream, step, index):
    u, v = [(w >> 11) * 2.0 ** -53 for w in words(seed, stream, step, index >> 1)]
    radius, angle = math.sqrt(-2 * math.log(1 - u)), 2 * math.pi * v
    return radius * (math.sin(angle) if index & 1 else math.cos(angle))


def below(bound, seed, stream, step, index):
    return ((words(seed, stream, step, index >> 1)[index & 1] >> 1) * 2 * bound) >> 64


def shuffle(n, seed, stream, step):
    order = [0] * n
    for i in range(n):
        j = below(i + 1, seed, stream, step, i)
        order[i], order[j] = order[j], i
    return order


def quadratic(z):
    return z * z


ACTIVATIONS = {"relu": torch.relu, "tanh": torch.tanh, "gelu": torch.nn.functional.gelu, "quadratic": quadratic,
               "linear": lambda z: z}


def initial(case):
    depth, width, seed = case["depth"], 16, case["seed"]
    sizes = [2 * P] + [width] * (depth - 1) + [P]
    parameters = []
    for layer in range(depth):
        fan_in, fan_out = sizes[layer], sizes[layer + 1]
        def symmetric(step, i):
            return 2 * uniform(seed, INIT, step, i) - 1
        gain = math.sqrt(2) if layer < depth - 1 and case["activation"] == "relu" else 1
        draw = {"pytorch": lambda i: symmetric(2 * layer, i) / math.sqrt(fan_in),
                "kaimingNormal": lambda i: gaussian(seed, INIT, 2 * layer, i) * gain / math.sqrt(fan_in),
                "xavierUniform": lambda i: symmetric(2 * layer, i) * math.sqrt(6 / (fan_in + fan_out))}[case["init"]]
        scale = case.get("initScale", 1)
        weights = [scale * draw(i) for i in range(fan_in * fan_out)]
        parameters.append(torch.tensor(weights).reshape(fan_out, fan_in).requires_grad_())
        has_bias = {"all": True, "hidden": layer < depth - 1, "none": False}[case["biases"]]
        if has_bias:
            bias = [scale * symmetric(2 * layer + 1, i) / math.sqrt(fan_in) if case["init"] == "pytorch" else 0.0
                    for i in range(fan_out)]
            parameters.append(torch.tensor(bias).requires_grad_())
        else:
            parameters.append(None)
    return parameters


def forward(case, parameters, x):
    for layer in range(case["depth"]):
        weights, bias = parameters[2 * layer], parameters[2 * layer + 1]
        x = torch.nn.functional.linear(x, weights, bias)
        if layer < case["depth"] - 1:
            x = ACTIVATIONS[case["activation"]](x)
    return x


def loss_of(case, outputs, labels):
    one_hot = torch.nn.functional.one_hot(labels, P).double()
    if case["loss"] == "crossEntropy":
        return torch.nn.functional.cross_entropy(outputs, labels)
    if case["loss"] == "meanSquaredError":
        return torch.nn.functional.mse_loss(outputs, one_hot)
    return 0.5 * ((outputs - one_hot) ** 2).sum(1).mean()


def run(case):
    seed = case["seed"]
    pairs = [(a, b) for a in range(P) for b in range(P)]
    order = shuffle(len(pairs), seed, SPLIT, 0)
    x = torch.zeros(len(pairs), 2 * P)
    for row, example in enumerate(order):
        a, b = pairs[example]
        x[row, a] = x[row, P + b] = 1
    y = torch.tensor([sum(pairs[example]) % P for example in order])
    parameters = initial(case)
    weights = [p for p in parameters[0::2]]
    biases = [p for p in parameters[1::2] if p is not None]
    decayed = weights + biases if case.get("decayBiases", True) else weights
    l2, decay = case.get("l2", 0), case.get("weightDecay", 0)

    def optimizer():
        groups = [{"params": weights, "weight_decay": decay}]
        if biases:
            groups.append({"params": biases, "weight_decay": decay if case.get("decayBiases", True) else 0})
        if case["optimizer"] == "adam":
            return torch.optim.AdamW(groups, lr=1, betas=(0.9, 0.98), eps=1e-8)
        return torch.optim.SGD([{"params": g["params"]} for g in groups], lr=1, momentum=case["momentum"])

    update = optimizer()

    def penalty():
        return 0.5 * l2 * sum((p * p).sum() for p in decayed)

    step, drawn, position, epoch, last_n = 0, 0, 0, [], 0
    for phase, (n, steps) in enumerate(case["phases"]):
        if phase > 0:
            update = optimizer()
        if n != last_n:
            position, last_n = n, n
        for t in range(steps + 1):
            update.zero_grad()
            outputs = forward(case, parameters, x[:n])
            loss = loss_of(case, outputs, y[:n])
            objective = loss + penalty()
            objective.backward()
            with torch.no_grad():
                test = forward(case, parameters, x[n:])
                every = weights + biases
                print(",".join([case["name"], str(step)] + [repr(float(v)) for v in (
                    loss, loss_of(case, test, y[n:]), objective, (outputs.argmax(1) == y[:n]).double().mean(),
                    (test.argmax(1) == y[n:]).double().mean(), math.sqrt(sum((p * p).sum() for p in every)),
                    math.sqrt(sum((p.grad ** 2).sum() for p in every)), math.sqrt((outputs ** 2).sum() / n))]))
            if t == steps:
                break
            size = case.get("batch", n)
            if case.get("sampling") == "withReplacement":
                rows = [below(n, seed, BATCH, drawn, i) for i in range(size)]
                drawn += 1
            elif size < n:
                if position >= n:
                    epoch, drawn, position = shuffle(n, seed, BATCH, drawn), drawn + 1, 0
                rows = epoch[position:position + size]
                position += size
            else:
                rows = list(range(n))
            factor = 1.0
            warmup = case.get("warmup", 0)
            if t + 1 < warmup:
                factor = (t + 1) / warmup
            elif "finalFactor" in case:
                progress = (t + 1 - warmup) / (steps - warmup)
                factor = case["finalFactor"] + (1 - case["finalFactor"]) * 0.5 * (1 + math.cos(math.pi * progress))
            for group in update.param_groups:
                group["lr"] = case["learningRate"] * factor
            update.zero_grad()
            (loss_of(case, forward(case, parameters, x[rows]), y[rows]) + penalty()).backward()
            update.step()
            if case["optimizer"] == "sgd" and decay:
                # PyTorch's SGD has no decoupled decay: w - lr (v + decay w) needs the old w.
                raise ValueError("no such case")
            step += 1


CASES = [
    dict(name="momentum-l2-relu", seed=1, depth=2, activation="relu", init="pytorch", biases="all", loss="crossEntropy",
         optimizer="sgd", momentum=0.9, learningRate=0.05, l2=0.01, phases=[(30, 60)]),
    dict(name="adam-l2-tanh-shuffled", seed=2, depth=3, activation="tanh", init="xavierUniform", biases="all",
         loss="crossEntropy", optimizer="adam", learningRate=0.01, l2=0.02, batch=8, phases=[(30, 60)]),
    dict(name="adamw-gelu-cosine", seed=3, depth=3, activation="gelu", init="kaimingNormal", biases="all",
         loss="meanSquaredError", optimizer="adam", learningRate=0.02, weightDecay=0.3, warmup=10, finalFactor=0.1,
         phases=[(30, 60)]),
    dict(name="adamw-l2-quadratic-replacement", seed=4, depth=2, activation="quadratic", init="pytorch", biases="all",
         loss="halfSquaredError", optimizer="adam", learningRate=0.005, weightDecay=0.5, l2=0.01, decayBiases=False, batch=8,
         sampling="withReplacement", phases=[(30, 60)]),
    dict(name="sgd-linear-hidden-biases", seed=5, depth=4, activation="linear", init="xavierUniform", biases="hidden",
         loss="halfSquaredError", optimizer="sgd", momentum=0.0, learningRate=0.1, l2=0.001, phases=[(40, 60)]),
    dict(name="two-phases-reset-relu", seed=-6 & (2 ** 64 - 1), depth=3, activation="relu", init="pytorch", biases="none",
         initScale=2, loss="crossEntropy", optimizer="adam", learningRate=0.01, weightDecay=0.2, batch=10,
         phases=[(30, 40), (20, 40)]),
]
for each in CASES:
    run(each)
