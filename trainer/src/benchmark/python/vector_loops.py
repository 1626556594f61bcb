"""Reads what JMH's forks printed of their compiled methods and prints, as a Markdown table, the
packed and the scalar floating-point instructions of their main loops.

    java ... org.openjdk.jmh.Main ... -jvmArgsAppend "... -XX:CompileCommand=print,..." > log
    vector_loops.py log

Without hsdis, Java 17 prints a method's code as bytes, which objdump (binutils) turns into
instructions. A loop is a jump back with no other inside; the last instruction but two adds the
elements that one pass covers. C2 makes up to four loops of one: its main loop, which covers the
most elements, loops for what is before and behind it, element by element, and one of single vectors.
The table leaves the last three out.
"""

import re
import subprocess
import sys
import tempfile

METHOD = re.compile(r"Compiled method \(c2\) +\d+ +\d+ ( |%).*? (\S+)::(\S+) ")
SIGNATURE = re.compile(r"# \{method\} \{\S+\} '\S+' '\((\S*)\)")
BYTES = re.compile(r"  0x([0-9a-f]+): ((?:[0-9a-f ]|\|)+)$")
INSTRUCTION = re.compile(r" +([0-9a-f]+):\t[0-9a-f ]+\t(\S+) *(.*)")
ARITHMETIC = re.compile(
    r"v?(?:add|sub|mul|div|sqrt|min|max|round|rndscale|fn?m(?:add|sub)\d+)([ps])[sd]"
    r"|v?cvt\w*?(?:([ps])[sd]|dq)\w*"
)
INCREMENT = re.compile(r"\$0x([0-9a-f]+),%")


def methods(lines):
    """(class, method, signature) -> {address: bytes}, the last that was compiled of each."""
    found = {}
    name = signature = code = None
    for line in lines:
        match = METHOD.match(line)
        if match:
            # A loop entered in its middle is another compilation of the same method.
            name = None if match[1] == "%" else (match[2].split(".")[-1], match[3])
            signature = ""
        elif line.startswith("[MachCode]") and name:
            code = {}
        elif line.startswith("[/MachCode]") and name and code is not None:
            found[name + (signature,)] = code
            name = code = None
        elif code is not None:
            match = SIGNATURE.search(line)
            if match:
                signature = match[1]
            match = BYTES.match(line.rstrip() + " ")
            if match:
                code[int(match[1], 16)] = bytes.fromhex(re.sub("[ |]", "", match[2]))
    return found


def instructions(code):
    """(address, mnemonic, operands) of each."""
    start = min(code)
    image = bytearray()
    for address in sorted(code):
        image.extend(b"\x90" * (address - start - len(image)))
        image[address - start :] = code[address]
    with tempfile.NamedTemporaryFile() as file:
        file.write(image)
        file.flush()
        text = subprocess.run(
            ["objdump", "-D", "-w", "-b", "binary", "-m", "i386:x86-64", "-M", "suffix"]
            + ["--adjust-vma=" + hex(start), file.name],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    matches = map(INSTRUCTION.match, text.splitlines())
    return [(int(match[1], 16), match[2], match[3]) for match in matches if match]


def loops(code):
    """(elements of a pass, packed, scalar, widest register) of each innermost loop, in order."""
    program = instructions(code)
    jumps = []
    for address, mnemonic, operands in program:
        target = re.match(r"0x([0-9a-f]+)$", operands)
        if mnemonic.startswith("j") and target and min(code) <= int(target[1], 16) < address:
            jumps.append((int(target[1], 16), address))
    for first, last in jumps:
        if any((f, l) != (first, last) and first <= f and l <= last for f, l in jumps):
            continue
        body = [each for each in program if first <= each[0] <= last]
        yield (elements(body),) + counts(body)


def elements(body):
    """What the loop's end adds to its index."""
    for _, mnemonic, operands in reversed(body[-6:]):
        if mnemonic.startswith("inc"):
            return 1
        match = INCREMENT.match(operands)
        if mnemonic.startswith("add") and match:
            return int(match[1], 16)
    return 1


def counts(body):
    packed = scalar = 0
    widest = ""
    for _, mnemonic, operands in body:
        match = ARITHMETIC.match(mnemonic)
        if match and "s" in (match[1], match[2]):
            scalar += 1
        elif match:
            packed += 1
            widest = max([widest] + re.findall(r"%([xyz]mm)", operands))
    return packed, scalar, widest


def main_loops(code):
    found = [loop for loop in loops(code) if loop[1] + loop[2] > 0]
    several = [loop for loop in found if loop[0] > 1]
    if not several:
        return sorted(found, key=lambda loop: loop[1] + loop[2])[-1:]
    return [loop for loop in several if not any(is_rest(loop, other) for other in several)]


def is_rest(loop, other):
    """Whether one is the loop of single vectors behind the other."""
    return loop[0] < other[0] and loop[1] * other[0] == other[1] * loop[0] and loop[2] == other[2] == 0


if __name__ == "__main__":
    print("| method | elements a pass | packed | scalar | registers |")
    print("|---|---|---|---|---|")
    with open(sys.argv[1]) as log:
        for (kind, method, signature), code in sorted(methods(log).items()):
            types = re.sub(r"Lorg\S*?/(\w+);", r"\1 ", signature)
            for covered, packed, scalar, registers in main_loops(code):
                print(f"| {kind}.{method}({types.strip()}) | {covered} | {packed} | {scalar} | {registers} |")
