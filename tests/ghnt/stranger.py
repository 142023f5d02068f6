"""What somebody writes who has read the page about the API and its OpenAPI document, and nothing else: all
figures of all rounds in three questions. `stranger.py SITE [TOKEN]` prints them as JSON, as lists go."""

import json
import sys
from urllib.request import Request, urlopen

WHOLE = "application/x-ndjson"
site, *token = sys.argv[1:]
bearer = {"Authorization": f"Bearer {token[0]}"} if token else {}


def ask(address, form):
    with urlopen(Request(address, headers={"Accept": form, **bearer})) as said:
        return said.read().decode()


def lines(name):
    """Every line of a list; the document says where it is, and that it comes in one go."""
    path = next(
        path
        for path, methods in document["paths"].items()
        if methods.get("get", {}).get("operationId") == name
        and WHOLE in methods["get"]["responses"]["200"]["content"]
    )
    return [json.loads(line) for line in ask(document["servers"][0]["url"] + path, WHOLE).splitlines()]


document = json.loads(ask(f"{site}/api/v1/openapi.json", "application/json"))
document["servers"][0]["url"] = f"{site}/api/v1"  # where this product really runs
bases = {one["sleutel"]: one["noemer"] for one in lines("indicatoren")}
figures = [{**one, "noemerVan": bases[one["indicator"]]} for one in lines("cijfers")]
print(json.dumps(figures))
