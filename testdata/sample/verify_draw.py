#!/usr/bin/env python3
"""Re-derive a draw without the program: python3 verify_draw.py POPULATION PLAN draw.json
Needs only SHA-256. Prints the differences (none: OK) and exits 1 when there are any."""
import hashlib, json, sys

sha = lambda b: hashlib.sha256(b).hexdigest()
pop_bytes, plan_bytes = open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read()
draw = json.load(open(sys.argv[3], encoding="utf-8"))
key = sha(f"{sha(pop_bytes)}\n{sha(plan_bytes)}\n{draw['seed']}\n".encode())
U = lambda label: int(sha(f"{key}|{label}".encode()), 16)
rows = [line.split("\t") for line in pop_bytes.decode().splitlines()]
items = [(i, s, int(a), must == "1", U("t|" + i)) for i, s, a, must in rows]

def start(stratum, W):
    c = 0
    while (x := U(f"r|{stratum}|{c}")) >= 2**256 // W * W:
        c += 1
    return 1 + x % W

want = []
for line in plan_bytes.decode().splitlines():
    stratum, n, method = line.split("\t")
    mine = [p for p in items if p[1] == stratum or p[1].startswith(stratum + "/")]
    picked = sorted((p for p in mine if p[3]), key=lambda p: p[4])
    rest, m = [p for p in mine if not p[3]], int(n) - len(picked)
    if method == "srs":
        picked += sorted(rest, key=lambda p: p[4])[:m]
    else:
        rest = sorted((p for p in rest if p[2] > 0), key=lambda p: (p[1].encode(), p[4]))
        while big := [p for p in rest if m and p[2] * m >= sum(q[2] for q in rest)]:
            picked, rest, m = picked + sorted(big, key=lambda p: p[4]), [p for p in rest if p not in big], m - len(big)
        W, C = sum(p[2] for p in rest), 0
        r = start(stratum, W) if m and W else 0
        for p in rest if m else []:
            lo, C = m * C, C + p[2]
            if any(lo < r + j * W <= m * C for j in range(m)):
                picked.append(p)
        for s in sorted({p[1] for p in mine} - {p[1] for p in picked}):
            picked.append(min((p for p in mine if p[1] == s), key=lambda p: p[4]))
    want += [(stratum, p[0], f"{p[4]:064x}") for p in picked]
got = [(p["stratum"], p["id"], p["ticket"]) for p in draw["picks"]]
bad = sorted(set(want) ^ set(got)) + ([("key", key, draw["key"])] if key != draw["key"] else [])
print("OK" if not bad else "\n".join(map(str, bad)))
sys.exit(1 if bad else 0)
