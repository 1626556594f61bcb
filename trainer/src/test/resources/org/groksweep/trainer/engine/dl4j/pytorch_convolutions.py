"""Trajectories of small convolutional networks by PyTorch, for ConvolutionalNetworkTest.

    /usr/bin/python3 pytorch_convolutions.py > pytorch_convolutions.csv      (Debian's python3-torch 1.13, one thread, float64)

Split, weights and batches are made anew from the random addresses (Philox4x32-10 and the shuffle); the images, 8 high and 4 wide, by the
formula below. One line per step: case, step, then train_loss, test_loss, objective, weight_norm, gradient_norm, logit_norm.
"""
import math
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
MASK = 0xFFFFFFFF
SPLIT, INIT, BATCH = 1, 2, 3
COUNT, HEIGHT, WIDTH, CLASSES, TRAIN = 30, 8, 4, 3, 20


def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & MASK, (a >> 32) ^ c[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


def word(seed, stream, step, index):
    b = philox([index >> 1 & MASK, step & MASK, step >> 32, stream], [seed & MASK, seed >> 32])
    return (b[3] << 32) | b[2] if index & 1 else (b[1] << 32) | b[0]


def symmetric(seed, step, index):
    return 2 * (word(seed, INIT, step, index) >> 11) * 2.0 ** -53 - 1


def shuffle(n, seed, stream, step):
    order = [0] * n
    for i in range(n):
        j = ((word(seed, stream, step, i) >> 1) * 2 * (i + 1)) >> 64
        order[i], order[j] = order[j], i
    return order


def initial(case, convolutions):
    weights, channels, k, pixels = [], case["channels"], case["kernel"], HEIGHT * WIDTH
    for layer in range(case["depth"]):
        last = layer == case["depth"] - 1
        if layer < convolutions:
            shape = (channels, 1 if layer == 0 else channels, k, k)
            fan_in, fan_out = shape[1] * k * k, shape[0] * k * k
            pixels //= case["pooling"] ** 2
        else:
            inputs = channels * pixels if layer == convolutions else case["width"]
            shape = (CLASSES if last else case["width"], inputs)
            fan_in, fan_out = inputs, shape[0]
        bound = {"pytorch": 1 / math.sqrt(fan_in), "xavierUniform": math.sqrt(6 / (fan_in + fan_out)),
                 "kaimingUniform": math.sqrt((3 if last else 6) / fan_in)}[case["init"]]
        scale = case.get("initScale", 1) * bound
        values = [scale * symmetric(case["seed"], 2 * layer, i) for i in range(math.prod(shape))]
        weights.append(torch.tensor(values).reshape(shape).requires_grad_())
    return weights


def forward(case, convolutions, weights, x):
    pool = torch.nn.functional.max_pool2d if case["kind"] == "max" else torch.nn.functional.avg_pool2d
    for layer, w in enumerate(weights):
        if layer < convolutions:
            x = pool(torch.relu(torch.nn.functional.conv2d(x, w, padding=case["kernel"] // 2)), case["pooling"])
            continue
        x = torch.nn.functional.linear(x.flatten(1), w)
        if layer < len(weights) - 1:
            x = torch.relu(x)
    return x


def loss_of(case, outputs, labels):
    if case["loss"] == "crossEntropy":
        return torch.nn.functional.cross_entropy(outputs, labels)
    return torch.nn.functional.mse_loss(outputs, torch.nn.functional.one_hot(labels, CLASSES).double())


def run(case):
    seed, convolutions = case["seed"], case["depth"] - case["denseDepth"]
    order = shuffle(COUNT, seed, SPLIT, 0)
    x = torch.tensor([[((7 * e + 3 * i * i) % 11) / 10 for i in range(HEIGHT * WIDTH)] for e in order])
    x = x.reshape(COUNT, 1, HEIGHT, WIDTH)
    y = torch.tensor([e * e % CLASSES for e in order])
    weights = initial(case, convolutions)
    if case["optimizer"] == "adamw":
        update = torch.optim.AdamW(weights, lr=case["learningRate"], betas=(0.9, 0.98), eps=1e-8, weight_decay=case["weightDecay"])
    else:
        update = torch.optim.SGD(weights, lr=case["learningRate"], momentum=case["momentum"])
    penalty = lambda: 0.5 * case.get("l2", 0) * sum((w * w).sum() for w in weights)
    epoch, position, drawn = [], TRAIN, 0
    for step in range(41):
        update.zero_grad()
        outputs = forward(case, convolutions, weights, x[:TRAIN])
        loss = loss_of(case, outputs, y[:TRAIN])
        objective = loss + penalty()
        objective.backward()
        with torch.no_grad():
            print(",".join([case["name"], str(step)] + [repr(float(v)) for v in (
                loss, loss_of(case, forward(case, convolutions, weights, x[TRAIN:]), y[TRAIN:]), objective,
                math.sqrt(sum((w * w).sum() for w in weights)), math.sqrt(sum((w.grad ** 2).sum() for w in weights)),
                math.sqrt((outputs ** 2).sum() / TRAIN))]))
        if position >= TRAIN:
            epoch, drawn, position = shuffle(TRAIN, seed, BATCH, drawn), drawn + 1, 0
        rows = epoch[position:position + case["batch"]]
        position += case["batch"]
        update.zero_grad()
        (loss_of(case, forward(case, convolutions, weights, x[rows]), y[rows]) + penalty()).backward()
        update.step()


for each in (
        dict(name="max", seed=1, depth=3, denseDepth=1, channels=3, kernel=3, pooling=2, kind="max", width=1, init="pytorch", initScale=2,
             loss="crossEntropy", optimizer="adamw", learningRate=0.02, weightDecay=0.3, batch=8),
        dict(name="average", seed=2, depth=4, denseDepth=2, channels=4, kernel=5, pooling=2, kind="average", width=6,
             init="xavierUniform", loss="meanSquaredError", optimizer="sgd", momentum=0.9, learningRate=0.05, l2=0.01, batch=6),
        dict(name="unpooled", seed=5, depth=3, denseDepth=2, channels=4, kernel=3, pooling=1, kind="max", width=5, init="kaimingUniform",
             loss="crossEntropy", optimizer="sgd", momentum=0.0, learningRate=0.1, batch=20)):
    run(each)
