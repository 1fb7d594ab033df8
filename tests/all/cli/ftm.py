"""Checks a file of entities with FollowTheMoney itself; prints what it found as JSON, or fails with the line."""

import json
import sys

from followthemoney import model
from followthemoney.types import registry


def check(path):
    entities = {}
    for number, line in enumerate(open(path, encoding="utf-8", newline="\n"), 1):
        data = json.loads(line)
        where = f"line {number}: {line}"
        assert list(data) == ["id", "schema", "properties"], where
        assert line.endswith("\n") and "\r" not in line, where
        assert registry.entity.validate(data["id"]), where
        assert data["id"] not in entities, f"twice: {where}"
        schema = model.get(data["schema"])
        assert schema is not None and not schema.abstract, where
        schema.validate(data)
        proxy = model.get_proxy(data, cleaned=False)
        for name, values in data["properties"].items():
            prop = schema.get(name)
            assert prop is not None and not prop.stub, f"{name}: {where}"
            assert values and len(set(values)) == len(values), f"{name}: {where}"
            assert len(proxy.get(name)) == len(values), f"{name} loses a value: {where}"
            for value in values:
                assert prop.type.validate(value), f"{name}: {where}"
                assert prop.type.max_length is None or len(value) <= prop.type.max_length, f"{name}: {where}"
                if prop.type is registry.number:
                    assert prop.type.parse(value) == (value, None), f"{name}: {where}"
        entities[data["id"]] = (schema, data)
    for schema, data in entities.values():
        for name, values in data["properties"].items():
            prop = schema.get(name)
            for value in values if prop.type is registry.entity else []:
                assert value in entities, f"{name} leads nowhere: {data}"
                assert entities[value][0].is_a(prop.range), f"{name} leads to another kind of thing: {data}"
    return [data for _, data in entities.values()]


json.dump(check(sys.argv[1]), sys.stdout)
